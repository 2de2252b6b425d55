import { defaultRetention } from "@eigenkanaal/domain";
import { ConsiderationSubject, type Considerations, MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { annexOf } from "./annex.js";

const by = MemberId.parse("00000000-0000-4000-8000-00000000000a");
const uploads = ConsiderationSubject.parse("uploads");
const hostile = `</dd><script>alert("x")</script> & 'y'`;
const all: Considerations = {
  current: [
    { subject: uploads, decision: { kind: "choice", choice: "no" }, reason: "Nog niet", by, atMs: 2 },
    {
      subject: ConsiderationSubject.parse("x"),
      decision: {
        ...{ kind: "channel", state: "ended", name: hostile, owner: hostile },
        ...{ purpose: hostile, necessity: hostile, alternative: hostile },
      },
      ...{ reason: hostile, by, atMs: 3 },
    },
  ],
  before: [
    { subject: uploads, decision: { kind: "choice", choice: "yes" }, reason: "Eerst wel", by, atMs: 1 },
  ],
};
const page = annexOf(all, {
  ...{ town: "Gemeente <Voorbeeld>", retention: defaultRetention, language: "nl" },
  words: nl.records.considerations,
  terms: { words: nl.records.terms, list: (words) => words.join(" en ") },
  ...{ nameOf: () => "Noor", dateTime: (atMs) => `tijd ${atMs}`, nowMs: 9 },
});

it("tells what holds and what came before, newest first, with who, when and why", () => {
  expect(page.indexOf("Nog niet")).toBeGreaterThan(0);
  expect(page.indexOf("Eerst wel")).toBeGreaterThan(page.indexOf("Nog niet"));
  expect(page).toContain("Noor, tijd 1");
  // What was not decided says so, and the terms stand behind it.
  expect(page).toContain(nl.records.considerations.undecided);
  expect(page).toContain("Selectielijst gemeenten 2020, resultaat 13.1");
});

it("is a page that loads and runs nothing, whatever was written", () => {
  expect(page).not.toContain("<script");
  expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;");
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/ (?:src|href)=/);
});
