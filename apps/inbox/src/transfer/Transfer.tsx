import type { AgentActions, AgentConversationActions } from "@eigenkanaal/client";
import type { DeskId } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { type FormEvent, useEffect, useState } from "react";
import { bytesOver } from "../conversation/textLimit.js";
import { Modal } from "../navigation/Modal.js";
import { useTexts } from "../texts/texts.js";
import { HandOverSays } from "./HandOverSays.js";
import { TargetField } from "./TargetField.js";
import type { Target } from "./targets.js";
import { useHandOver } from "./useHandOver.js";
import { WhyField } from "./WhyField.js";

type TransferProps = {
  desk: DeskId;
  online: boolean;
  actions: Pick<AgentActions, "colleagues">;
  handle: Pick<AgentConversationActions, "give">;
  onClose: () => void;
};

/** Handing a conversation over: to whom, and what they should know. */
export const Transfer = ({ desk, online, actions, handle, onClose }: TransferProps) => {
  const { transfer: words, cancel } = useTexts();
  const [targets, setTargets] = useState<Target[]>();
  const [chosen, setChosen] = useState<Target>();
  const [why, setWhy] = useState("");
  const [asked, setAsked] = useState<"not_yet" | "once">("not_yet");
  const { state, handOver } = useHandOver(onClose);

  useEffect(() => {
    let stands = true;
    void actions.colleagues(desk).then((colleagues) => {
      if (!stands) return;
      setTargets(colleagues.map(({ member, name }) => ({ kind: "colleague", id: member, name })));
    });
    return () => {
      stands = false;
    };
  }, [actions, desk]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked("once");
    if (!online || !chosen || bytesOver(why) > 0) return;
    void handOver(() => handle.give(chosen.id, why.trim()));
  };
  return (
    <Modal title={words.title} onClose={onClose}>
      <form className="transfer" onSubmit={submit} noValidate>
        <TargetField
          targets={targets}
          chosen={chosen}
          problem={asked === "once" && !chosen ? words.noTarget : undefined}
          onChoose={setChosen}
        />
        {chosen && (
          <WhyField label={words.whyFor(chosen.name)} value={why} problem={undefined} onChange={setWhy} />
        )}
        <HandOverSays state={state} online={online} />
        <div className="modal-actions">
          <Button purpose="primary" type="submit">
            {chosen ? words.confirmTo(chosen.name) : words.confirm}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {cancel}
          </Button>
        </div>
      </form>
    </Modal>
  );
};
