import type { Author, Delivery, Entry, Turn } from "@eigenkanaal/client";
import { calendarDay } from "../texts/dates.js";

type ClosedEntry = Extract<Entry, { kind: "closed" }>;
type TextEntry = Extract<Entry, { kind: "text" }>;
type Said = TextEntry | Extract<Entry, { kind: "remark" }>;

/** What the list shows, top to bottom. */
export type TimelineItem =
  | { kind: "day"; key: string; atMs: number }
  /** Messages of one author within one minute; or a remark on the conversation, alone. */
  | {
      kind: "group";
      key: string;
      says: Said["kind"];
      author: Author;
      own: boolean;
      atMs: number;
      messages: Said[];
      delivery: Delivery | null;
    }
  | { kind: "closed"; key: string; author: Author; outcome: ClosedEntry["outcome"]; atMs: number }
  | { kind: "turn"; key: string; turn: Turn; atMs: number }
  | { kind: "invalid"; key: string; atMs: number };

const sameAuthor = (a: Author, b: Author): boolean =>
  a.role === "citizen" || b.role === "citizen" ? a.role === b.role : a.member === b.member;

const minute = (ms: number): number => Math.floor(ms / 60_000);

/** Whether this message continues the group: same author and minute, and nothing refused that needs its own words. */
const continues = (group: TimelineItem | undefined, entry: Said): group is TimelineItem & { kind: "group" } =>
  group?.kind === "group" &&
  group.says === "text" &&
  entry.kind === "text" &&
  group.own === entry.own &&
  sameAuthor(group.author, entry.author) &&
  minute(group.atMs) === minute(entry.atMs) &&
  group.delivery?.state !== "refused" &&
  entry.delivery?.state !== "refused";

/**
 * The citizen's entries as the list shows them: grouped by author and minute, with a divider before each new day of
 * this time zone. A group's delivery is that of its last message. Internal entries never appear.
 */
export const timelineItems = (entries: readonly Entry[], timeZone: string): TimelineItem[] => {
  const items: TimelineItem[] = [];
  let day: string | undefined;
  for (const entry of entries) {
    if (entry.channel !== "public") continue;
    const entryDay = calendarDay(entry.atMs, timeZone);
    if (entryDay !== day) items.push({ kind: "day", key: `day ${entryDay} ${entry.id}`, atMs: entry.atMs });
    day = entryDay;
    if (entry.kind !== "text" && entry.kind !== "remark") {
      items.push(lineOf(entry));
      continue;
    }
    const last = items.at(-1);
    if (continues(last, entry)) {
      last.messages.push(entry);
      last.delivery = entry.delivery;
    } else {
      const { kind: says, id: key, author, own, atMs, delivery } = entry;
      items.push({ kind: "group", key, says, author, own, atMs, messages: [entry], delivery });
    }
  }
  return items;
};

const lineOf = (entry: Exclude<Entry, Said>): TimelineItem => {
  const { id: key, atMs } = entry;
  if (entry.kind === "closed")
    return { kind: "closed", key, author: entry.author, outcome: entry.outcome, atMs };
  return entry.kind === "turn"
    ? { kind: "turn", key, turn: entry.turn, atMs }
    : { kind: "invalid", key, atMs };
};

/** What arrived from the other side since `seenIds` was taken, oldest first: to be announced, and counted when reading back. */
export const arrivals = (entries: readonly Entry[], seenIds: ReadonlySet<string>): TextEntry[] =>
  entries.filter(
    (entry): entry is TextEntry =>
      entry.kind === "text" && entry.channel === "public" && !entry.own && !seenIds.has(entry.id),
  );
