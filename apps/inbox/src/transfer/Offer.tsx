import type { AgentConversation, HandoverView } from "@eigenkanaal/client";
import type { ErrorCode } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { type Ref, useState } from "react";
import { useTexts } from "../texts/texts.js";
import { GiveBack } from "./GiveBack.js";

type OfferProps = {
  handover: HandoverView;
  /** Who has it now. */
  assignee: { name: string; me: boolean };
  online: boolean;
  handle: Pick<AgentConversation, "give">;
  onTake: () => Promise<ErrorCode | undefined>;
  focusRef: Ref<HTMLButtonElement>;
};

/** Stands in the place of the answer while an offer is open: to accept it, to give it back, to take it back. */
export const Offer = ({ handover, assignee, online, handle, onTake, focusRef }: OfferProps) => {
  const { transfer: words } = useTexts();
  const [givingBack, setGivingBack] = useState<"no" | "asking">("no");
  const { by } = handover;
  if (!assignee.me) {
    return (
      <div className="composer-instead">
        <p className="composer-reason">{words.offeredTo(assignee.name)}</p>
        <Button purpose="secondary" onClick={() => void onTake()} ref={focusRef}>
          {words.takeBack}
        </Button>
      </div>
    );
  }
  return (
    <div className="composer-instead">
      <p className="composer-reason">{words.offeredBy(by.name)}</p>
      <div className="transfer-answer">
        <Button purpose="primary" onClick={() => void onTake()} ref={focusRef}>
          {words.accept}
        </Button>
        <Button purpose="secondary" aria-haspopup="dialog" onClick={() => setGivingBack("asking")}>
          {words.giveBack}
        </Button>
      </div>
      {givingBack === "asking" && (
        <GiveBack
          to={by.name}
          online={online}
          onGiveBack={(why) => handle.give(by.member, why)}
          onClose={() => setGivingBack("no")}
        />
      )}
    </div>
  );
};
