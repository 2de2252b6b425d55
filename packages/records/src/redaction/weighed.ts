import type { Doubt, OwnConversation, RecordedConversation, Said } from "../transcript.js";
import type { WooGround } from "./grounds.js";
import { blocksOf, type Mask, redactedText } from "./masks.js";

/** One line of a conversation as it is weighed for publication. `speaker`: as it is to stand there; null for what nobody said. */
export type WeighedLine = Pick<Said, "kind" | "text"> & { atMs: number; speaker: string | null };

/** A conversation, opened and checked, that is weighed for publication. */
export type Weighed = Omit<RecordedConversation, "said" | "language"> & {
  number: string | null;
  doubts: readonly Doubt[];
  lines: readonly WeighedLine[];
  /** When it was opened to be weighed. */
  openedToWeighAtMs: number;
};

/** All texts that masks can stand in, two of each line: who, and what was said. */
export const textsOf = ({ lines }: Pick<Weighed, "lines">): string[] =>
  lines.flatMap(({ speaker, text }) => [speaker ?? "", text]);

/** Of which line one of `textsOf` is, and which part of it. */
const partOf = (of: number): { line: number; part: "speaker" | "text" } => ({
  line: of >> 1,
  part: of % 2 === 0 ? "speaker" : "text",
});

/** What was left out in one place. */
export type LeftOut = { line: number; part: "speaker" | "text"; grounds: WooGround[] };

/** The conversation as it may be read by all, and what is left out of it, in its order. */
export const redacted = (
  weighed: Weighed,
  masks: readonly Mask[],
): { conversation: OwnConversation; leftOut: LeftOut[] } => {
  const { lines, openedToWeighAtMs, ...heading } = weighed;
  const texts = textsOf(weighed);
  const masksIn = (of: number) => masks.filter((mask) => mask.of === of);
  const shown = texts.map((text, of) => redactedText(text, masksIn(of)));
  return {
    conversation: {
      ...{ ...heading, language: null, turns: [], unsent: [], savedAtMs: openedToWeighAtMs },
      said: lines.map(({ kind, atMs, speaker }, index) => ({
        ...{ seq: index + 1, messageId: "", storedAtMs: atMs, kind, text: shown[2 * index + 1] ?? "" },
        by:
          speaker === null
            ? { role: "unknown" }
            : { role: "colleague", alias: shown[2 * index] ?? "", member: "" },
      })),
    },
    leftOut: texts.flatMap((text, of) =>
      blocksOf(text, masksIn(of)).map(({ grounds }) => ({ ...partOf(of), grounds })),
    ),
  };
};
