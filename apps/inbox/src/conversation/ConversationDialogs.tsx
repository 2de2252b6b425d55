import type {
  AgentActions,
  AgentConversation,
  ConversationView,
  DeskView,
  HandoverView,
  PresenceView,
  QueueItem,
  Refused,
} from "@eigenkanaal/client";
import type { TownsOwn } from "@eigenkanaal/domain";
import type { ConversationId, DeskId, ErrorCode } from "@eigenkanaal/protocol";
import { BlockDialog } from "../blocking/BlockDialog.js";
import { ClosingCard } from "../closing/ClosingCard.js";
import type { ClosingTown } from "../closing/card.js";
import { LabelDialog } from "../labels/LabelDialog.js";
import { withMarks } from "../labels/marks.js";
import type { LabelNames } from "../labels/useLabels.js";
import type { TownNames } from "../queue/names.js";
import { SnoozeDialog } from "../snooze/SnoozeDialog.js";
import { hoursOf } from "../snooze/snoozed.js";
import { Transfer } from "../transfer/Transfer.js";
import { CaseNumberDialog } from "./CaseNumber.js";

/** What is asked about the conversation that is open. */
export type Question = "finish" | "transfer" | "overflow" | "labels" | "snooze" | "case" | "block";

type ConversationDialogsProps = {
  conversation: ConversationId;
  item: QueueItem | undefined;
  actions: Pick<AgentActions, "colleagues" | "labels" | "sorting" | "blocks">;
  labels: LabelNames;
  desks: readonly DeskView[];
  presence: PresenceView | null;
  names: TownNames;
  town: ClosingTown;
  own: TownsOwn;
  online: boolean;
  view: Pick<ConversationView, "topic" | "entries">;
  question: Question;
  desk: DeskId;
  handover: HandoverView | null;
  /** Where what waits too long can go. */
  overflowDesk: DeskId | null;
  caseNumber: string | null;
  handle: AgentConversation;
  /** Asks the gateway, and shows why it was refused. */
  ask: (asked: Promise<Refused>) => Promise<ErrorCode | undefined>;
  onClose: () => void;
};

export const ConversationDialogs = ({
  question,
  handle,
  ask,
  onClose,
  ...props
}: ConversationDialogsProps) => {
  const { conversation, item, actions, labels, desks, desk } = props;
  const { sorting } = actions;
  switch (question) {
    case "finish":
      return (
        <ClosingCard
          desk={desk}
          topic={props.view.topic}
          entries={props.view.entries}
          town={props.town}
          own={props.own}
          names={props.names}
          online={props.online}
          onFinish={handle.close}
          onClose={onClose}
        />
      );
    case "transfer":
    case "overflow":
      return (
        <Transfer
          desk={desk}
          to={question === "overflow" ? props.overflowDesk : null}
          handover={props.handover}
          desks={desks}
          presence={props.presence}
          names={props.names}
          online={props.online}
          actions={actions}
          handle={handle}
          onClose={onClose}
        />
      );
    case "labels":
      return (
        item && (
          <LabelDialog
            conversations={[item]}
            desk={desk}
            names={labels}
            actions={actions.labels}
            onKeep={(marks) => ask(sorting.label(conversation, withMarks(item.labels, marks)))}
            onClose={onClose}
          />
        )
      );
    case "snooze":
      return (
        <SnoozeDialog
          count={1}
          waits={(item?.waitingSinceMs ?? null) !== null}
          hours={hoursOf(desk, desks)}
          onSnooze={(untilMs) => ask(sorting.snooze(conversation, untilMs))}
          onClose={onClose}
        />
      );
    case "block":
      return <BlockDialog onBlock={(wish) => actions.blocks.block(conversation, wish)} onClose={onClose} />;
    case "case":
      return <CaseNumberDialog number={props.caseNumber} onKeep={handle.setCase} onClose={onClose} />;
  }
};
