import type { Author, Entry } from "@eigenkanaal/client";

export type TextEntry = Extract<Entry, { kind: "text" }>;
type LineEntry = Exclude<Entry, TextEntry>;

/** What the timeline draws from top to bottom: a new day, the words one person wrote in a row, or a line of its own. */
export type Block =
  | { kind: "day"; id: string; atMs: number }
  | {
      kind: "words";
      id: string;
      channel: Entry["channel"];
      author: Author;
      own: boolean;
      entries: TextEntry[];
    }
  | { kind: "line"; id: string; entry: LineEntry };

const groupMs = 5 * 60_000;

/**
 * Both channels as one story by time; entries of the same millisecond keep their order. Texts of the same writer in the
 * same channel form one block while less than five minutes lie between them. `dayOf` names the calendar day of a moment
 * where the reader is.
 */
export const blocksOf = (entries: readonly Entry[], dayOf: (atMs: number) => string): Block[] => {
  const blocks: Block[] = [];
  let day: string | null = null;
  for (const entry of entries.toSorted((a, b) => a.atMs - b.atMs)) {
    if (dayOf(entry.atMs) !== day) {
      day = dayOf(entry.atMs);
      blocks.push({ kind: "day", id: `day ${day}`, atMs: entry.atMs });
    }
    const last = blocks.at(-1);
    if (entry.kind !== "text") blocks.push({ kind: "line", id: entry.id, entry });
    else if (last?.kind === "words" && continues(last.entries, entry)) last.entries.push(entry);
    else {
      const { id, channel, author, own } = entry;
      blocks.push({ kind: "words", id, channel, author, own, entries: [entry] });
    }
  }
  return blocks;
};

const continues = (entries: readonly TextEntry[], next: TextEntry): boolean => {
  const last = entries.at(-1);
  return (
    last !== undefined &&
    last.channel === next.channel &&
    last.own === next.own &&
    writerOf(last.author) === writerOf(next.author) &&
    next.atMs - last.atMs < groupMs
  );
};

const writerOf = (author: Author): string => (author.role === "citizen" ? "citizen" : author.member);

type Told = Extract<Entry, { kind: "text" | "handover" }>;

/** Texts and handing-overs of others in `now` that `before` did not have yet, oldest first: what a screen reader has to hear. */
export const arrivals = (before: readonly Entry[], now: readonly Entry[]): Told[] => {
  const known = new Set(before.map((entry) => entry.id));
  return now.filter(
    (entry): entry is Told =>
      (entry.kind === "text" || entry.kind === "handover") && !entry.own && !known.has(entry.id),
  );
};
