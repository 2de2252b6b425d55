import { completenessOf, headingOf, speakerOf } from "./heading.js";
import { type Language, momentsIn } from "./moments.js";
import type { TranscriptWords } from "./texts/transcript.js";
import { type Line, linesOf, type OwnConversation } from "./transcript.js";

const columns = 72;
/** What was said never begins at the margin, so that it cannot pass for the line that says who spoke. */
const indent = "    ";

/** All that some program breaks a line at (UAX #14). */
const lineBreak = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
/** Written, a control character stops a printer or hides what follows; half a character is none. */
const readable = (text: string): string =>
  text.replace(/\p{Cc}|\p{Cs}/gu, (found) => (found === "\t" ? found : "\uFFFD"));
const oneLine = (text: string): string => readable(text.split(lineBreak).join(" "));

/** Broken between words; a word that is longer than a line, as an address can be, stays whole. */
const wrapped = (line: string): string[] => {
  const [first = "", ...words] = line.split(" ");
  const lines: string[] = [];
  let current = first;
  for (const word of words) {
    if (current.length + 1 + word.length <= columns) {
      current += ` ${word}`;
    } else {
      lines.push(current);
      current = word;
    }
  }
  return [...lines, current];
};

const paragraph = (text: string): string[] => wrapped(oneLine(text));

const quoted = (text: string): string[] =>
  text
    .split(lineBreak)
    .flatMap((line) => wrapped(readable(line)))
    .map((line) => indent + line);

/** UTF-8 text for whatever reads text now or in fifty years: names at the margin, what was said indented. */
export const toPlainText = (own: OwnConversation, words: TranscriptWords): string => {
  const { unsent } = own;
  const moments = momentsIn(words);
  const language = { words, moments };
  const lines = linesOf(own);
  let day: string | undefined;
  const blocks = [
    paragraph(words.title(own.organisation.name)),
    headingOf(own, language).flatMap(([label, value]) => paragraph(`${label}: ${value}`)),
    completenessOf(own, language).flatMap(paragraph),
    ...(lines.length === 0 ? [paragraph(words.none)] : []),
    ...lines.flatMap((line) => {
      const before = day;
      day = moments.day(line.atMs);
      return [...(day === before ? [] : [[day]]), lineBlock(line, language)];
    }),
    ...(unsent.length === 0 ? [] : [paragraph(words.unsent), paragraph(words.unsentHow)]),
    ...unsent.map(({ writtenAtMs, text }) => [`${moments.whole(writtenAtMs)}:`, ...quoted(text)]),
  ];
  return `${blocks.map((block) => block.join("\n")).join("\n\n")}\n`;
};

const lineBlock = ({ kind, by, atMs, text }: Line, { words, moments }: Language): string[] => {
  const time = moments.clock(atMs);
  if (kind === "system" || by === null) return paragraph(`${time}: ${text}`);
  return [
    ...paragraph(`${speakerOf(by, words)}, ${time}:`),
    ...quoted(kind === "invalid" ? words.invalid : text),
  ];
};
