import type { Refused } from "./outbox.js";
import type { Content, OpenedMessage } from "./vault/vault.js";
import type { Author, Channel, Delivery, Entry, Turn } from "./views.js";

/** One channel as it is shown: pure, each change gives a new timeline. */
export type Timeline = {
  readonly channel: Channel;
  readonly stored: readonly Stored[];
  readonly queued: readonly Queued[];
  /** What the channel's epochs changed for who reads, oldest first. */
  readonly turns: readonly Turn[];
  /** Per chain, up to which number each side has signed for: it arrived, it was shown. */
  readonly arrived: { readonly [side in Side]: ReadonlyMap<string, number> };
  readonly shown: { readonly [side in Side]: ReadonlyMap<string, number> };
};

type Side = Author["role"];
/** `epoch`: the number of the one it was sealed under. */
export type Stored = { seq: number; storedAtMs: number; epoch: number; message: OpenedMessage };
export type Queued = {
  messageId: string;
  content: Content;
  queuedAtMs: number;
  /** Until when it can be taken back; null for what goes at once. */
  heldUntilMs: number | null;
  refused: Refused | null;
};

const nobody: { readonly [side in Side]: ReadonlyMap<string, number> } = {
  citizen: new Map(),
  member: new Map(),
};

export const emptyTimeline = (channel: Channel): Timeline => ({
  channel,
  stored: [],
  queued: [],
  turns: [],
  arrived: nobody,
  shown: nobody,
});

/** Adds what the channel brought, in order of seq; what waited under the same id is no longer queued. */
export const withStored = (timeline: Timeline, added: readonly Stored[]): Timeline => {
  const ids = new Set(added.map(({ message }) => message.messageId));
  let { arrived, shown } = timeline;
  for (const { message } of added) {
    if (!message.ok) continue;
    arrived = withAcks(arrived, message);
    if (message.content?.type === "receipt" && message.content.read) shown = withAcks(shown, message);
  }
  return {
    ...timeline,
    stored: [...timeline.stored, ...added],
    queued: timeline.queued.filter((item) => !ids.has(item.messageId)),
    arrived,
    shown,
  };
};

const withAcks = (marks: Timeline["arrived"], message: OpenedMessage & { ok: true }): Timeline["arrived"] => {
  if (message.acks.length === 0) return marks;
  const { role } = message.author;
  const newest = new Map(marks[role]);
  for (const { ref, seq } of message.acks) newest.set(ref, Math.max(seq, newest.get(ref) ?? -1));
  return { ...marks, [role]: newest };
};

export const withTurns = (timeline: Timeline, turns: readonly Turn[]): Timeline => ({ ...timeline, turns });

export const withQueued = (timeline: Timeline, item: Queued): Timeline =>
  timeline.stored.some(({ message }) => message.messageId === item.messageId)
    ? timeline
    : {
        ...timeline,
        queued: timeline.queued.some((other) => other.messageId === item.messageId)
          ? timeline.queued.map((other) => (other.messageId === item.messageId ? item : other))
          : [...timeline.queued, item],
      };

/** What was refused or held leaves the outbox by the person's hand too, in whatever tab: those that are not in it any more go. */
export const withKeptOnly = (timeline: Timeline, kept: ReadonlySet<string>): Timeline => ({
  ...timeline,
  queued: timeline.queued.filter(
    ({ refused, heldUntilMs, messageId }) => (!refused && heldUntilMs === null) || kept.has(messageId),
  ),
});

export const withoutQueued = (timeline: Timeline, messageId: string): Timeline => ({
  ...timeline,
  queued: timeline.queued.filter((item) => item.messageId !== messageId),
});

/**
 * The entries of one conversation's channels together, by the time of storing; what waits comes last. Within a
 * channel the order is that of its messages, which is verified; the time is the gateway's word and cannot change it.
 */
export const entriesOf = (timelines: readonly Timeline[], me: Author): Entry[] => {
  const stored = timelines.flatMap((timeline) => placed(timeline, me));
  const queued = timelines.flatMap((timeline) =>
    timeline.queued
      .toSorted((a, b) => a.queuedAtMs - b.queuedAtMs)
      .flatMap((item) => queuedEntry(timeline.channel, item, me)),
  );
  return [...stored.toSorted((a, b) => a.afterMs - b.afterMs).map(({ entry }) => entry), ...queued];
};

type Placed = { entry: Entry; afterMs: number };

/** One channel's stored entries, each turn before the first message of its epoch, none earlier than what it follows. */
const placed = (timeline: Timeline, me: Author): Placed[] => {
  const { channel, stored, turns } = timeline;
  let afterMs = 0;
  const turnsFrom = (fromEpoch: number, toEpoch: number, beforeMs: number): Placed[] =>
    turns
      .filter(({ epoch }) => fromEpoch < epoch && epoch <= toEpoch)
      .map((turn, index) => {
        afterMs = Math.max(afterMs, Math.min(turn.atMs, beforeMs));
        const id = `turn-${turn.epoch}-${index}`;
        return { entry: { kind: "turn", id, channel, turn, atMs: afterMs }, afterMs };
      });
  let epochBefore = -1;
  let unread: "none" | "told" = "none";
  const items = stored.flatMap((item): Placed[] => {
    const epoch = Math.max(epochBefore, item.epoch);
    const before = turnsFrom(epochBefore, epoch, item.storedAtMs);
    epochBefore = epoch;
    afterMs = Math.max(afterMs, item.storedAtMs);
    const entry = storedEntry(timeline, item, me);
    // One line for all that did not go along.
    if (!entry || (entry.kind === "unread" && unread === "told")) return before;
    if (entry.kind === "unread") unread = "told";
    return [...before, { entry, afterMs }];
  });
  return [...items, ...turnsFrom(epochBefore, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)];
};

