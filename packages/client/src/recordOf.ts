import type { ConversationId, ConversationSummary } from "@eigenkanaal/protocol";
import type { OpenedRecord, RecordEntry, Unopened } from "./archiveReadingViews.js";
import { emptyTimeline, storedEntry, withStored } from "./timeline.js";
import { folded, wordsOf } from "./vault/searchWords.js";
import type { ReadChannel, ReadRecord } from "./vault/vault.js";
import type { Author, Channel, Entry } from "./views.js";

const channels = ["public", "internal"] as const;

/** What was fetched of a conversation: as the gateway tells of it, and up to which message each channel must reach. */
export type Fetched = {
  conversation: ConversationId;
  summary: ConversationSummary;
  goal: Record<Channel, number>;
};

/** An opened conversation as plain data; `reader`: who opened it. */
export const recordOf = (
  { conversation, summary, goal }: Fetched,
  { channels: read, number, desks, head }: ReadRecord,
  reader: Author,
): OpenedRecord => {
  const each = channels.map((channel) => ({ channel, shown: shownIn(channel, read[channel], reader) }));
  return {
    ...{ conversation, summary, number, desks, head },
    // The internal channel's say the same.
    turns: read.public.turns,
    entries: inOrder(each.map(({ shown }) => shown.flatMap(({ entry }) => entry ?? []))),
    unopened: each.flatMap(({ channel, shown }) => unopenedIn(channel, shown, goal[channel])),
    warnings: channels.flatMap((channel) => read[channel].warnings),
    refusedEpochs: { public: read.public.refusedEpochs, internal: read.internal.refusedEpochs },
    counts: { public: read.public.messages.length, internal: read.internal.messages.length },
  };
};

/** A stored message, and the entry that colleagues are shown for it. */
type Shown = { stored: ReadChannel["messages"][number]; entry: RecordEntry | undefined };

const shownIn = (channel: Channel, { messages }: ReadChannel, reader: Author): Shown[] => {
  const timeline = withStored(emptyTimeline(channel), messages);
  return messages.map((stored) => {
    const entry = storedEntry(timeline, stored, reader);
    const { seq, epoch } = stored;
    return { stored, entry: entry && entry.kind !== "turn" ? { ...entry, seq, epoch } : undefined };
  });
};

/** By the time of storing, which is the gateway's word: it changes the order of no channel. */
const inOrder = (each: RecordEntry[][]): RecordEntry[] =>
  each
    .flatMap((entries) => {
      let afterMs = 0;
      return entries.map((entry) => {
        afterMs = Math.max(afterMs, entry.atMs);
        return { entry, afterMs };
      });
    })
    .toSorted((a, b) => a.afterMs - b.afterMs)
    .map(({ entry }) => entry);

const whys: Record<string, Unopened["why"]> = {
  unread: "key_destroyed",
  gap: "gap",
  fork: "fork",
  split: "fork",
};

const unopenedIn = (channel: Channel, shown: Shown[], goal: number): Unopened[] => {
  const missing = (seq: number): Unopened => ({
    channel,
    seq,
    messageId: null,
    why: "gap",
    fault: "missing",
  });
  let next = 1;
  const found = shown.flatMap((one): Unopened[] => {
    const { seq, message } = one.stored;
    const before = seq > next ? [missing(next)] : [];
    next = seq + 1;
    const fault = faultOf(one);
    if (fault === undefined) return before;
    return [...before, { channel, seq, messageId: message.messageId, why: whys[fault] ?? "invalid", fault }];
  });
  return next <= goal ? [...found, missing(next)] : found;
};

/** `kind`: it is of a kind that has no place in its channel, or that this version does not know. */
const faultOf = ({ stored: { message }, entry }: Shown): string | undefined => {
  if (!message.ok) return message.why;
  return entry || message.content?.type === "receipt" ? undefined : "kind";
};

/** Whether each of these terms begins some word of what was said, or of the conversation's number, however that is grouped. */
export const hasAllWords = (
  { entries, number }: Pick<OpenedRecord, "entries" | "number">,
  terms: readonly string[],
): boolean => {
  const numbers = number === null ? [] : [number, number.replaceAll(" ", "")];
  const words = new Set([...entries.flatMap(wordsIn), ...numbers].flatMap(wordsOf).map(folded));
  return terms.every((term) => [...words].some((word) => word.startsWith(term)));
};

const wordsIn = (entry: Entry): string[] => {
  switch (entry.kind) {
    case "text":
    case "remark":
      return [entry.text];
    case "handover":
      return [entry.note.text];
    case "case":
      return [entry.number];
    case "registration":
      return [entry.card.summary, entry.card.place, entry.card.topic];
    default:
      return [];
  }
};
