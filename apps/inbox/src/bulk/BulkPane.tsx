import type { AgentActions, DeskView, PresenceView, QueueItem } from "@eigenkanaal/client";
import type { TownsOwn } from "@eigenkanaal/domain";
import type { ConversationId } from "@eigenkanaal/protocol";
import { useState } from "react";
import type { ClosingTown } from "../closing/card.js";
import type { LabelNames } from "../labels/useLabels.js";
import { useKeys } from "../navigation/useKeys.js";
import type { TownNames } from "../queue/names.js";
import { BulkBar, type BulkChoice, isOneDesk } from "./BulkBar.js";
import { BulkDialogs } from "./BulkDialogs.js";
import { BulkStatus } from "./BulkStatus.js";
import type { Bulk } from "./useBulk.js";
import type { ChosenRows } from "./useSelection.js";

type BulkPaneProps = {
  bulk: Bulk;
  selection: ChosenRows;
  shown: number;
  /** All conversations that are known, for the words about those that did not succeed. */
  known: readonly QueueItem[];
  actions: Pick<AgentActions, "conversation" | "colleagues" | "labels" | "sorting">;
  desks: readonly DeskView[];
  town: ClosingTown;
  own: TownsOwn;
  presence: PresenceView | null;
  names: TownNames;
  labels: LabelNames;
  online: boolean;
  letters: boolean;
  onOpen: (conversation: ConversationId) => void;
};

/** Below the list: what can be done with the chosen conversations, and how far it is. */
export const BulkPane = ({ bulk, selection, shown, known, letters, onOpen, ...rest }: BulkPaneProps) => {
  const [choice, setChoice] = useState<BulkChoice | null>(null);
  const { items } = selection;
  const isBusy = bulk.state.at === "held" || bulk.state.at === "running";
  const offers = items.length > 0 && !isBusy;
  const oneDesk = isOneDesk(items);
  useKeys(
    {
      ...(offers && { s: () => setChoice("snooze"), e: () => setChoice("finish") }),
      ...(offers && oneDesk && { t: () => setChoice("move"), l: () => setChoice("label") }),
      ...(bulk.state.at === "held" && { z: bulk.stop }),
    },
    letters,
  );
  return (
    <>
      <BulkStatus
        bulk={bulk}
        names={rest.names}
        topicOf={(conversation) => known.find((one) => one.conversation === conversation)?.topic ?? null}
        onOpen={onOpen}
      />
      {offers && (
        <BulkBar
          items={items}
          shown={shown}
          onChoose={setChoice}
          onAll={selection.all}
          onClear={selection.clear}
        />
      )}
      {choice !== null && offers && (
        <BulkDialogs
          {...rest}
          choice={choice}
          items={items}
          onStart={(job, when) => {
            bulk.start(job, when);
            selection.clear();
          }}
          onClose={() => setChoice(null)}
        />
      )}
    </>
  );
};
