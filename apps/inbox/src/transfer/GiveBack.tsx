import type { ErrorCode } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { type FormEvent, useState } from "react";
import { bytesOver } from "../conversation/textLimit.js";
import { Modal } from "../navigation/Modal.js";
import { useTexts } from "../texts/texts.js";
import { HandOverSays } from "./HandOverSays.js";
import { useHandOver } from "./useHandOver.js";
import { WhyField } from "./WhyField.js";

type GiveBackProps = {
  to: string;
  online: boolean;
  onGiveBack: (why: string) => Promise<ErrorCode | undefined>;
  onClose: () => void;
};

/** Giving a conversation back to whom it came from, who must read why. */
export const GiveBack = ({ to, online, onGiveBack, onClose }: GiveBackProps) => {
  const { transfer: words, cancel } = useTexts();
  const [why, setWhy] = useState("");
  const [asked, setAsked] = useState<"not_yet" | "once">("not_yet");
  const { state, handOver } = useHandOver(onClose);
  const isEmpty = why.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked("once");
    if (online && !isEmpty && bytesOver(why) === 0) void handOver(() => onGiveBack(why.trim()));
  };
  return (
    <Modal title={words.backTitle(to)} onClose={onClose}>
      <form className="transfer" onSubmit={submit} noValidate>
        <WhyField
          label={words.whyBack}
          value={why}
          problem={asked === "once" && isEmpty ? words.noReason : undefined}
          onChange={setWhy}
        />
        <HandOverSays state={state} online={online} />
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {words.giveBack}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