const entryId = (channel: Channel, { seq, message }: Stored): string =>
  message.messageId ?? `${channel}-${seq}`;

/** The place in the channel of each entry that is stored, by the entry's id. */
export const seqsOf = ({ channel, stored }: Timeline): ReadonlyMap<string, number> =>
  new Map(stored.map((item) => [entryId(channel, item), item.seq]));

/** What is shown of one stored message; undefined of what only serves the others. */
export const storedEntry = (timeline: Timeline, item: Stored, me: Author): Entry | undefined => {
  const { channel } = timeline;
  const { storedAtMs, message } = item;
  const id = entryId(channel, item);
  if (!message.ok && message.why === "unread") return { kind: "unread", id, channel, atMs: storedAtMs };
  if (!message.ok) return { kind: "invalid", id, channel, why: message.why, atMs: storedAtMs };
  const { author, content, own } = message;
  if (content?.type === "text") {
    // Of the other side's words it means nothing, and a note has no other side.
    const delivery = channel === "internal" || author.role !== me.role ? null : deliveryOf(timeline, message);
    return { kind: "text", id, channel, author, own, text: content.text, atMs: storedAtMs, delivery };
  }
  // Said among colleagues: in the public channel anybody could pretend it.
  if (content?.type === "handover" && channel === "internal") {
    const { type: kind, ...note } = content;
    return { kind, id, channel, author, own, note, atMs: storedAtMs, delivery: null };
  }
  if (content?.type === "case" && channel === "internal")
    return {
      kind: "case",
      id,
      channel,
      author,
      own,
      number: content.number,
      atMs: storedAtMs,
      delivery: null,
    };
  if (content?.type === "registration" && channel === "internal") {
    const { type: kind, ...card } = content;
    return { kind, id, channel, author, own, card, atMs: storedAtMs, delivery: null };
  }
  // Of anybody else it means nothing.
  if (content?.type === "remark" && channel === "public" && author.role === "citizen") {
    const delivery = own ? deliveryOf(timeline, message) : null;
    const { type: kind, ...remark } = content;
    return { kind, id, channel, author, own, ...remark, atMs: storedAtMs, delivery };
  }
  if (content?.type === "close")
    return { kind: "closed", id, channel, author, outcome: content.outcome, atMs: storedAtMs };
  return undefined;
};

/** What the other side has signed for. */
const deliveryOf = (
  timeline: Timeline,
  { author, ref, senderSeq }: OpenedMessage & { ok: true },
): Delivery => {
  const other = author.role === "citizen" ? "member" : "citizen";
  if ((timeline.shown[other].get(ref) ?? -1) >= senderSeq) return { state: "read" };
  if ((timeline.arrived[other].get(ref) ?? -1) >= senderSeq) return { state: "delivered" };
  return { state: "stored" };
};

const queuedEntry = (
  channel: Channel,
  { messageId, content, queuedAtMs, heldUntilMs, refused }: Queued,
  me: Author,
): Entry[] => {
  if (!isWritten(content)) return [];
  const delivery = waiting(refused, heldUntilMs);
  const entry = { id: messageId, channel, author: me, own: true, atMs: queuedAtMs, delivery };
  if (content.type === "text") return [{ ...entry, kind: "text", text: content.text }];
  if (content.type === "remark") {
    const { type: kind, ...remark } = content;
    return [{ ...entry, kind, ...remark }];
  }
  if (content.type === "case") return [{ ...entry, kind: "case", number: content.number }];
  if (content.type === "registration") {
    const { type: kind, ...card } = content;
    return [{ ...entry, kind, card }];
  }
  const { type: kind, ...note } = content;
  return [{ ...entry, kind, note }];
};

const waiting = (refused: Refused | null, heldUntilMs: number | null): Delivery => {
  if (refused === "answered_meanwhile") return { state: "overtaken" };
  if (refused) return { state: "refused", code: refused };
  return heldUntilMs === null ? { state: "queued" } : { state: "held", untilMs: heldUntilMs };
};

/** Whether a person wrote it, and so decides what becomes of it when it is refused: a receipt is not missed. */
export const isWritten = (
  content: Content,
): content is Extract<Content, { type: "text" | "handover" | "case" | "registration" | "remark" }> =>
  content.type !== "receipt" && content.type !== "close";

/** How many other chains one envelope can acknowledge (DESIGN.md, "Envelope"). */
const maxAcks = 8;

/** Whether texts of the other side stand that my side has not signed for yet. Only the chains that one envelope can acknowledge count. */
export const unsigned = (timeline: Timeline, mine: Side): { arrived: boolean; shown: boolean } => {
  const chains = new Set<string>();
  const missing = { arrived: false, shown: false };
  for (const { message } of timeline.stored.toReversed()) {
    if (!message.ok || message.author.role === mine) continue;
    if (!chains.has(message.ref) && chains.size === maxAcks) continue;
    chains.add(message.ref);
    if (message.content?.type !== "text") continue;
    if ((timeline.arrived[mine].get(message.ref) ?? -1) < message.senderSeq) missing.arrived = true;
    if ((timeline.shown[mine].get(message.ref) ?? -1) < message.senderSeq) missing.shown = true;
  }
  return missing;
};

/** The `seq` of the other side's newest text, 0 when there is none. */
export const newestFromOther = (timeline: Timeline, mine: Side): number =>
  timeline.stored.findLast(
    ({ message }) => message.ok && message.author.role !== mine && message.content?.type === "text",
  )?.seq ?? 0;
