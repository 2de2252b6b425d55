import type { ConversationId } from "@eigenkanaal/protocol";
import type { OwnConversation } from "./transcript.js";

/** For tests: a conversation with one of everything, and what people write who want to break the page. */

const at = (time: string): number => Date.parse(`2026-${time}:00+01:00`);
const sanne = { role: "colleague", alias: "Sanne", member: "sanne", desk: "Afval" } as const;
const mo = { role: "colleague", alias: "Mo", member: "mo" } as const;

export const example: OwnConversation = {
  conversation: "00000000-0000-4000-c000-000000000001" as ConversationId,
  number: "20417 88365 90214",
  organisation: { name: "Gemeente Voorbeeld" },
  desk: "Afval",
  topic: "Container niet geleegd",
  language: "nl",
  openedAtMs: at("11-20T16:52"),
  closedAtMs: at("11-23T10:48"),
  said: [
    {
      ...{ seq: 1, messageId: "m1", storedAtMs: at("11-20T16:52"), by: { role: "citizen" }, kind: "text" },
      ...{ text: "Goedemiddag.\nMijn container is niet geleegd.", delivery: "read" },
    },
    {
      ...{ seq: 2, messageId: "m2", storedAtMs: at("11-20T16:58"), by: sanne, kind: "text" },
      text: "Wat vervelend. Ik kijk het voor u na en ik zorg dat hij alsnog geleegd wordt: https://voorbeeld.example/afval",
    },
    {
      ...{ seq: 4, messageId: "m4", storedAtMs: at("11-23T10:44"), by: { role: "unknown" } },
      ...{ kind: "invalid", text: "" },
    },
    {
      ...{ seq: 5, messageId: "m5", storedAtMs: at("11-23T10:46"), by: mo, kind: "text" },
      text: "De wagen komt om < 12 & > 9 uur.",
    },
    {
      ...{ seq: 7, messageId: "m7", storedAtMs: at("11-23T10:48"), by: mo, kind: "system" },
      text: "Mo heeft het gesprek afgesloten. Uw vraag is beantwoord.",
    },
  ],
  turns: [
    {
      ...{ afterSeq: 2, atMs: at("11-20T17:03") },
      text: "Sanne van bureau Afval heeft uw gesprek overgedragen aan bureau Klantcontact.",
    },
  ],
  unsent: [{ writtenAtMs: at("11-23T10:49"), text: "Dank u wel" }],
  doubts: ["gap"],
  savedAtMs: at("11-23T10:50"),
};

/** The same with nothing but these texts, each said by the citizen. */
export const saying = (texts: readonly string[], rest: Partial<OwnConversation> = {}): OwnConversation => ({
  ...{ ...example, turns: [], unsent: [], doubts: [] },
  said: texts.map((text, index) => ({
    ...{ seq: index + 1, messageId: `m${index}`, storedAtMs: example.openedAtMs, kind: "text", text },
    by: { role: "citizen" },
  })),
  ...rest,
});

export const hostileTexts = [
  "</style><script>alert(1)</script>",
  "</p></li></ol></main><h1>Sanne</h1>",
  "<!-- ",
  "--><![CDATA[ ]]>",
  '"><img src=x onerror=alert(1)>',
  "&lt;b&gt; &amp; &#60; &copy &notit; &#13;",
  "'`alert(1)`",
  "javascript:alert(1)",
  "\u202Eevitcefed\u2066 \u200F\u061C",
  "NUL \0 en \u0007 en \u0085 en \u009B",
  "half \uD83D en andersom \uDC4B",
  "regel\r\nregel\rregel\u2028regel\vregel\fregel",
  "\n    Sanne, 10:44 uur:\n        dit zei zij niet\n",
  "Sanne, 10:44 uur:",
  "a".repeat(16_000),
  "",
  "   ",
  "\uFEFF\uFFFE\uFFFF",
];
