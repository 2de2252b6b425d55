import type {
  AgentActions,
  AgentConversationActions,
  DeskView,
  HandoverView,
  PresenceView,
} from "@eigenkanaal/client";
import type { DeskId, ErrorCode } from "@eigenkanaal/protocol";
import { Button } from "@nl-design-system-candidate/button-react";
import { type FormEvent, useEffect, useMemo, useState } from "react";
import { bytesOver } from "../conversation/textLimit.js";
import { Modal } from "../navigation/Modal.js";
import { useClock } from "../queue/clock.js";
import type { TownNames } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import { DeskWishes, type Wishes } from "./DeskWishes.js";
import { HandOverSays } from "./HandOverSays.js";
import { TargetField } from "./TargetField.js";
import { colleagueTargets, deskTargets, type Target } from "./targets.js";
import { useHandOver } from "./useHandOver.js";
import { WhyField } from "./WhyField.js";

type TransferProps = {
  /** In the place of the words for one conversation. */
  title?: string;
  desk: DeskId;
  /** The desk that is chosen to begin with. */
  to: DeskId | null;
  handover: HandoverView | null;
  desks: readonly DeskView[];
  presence: PresenceView | null;
  names: TownNames;
  online: boolean;
  actions: Pick<AgentActions, "colleagues">;
  handle: Pick<AgentConversationActions, "give" | "transfer">;
  onClose: () => void;
};

const minuteMs = 60_000;

/** Handing a conversation over: to whom, what they may read, and what they should know. */
export const Transfer = (props: TransferProps) => {
  const { desk, to, handover, desks, presence, names, online, actions, handle, onClose } = props;
  const { transfer: words, cancel } = useTexts();
  const [colleagues, setColleagues] = useState<Target[]>();
  const [chosenId, setChosenId] = useState<Target["id"] | null>(to);
  const [why, setWhy] = useState("");
  const [wishes, setWishes] = useState<Wishes>({ history: "along", reading: "not", closed: "asked" });
  const [asked, setAsked] = useState<"not_yet" | "once">("not_yet");
  const { state, handOver } = useHandOver(onClose);
  // To the minute: the list must not draw again with every tick.
  const nowMs = useClock((atMs) => Math.floor(atMs / minuteMs) * minuteMs);

  useEffect(() => {
    let stands = true;
    void actions.colleagues(desk).then((found) => {
      const ofDesk = presence?.desks.find((one) => one.desk === desk);
      if (stands) setColleagues(colleagueTargets(found, ofDesk));
    });
    return () => {
      stands = false;
    };
  }, [actions, desk, presence]);
  const targets = useMemo(
    () => colleagues && [...colleagues, ...deskTargets(desks, { own: desk, handover, names, nowMs })],
    [colleagues, desks, desk, handover, names, nowMs],
  );
  const chosen = targets?.find(({ id }) => id === chosenId);

  const isWhyMissing = chosen?.kind === "desk" && why.trim() === "";
  const isUnconfirmed =
    chosen?.kind === "desk" && chosen.opening.at === "closed" && wishes.closed === "asked";
  const act = (target: Target): Promise<ErrorCode | undefined> =>
    target.kind === "colleague"
      ? handle.give(target.id, why.trim())
      : handle.transfer({
          ...{ desk: target.id, history: wishes.history, reading: wishes.reading },
          why: why.trim(),
        });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked("once");
    if (online && chosen && !isWhyMissing && !isUnconfirmed && bytesOver(why) === 0)
      void handOver(() => act(chosen));
  };
  const problem = (is: boolean, words: string) => (asked === "once" && is ? words : undefined);
  return (
    <Modal title={props.title ?? words.title} onClose={onClose}>
      <form className="transfer" onSubmit={submit} noValidate>
        <TargetField
          targets={targets}
          chosen={chosen}
          problem={problem(!chosen, words.noTarget)}
          onChoose={({ id }) => setChosenId(id)}
        />
        {chosen?.kind === "desk" && (
          <DeskWishes
            target={chosen}
            wishes={wishes}
            problem={problem(isUnconfirmed, words.notConfirmed)}
            onChange={(some) => setWishes({ ...wishes, ...some })}
          />
        )}
        {chosen && (
          <WhyField
            label={words.whyFor(chosen.name)}
            value={why}
            problem={problem(isWhyMissing, words.noNote)}
            onChange={setWhy}
          />
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
