import type { ConversationId } from "@eigenkanaal/protocol";
import { toHtml } from "../html.js";
import { calendarDay, momentsIn } from "../moments.js";
import { utf8 } from "../package/bytes.js";
import { toPlainText } from "../plainText.js";
import type { PublicationWords } from "../texts/publication.js";
import { csvOf } from "./csv.js";
import type { Decision, WooGround } from "./grounds.js";
import { confirmedMasks, type Marking, undecided } from "./markings.js";
import { type LeftOut, redacted, type Weighed } from "./weighed.js";

/** A conversation and what was decided about it. `withheld`: all of it is, on this ground. */
export type Assessed = {
  weighed: Weighed;
  markings: readonly Marking[];
  withheld: WooGround | null;
};

export const decisionOf = ({ markings, withheld }: Pick<Assessed, "markings" | "withheld">): Decision => {
  if (withheld !== null) return "refused";
  return confirmedMasks(markings).length > 0 ? "partial" : "public";
};

export type PublishedFile = { path: string; content: Uint8Array };

type Publication =
  | { ok: true; files: PublishedFile[] }
  /** Somebody has still to say whether what is suggested here is left out. */
  | { ok: false; undecided: ConversationId[] };

/**
 * What is handed over: of each conversation the redacted transcript, to read and as plain text, the list of what was left
 * out, and the inventory. Numbered in the order in which they began. What is withheld stands in the inventory only. Refused
 * while a suggestion is undecided.
 */
export const publicationOf = (assessed: readonly Assessed[], words: PublicationWords): Publication => {
  const open = assessed.filter((one) => one.withheld === null && undecided(one.markings).length > 0);
  if (open.length > 0) return { ok: false, undecided: open.map(({ weighed }) => weighed.conversation) };
  const numbered = assessed.toSorted(byBeginning).map((one, index) => numberedOf(one, index, words));
  return {
    ok: true,
    files: [
      ...numbered.flatMap(({ files }) => files),
      textFile(words.maskFile, csvOf([words.maskColumns, ...numbered.flatMap(({ masks }) => masks)])),
      textFile(words.inventoryFile, csvOf([words.columns, ...numbered.map(({ row }) => row)])),
    ],
  };
};

const byBeginning = ({ weighed: one }: Assessed, { weighed: other }: Assessed): number =>
  one.openedAtMs - other.openedAtMs || (one.conversation < other.conversation ? -1 : 1);

const textFile = (path: string, text: string): PublishedFile => ({ path, content: utf8(text) });

const digits = 4;

type Numbered = { row: (string | number)[]; masks: (string | number)[][]; files: PublishedFile[] };

const numberedOf = (one: Assessed, index: number, words: PublicationWords): Numbered => {
  const { weighed, withheld } = one;
  const publication = String(index + 1).padStart(digits, "0");
  const { conversation, leftOut } = redacted(weighed, confirmedMasks(one.markings));
  const shown = withheld === null ? leftOut : [];
  const grounds = withheld === null ? distinct(leftOut.flatMap((each) => each.grounds)) : [withheld];
  const transcript = words.transcript(publication);
  return {
    row: [
      ...[publication, weighed.number ?? weighed.conversation, calendarDay(weighed.openedAtMs)],
      ...[weighed.topic ?? weighed.desk, shown.length, grounds.join(", "), words.decisions[decisionOf(one)]],
    ],
    masks: shown.map((each, nth) => maskRow(each, { publication, nth: nth + 1, weighed, words })),
    files:
      withheld === null
        ? [
            textFile(`${publication}.html`, toHtml(conversation, transcript)),
            textFile(`${publication}.txt`, toPlainText(conversation, transcript)),
          ]
        : [],
  };
};

const distinct = (grounds: readonly WooGround[]): WooGround[] => [...new Set(grounds)].toSorted();

type MaskAt = { publication: string; nth: number; weighed: Weighed; words: PublicationWords };

const maskRow = ({ line, part, grounds }: LeftOut, { publication, nth, weighed, words }: MaskAt) => {
  const { whole } = momentsIn(words.transcript(publication));
  return [
    ...[publication, nth, line + 1, whole(weighed.lines[line]?.atMs ?? 0), words.parts[part]],
    ...[grounds.join(", "), grounds.map((ground) => words.grounds[ground]).join("; ")],
  ];
};
