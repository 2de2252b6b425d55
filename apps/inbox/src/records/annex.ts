import type { Consideration, Considerations, MemberId, RetentionTable } from "@eigenkanaal/protocol";
import type { Texts } from "../texts/wording.js";
import { choices, decisionWords, historyOf, subjectName } from "./considerationWords.js";
import { termWords } from "./terms.js";

type Words = Texts["records"]["considerations"];

/** What the annex is written with. */
type Writing = {
  town: string;
  retention: RetentionTable;
  /** BCP 47. */
  language: string;
  words: Words;
  terms: Parameters<typeof termWords>[1];
  nameOf: (member: MemberId) => string;
  dateTime: (atMs: number) => string;
  nowMs: number;
};

/**
 * The register as a page of its own, for the annex to a data protection impact assessment: what holds and what came before,
 * and what is kept for how long. It names nobody but the colleagues who decided, and loads nothing.
 */
export const annexOf = (all: Considerations, writing: Writing): string => {
  const { words, town, language, retention, terms } = writing;
  const channels = all.current.filter(({ decision }) => decision.kind === "channel");
  const subjects = [...choices, ...channels.map(({ subject }) => subject)];
  const title = escaped(words.annexTitle(town));
  const { class: className, term, ground } = words.retentionColumns;
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
</head>
<body>
<h1>${title}</h1>
<p>${escaped(words.annexMade(writing.dateTime(writing.nowMs)))}</p>
${subjects.map((subject) => sectionOf(subjectName(subject, historyOf(all, subject)[0]?.decision, words), historyOf(all, subject), writing)).join("\n")}
<h2>${escaped(words.retentionTitle)}</h2>
<table>
<thead><tr><th scope="col">${escaped(className)}</th><th scope="col">${escaped(term)}</th><th scope="col">${escaped(ground)}</th></tr></thead>
<tbody>
${retention.classes.map((one) => `<tr><th scope="row">${escaped(`${one.class} ${one.name.nl}`)}</th><td>${escaped(termWords(one.term, terms))}</td><td>${escaped(one.ground)}</td></tr>`).join("\n")}
</tbody>
</table>
</body>
</html>
`;
};

const sectionOf = (name: string, told: readonly Consideration[], writing: Writing): string => {
  const { words } = writing;
  const [now] = told;
  const fields =
    now?.decision.kind === "channel"
      ? (["owner", "purpose", "necessity", "alternative"] as const).map((field) =>
          now.decision.kind === "channel"
            ? `<dt>${escaped(words.fields[field])}</dt><dd>${escaped(now.decision[field])}</dd>`
            : "",
        )
      : [];
  const history = told.map(
    (one) =>
      `<li>${escaped(decisionWords(one.decision, words))}. ${escaped(words.reason)}: ${escaped(one.reason)} (${escaped(words.by(writing.nameOf(one.by), writing.dateTime(one.atMs)))})</li>`,
  );
  return `<h2>${escaped(name)}</h2>
<p>${escaped(decisionWords(now?.decision, words))}</p>${fields.length > 0 ? `\n<dl>${fields.join("")}</dl>` : ""}${history.length > 0 ? `\n<ol>${history.join("")}</ol>` : ""}`;
};

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? "");
