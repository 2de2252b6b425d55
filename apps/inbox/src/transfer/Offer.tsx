import type { AgentConversation, HandoverView } from "@eigenkanaal/client";
import type { DeskId, ErrorCode } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { type Ref, useState } from "react";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import { GiveBack } from "./GiveBack.js";

type OfferProps = {
  handover: HandoverView;
  /** Who has it now. */
  assignee: { name: string; me: boolean };
  /** Which desk has it now. */
  desk: DeskId;
  names: TownNames;
  online: boolean;
  handle: Pick<AgentConversation, "give" | "transfer">;
  onTake: () => Promise<ErrorCode | undefined>;
  focusRef: Ref<HTMLButtonElement>;
};

/** Stands in the place of the answer while an offer is open: to accept it, to give it back, to take it back. */
export const Offer = ({ handover, assignee, desk, names, online, handle, onTake, focusRef }: OfferProps) => {
  const { transfer: words } = useTexts();
  const [givingBack, setGivingBack] = useState<"no" | "asking">("no");
  const { by, from } = handover;
  const giver = from === desk ? by.name : words.ofDesk(by.name, names.desk(from));
  const giveBack = (why: string) =>
    from === desk
      ? handle.give(by.member, why)
      : handle.transfer({ desk: from, history: "along", reading: "not", why });
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
      <p className="composer-reason">{words.offeredBy(giver)}</p>
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
          to={from === desk ? by.name : names.desk(from)}
          online={online}
          onGiveBack={giveBack}
          onClose={() => setGivingBack("no")}
        />
      )}
    </div>
  );
};
