import type { AgentActions, AgentConversation, DeskView, PresenceView, QueueItem } from "@eigenkanaal/client";
import type { TownsOwn } from "@eigenkanaal/domain";
import type { ErrorCode } from "@eigenkanaal/protocol";
import { BulkClosing } from "../closing/BulkClosing.js";
import type { ClosingTown } from "../closing/card.js";
import { LabelDialog } from "../labels/LabelDialog.js";
import type { LabelNames } from "../labels/useLabels.js";
import type { TownNames } from "../queue/names.js";
import { SnoozeDialog } from "../snooze/SnoozeDialog.js";
import { hoursOf } from "../snooze/snoozed.js";
import { useTexts } from "../texts/texts.js";
import { Transfer } from "../transfer/Transfer.js";
import { finishing, labelling, moving, puttingOff } from "./acts.js";
import type { BulkChoice } from "./BulkBar.js";
import type { Job } from "./useBulk.js";

type BulkDialogsProps = {
  choice: BulkChoice;
  /** At least one. */
  items: readonly QueueItem[];
  actions: Pick<AgentActions, "conversation" | "colleagues" | "labels" | "sorting">;
  desks: readonly DeskView[];
  town: ClosingTown;
  own: TownsOwn;
  presence: PresenceView | null;
  names: TownNames;
  labels: LabelNames;
  online: boolean;
  onStart: (job: Job, when: "held" | "at_once") => void;
  onClose: () => void;
};

/** The questions that are asked of one conversation, asked once for all that are chosen. */
export const BulkDialogs = ({ choice, items, actions, names, labels, ...props }: BulkDialogsProps) => {
  const { bulk: words } = useTexts();
  const { desks, presence, online, onStart, onClose } = props;
  const conversations = items.map(({ conversation }) => conversation);
  const [first] = items;
  if (!first) return null;
  switch (choice) {
    case "label":
      return (
        <LabelDialog
          conversations={items}
          desk={first.desk}
          names={labels}
          actions={actions.labels}
          onKeep={async (marks) => {
            onStart({ kind: "label", conversations, act: labelling(items, marks, actions.sorting) }, "held");
            return undefined;
          }}
          onClose={onClose}
        />
      );
    case "snooze":
      return (
        <SnoozeDialog
          count={items.length}
          waits={items.some(({ waitingSinceMs }) => waitingSinceMs !== null)}
          hours={hoursOf(first.desk, desks)}
          onSnooze={async (untilMs) => {
            onStart({ kind: "snooze", conversations, act: puttingOff(untilMs, actions.sorting) }, "held");
            return undefined;
          }}
          onClose={onClose}
        />
      );
    case "move": {
      const move = async (how: (handle: AgentConversation) => Promise<ErrorCode | undefined>) => {
        onStart({ kind: "move", conversations, act: moving(how, actions) }, "held");
        return undefined;
      };
      return (
        <Transfer
          title={words.moveTitle(items.length)}
          desk={first.desk}
          to={null}
          handover={null}
          desks={desks}
          presence={presence}
          names={names}
          online={online}
          actions={actions}
          handle={{
            give: (to, why) => move((handle) => handle.give(to, why)),
            transfer: (wish) => move((handle) => handle.transfer(wish)),
          }}
          onClose={onClose}
        />
      );
    }
    case "finish":
      return (
        <BulkClosing
          items={items}
          own={props.own}
          online={online}
          onFinish={(forAll) => {
            const act = finishing(items, forAll, { ...actions, town: props.town });
            onStart({ kind: "finish", conversations, act }, "at_once");
          }}
          onClose={onClose}
        />
      );
  }
};
