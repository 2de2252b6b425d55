import type { WooGround } from "./grounds.js";

/** Part of a text, in UTF-16 code units; `end` is just past it. */
export type Span = { start: number; end: number };

/** What is left out of one of a conversation's texts (`of`: which of `textsOf`), and why. */
export type Mask = Span & { of: number; ground: WooGround };

/** What is left out of one text as one piece. */
type Block = Span & { grounds: WooGround[] };

const segmenter = new Intl.Segmenter("nl", { granularity: "grapheme" });

/** Grown until it begins and ends between characters as people see them: half of a flag or a family tells of the rest. */
export const wholeCharacters = (text: string, { start, end }: Span): Span => {
  const segments = segmenter.segment(text);
  const last = segments.containing(end - 1);
  return {
    start: segments.containing(start)?.index ?? start,
    end: last ? last.index + last.segment.length : end,
  };
};

/** The masks of one text in its order, whole characters each; those that touch or overlap are one, on all their grounds. */
export const blocksOf = (text: string, masks: readonly Omit<Mask, "of">[]): Block[] => {
  const spans = masks
    .map(({ ground, ...span }) => ({
      ground,
      start: Math.max(0, span.start),
      end: Math.min(text.length, span.end),
    }))
    .filter(({ start, end }) => start < end)
    .map(({ ground, ...span }) => ({ ground, ...wholeCharacters(text, span) }))
    .toSorted((one, other) => one.start - other.start);
  const blocks: Block[] = [];
  for (const { start, end, ground } of spans) {
    const last = blocks.at(-1);
    if (!last || start > last.end) blocks.push({ start, end, grounds: [ground] });
    else {
      last.end = Math.max(last.end, end);
      last.grounds = [...new Set([...last.grounds, ground])].toSorted();
    }
  }
  return blocks;
};

/** What stands where something was left out: as long for a name as for a page. */
export const blockText = (grounds: readonly WooGround[]): string => `[█\u00A0${grounds.join(",\u00A0")}]`;

/** The text without what is masked: those characters are gone, and what is not masked stands as it stood. */
export const redactedText = (text: string, masks: readonly Omit<Mask, "of">[]): string => {
  let from = 0;
  const pieces: string[] = [];
  for (const { start, end, grounds } of blocksOf(text, masks)) {
    pieces.push(text.slice(from, start), blockText(grounds));
    from = end;
  }
  return [...pieces, text.slice(from)].join("");
};
