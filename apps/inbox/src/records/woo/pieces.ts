import { keyOf, type Marking } from "@eigenkanaal/records/redaction";

/** Part of a text as it is drawn: plain, or under one or more markings. */
export type Piece = { start: number; text: string; state: Marking["state"] | null; keys: string[] };

const strongest: Marking["state"][] = ["confirmed", "suggested", "refused"];

/** A text cut where its markings begin and end; put together again it is the text. */
export const piecesOf = (text: string, markings: readonly Marking[]): Piece[] => {
  const cuts = [...new Set([0, text.length, ...markings.flatMap(({ start, end }) => [start, end])])]
    .filter((cut) => cut >= 0 && cut <= text.length)
    .toSorted((one, other) => one - other);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? start;
    const over = markings.filter((one) => one.start <= start && end <= one.end);
    return {
      ...{ start, text: text.slice(start, end) },
      state: strongest.find((state) => over.some((one) => one.state === state)) ?? null,
      keys: over.map(keyOf),
    };
  });
};
