import type {
  AgentActions,
  AgentConversation,
  AgentConversationState,
  QueueItem,
  Refused,
  SortingActions,
} from "@eigenkanaal/client";
import type { ConversationId, ErrorCode } from "@eigenkanaal/protocol";
import type { ForAll } from "../closing/BulkClosing.js";
import { type ClosingTown, closingOf, prefilled } from "../closing/card.js";
import { type Marks, withMarks } from "../labels/marks.js";
import type { Act } from "./runBulk.js";

type Opening = Pick<AgentActions, "conversation">;
type Items = readonly Pick<QueueItem, "conversation" | "topic" | "labels" | "assignee">[];

const itemOf = (items: Items, conversation: ConversationId) =>
  items.find((item) => item.conversation === conversation);

/** Puts labels on each and takes others off, beside those that it has. */
export const labelling =
  (items: Items, marks: Marks, { label }: Pick<SortingActions, "label">): Act =>
  (conversation) =>
    label(conversation, withMarks(itemOf(items, conversation)?.labels ?? [], marks));

export const puttingOff =
  (untilMs: number | null, { snooze }: Pick<SortingActions, "snooze">): Act =>
  (conversation) =>
    snooze(conversation, untilMs);

/**
 * Closes each with one outcome under its own topic, but for what a colleague has in hand: that is theirs to finish. Without a
 * summary for all each gets its own, as its card would begin.
 */
export const finishing =
  (items: Items, { outcome, summary }: ForAll, actions: Opening & { town: ClosingTown }): Act =>
  async (conversation) => {
    const item = itemOf(items, conversation);
    const has = item?.assignee;
    if (has && !has.me) return { code: "already_taken" };
    return opened(conversation, actions, async (handle) => {
      const card = cardFor(handle.state.getState(), { outcome, summary });
      return refusedOf(await handle.close(closingOf({ ...card, topic: item?.topic ?? null }, actions.town)));
    });
  };

/** What is no question is summed up only where somebody does it. */
const cardFor = (state: AgentConversationState, { outcome, summary }: ForAll) => {
  const entries = state.phase === "open" ? state.view.entries : [];
  const own = outcome === "spam" ? { summary: "", place: "" } : prefilled(entries);
  return summary.trim() === "" ? { outcome, ...own } : { outcome, summary, place: own.place };
};

/** Hands each over, all with the same words. */
export const moving =
  (move: (handle: AgentConversation) => Promise<ErrorCode | undefined>, actions: Opening): Act =>
  (conversation) =>
    opened(conversation, actions, async (handle) => {
      try {
        return refusedOf(await move(handle));
      } catch {
        // It went; what was written with it did not.
        return "note_lost";
      }
    });

const refusedOf = (code: ErrorCode | undefined): Refused => code && { code };

/** Opens a conversation for as long as the work takes: what goes into it is sealed under its newest epoch. */
const opened = async <Result>(
  conversation: ConversationId,
  actions: Opening,
  work: (handle: AgentConversation) => Promise<Result>,
): Promise<Result | Refused> => {
  const handle = actions.conversation(conversation);
  try {
    const refused = await untilOpen(handle);
    return refused ? { code: refused } : await work(handle);
  } finally {
    handle.leave();
  }
};

const untilOpen = ({ state }: AgentConversation): Promise<ErrorCode | undefined> =>
  new Promise((resolve) => {
    let stop = () => {};
    const look = () => {
      const now = state.getState();
      if (now.phase === "loading") return;
      stop();
      resolve(now.phase === "refused" ? now.code : now.phase === "moved" ? "not_found" : undefined);
    };
    stop = state.subscribe(look);
    look();
  });
