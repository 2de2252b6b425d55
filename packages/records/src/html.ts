import { completenessOf, headingOf, speakerOf } from "./heading.js";
import { type Language, momentsIn } from "./moments.js";
import type { TranscriptWords } from "./texts/transcript.js";
import { type Line, linesOf, type OwnConversation } from "./transcript.js";

const style = `:root{color-scheme:light dark}
body{max-width:42rem;margin:0 auto;padding:1rem;font:1.125rem/1.5 sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.25rem}h3{font-size:1.125rem}
dt{font-weight:bold}dd{margin:0 0 .5rem}
ol{margin:0;padding:0;list-style:none}
li{margin:0 0 1rem;padding-inline-start:.75rem;border-inline-start:.25rem solid}
p{margin:0}header p{margin:0 0 .5rem}
.said{white-space:pre-wrap}
@media print{body{max-width:none;padding:0;font-size:11pt}h2,h3{break-after:avoid}li{break-inside:avoid}}`;

/** SHA-256 of the style, base64: all that a page under this policy may do is to look like this. */
const styleHash = "xgbomyasVjuJUEV5govxTS0LwrqyRpykPvbZa44KW2I=";
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

const references: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // Raw, a reader of HTML would take it for a line feed.
  "\r": "&#13;",
  // HTML has no way to write it.
  "\0": "\uFFFD",
};

/**
 * Text as HTML, in an element or in a double-quoted attribute: a reader has it back as it was. Only NUL and half a surrogate
 * pair, which a page cannot hold, become U+FFFD.
 */
const escaped = (text: string): string =>
  text.replace(/[&<>"\r\0]|\p{Cs}/gu, (found) => references[found] ?? "\uFFFD");

/**
 * The conversation as one page for people: no script, nothing from elsewhere, to read on a screen, to hear and to print. Each
 * text stands in a block of its own whose direction is its own, so that no letter of it turns what stands around it.
 */
export const toHtml = (own: OwnConversation, words: TranscriptWords): string => {
  const title = escaped(words.title(own.organisation.name));
  const language = { words, moments: momentsIn(words) };
  return `<!doctype html>
<html lang="${escaped(words.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${title}</h1>
${completenessOf(own, language)
  .map((sentence) => `<p>${escaped(sentence)}</p>`)
  .join("\n")}
</header>
<main>
<h2>${escaped(words.about)}</h2>
<dl>
${headingOf(own, language)
  .map(([label, value]) => `<dt>${escaped(label)}</dt><dd dir="auto">${escaped(value)}</dd>`)
  .join("\n")}
</dl>
<h2>${escaped(words.messages)}</h2>
${messages(linesOf(own), language)}${unsent(own, language)}</main>
</body>
</html>
`;
};

const messages = (lines: readonly Line[], language: Language): string => {
  const { words, moments } = language;
  if (lines.length === 0) return `<p>${escaped(words.none)}</p>\n`;
  let day: string | undefined;
  const items = lines.map((line) => {
    const before = day;
    day = moments.day(line.atMs);
    if (day === before) return item(line, language);
    const heading = `<h3>${escaped(day)}</h3>\n<ol>\n${item(line, language)}`;
    return before === undefined ? heading : `</ol>\n${heading}`;
  });
  return `${items.join("\n")}\n</ol>\n`;
};

const item = ({ by, kind, atMs, text, delivery }: Line, { words, moments }: Language): string => {
  const clock = escaped(moments.clock(atMs));
  const time = `<time datetime="${new Date(atMs).toISOString()}">${clock}</time>`;
  if (kind === "system" || by === null)
    return `<li><p>${time}</p><p class="said" dir="auto">${escaped(text)}</p></li>`;
  const speaker = `<p><strong dir="auto">${escaped(speakerOf(by, words))}</strong>, ${time}</p>`;
  if (kind === "invalid") return `<li>${speaker}<p>${escaped(words.invalid)}</p></li>`;
  const mark = delivery && `<p><small>${escaped(words.delivery[delivery])}</small></p>`;
  return `<li>${speaker}<p class="said" dir="auto">${escaped(text)}</p>${mark ?? ""}</li>`;
};

const unsent = ({ unsent }: OwnConversation, { words, moments }: Language): string => {
  if (unsent.length === 0) return "";
  const items = unsent.map(
    ({ writtenAtMs, text }) =>
      `<li><p>${escaped(moments.whole(writtenAtMs))}</p><p class="said" dir="auto">${escaped(text)}</p></li>`,
  );
  return `<h2>${escaped(words.unsent)}</h2>\n<p>${escaped(words.unsentHow)}</p>\n<ol>\n${items.join("\n")}\n</ol>\n`;
};
