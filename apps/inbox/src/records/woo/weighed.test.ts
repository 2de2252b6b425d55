import type { OpenedRecord, RecordEntry } from "@eigenkanaal/client";
import { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { suggestedMarkings, textsOf } from "@eigenkanaal/records/redaction";
import { expect, it } from "vitest";
import type { TownNames } from "../../queue/names.js";
import { nl } from "../../texts/nl.js";
import { findersOf, weighedOf } from "./weighed.js";

const desk = DeskId.parse("00000000-0000-4000-8000-000000000001");
const sanne = {
  ...{ role: "member" as const, alias: "Sanne", desk: "Afval" },
  member: MemberId.parse("00000000-0000-4000-8000-000000000002"),
};
const names: TownNames = {
  ...{ desk: () => "Afval", deskInFull: () => "Afval", colleague: () => "Sanne", topic: () => "Container" },
  certified: (name) => name,
};

const at = (seq: number) => ({ id: `${seq}`, channel: "public" as const, seq, epoch: 0, atMs: seq });
const said = (seq: number, over: Partial<Extract<RecordEntry, { kind: "text" }>>): RecordEntry => ({
  ...{ ...at(seq), kind: "text", author: { role: "citizen" }, own: false, text: "", delivery: null, ...over },
});

const record = (over: Partial<OpenedRecord>): OpenedRecord => ({
  conversation: ConversationId.parse("00000000-0000-4000-8000-000000000003"),
  summary: { desk, topic: null, openedAtMs: 1, closedAtMs: 9 } as OpenedRecord["summary"],
  ...{ number: "20417", desks: [{ desk, name: "Afval", fromMs: 1 }], turns: [], entries: [], unopened: [] },
  ...{
    warnings: [],
    refusedEpochs: { public: 0, internal: 0 },
    counts: { public: 0, internal: 0 },
    head: "",
  },
  ...over,
});
const weigh = (over: Partial<OpenedRecord>) =>
  weighedOf(record(over), { organisation: "Gemeente Voorbeeld", texts: nl, names, nowMs: 10 });

it("has every line, among colleagues too, and says who spoke to whom", () => {
  const { lines } = weigh({
    entries: [
      said(1, { text: "Dag" }),
      said(2, { text: "Wie weet dit?", author: sanne, channel: "internal" }),
      {
        ...{ ...at(3), kind: "registration", author: sanne, own: false, delivery: null },
        ...{ channel: "internal", card: { summary: "Kwijt", place: "Kerkstraat", topic: "" } },
      },
      { ...at(4), kind: "case", author: sanne, own: false, delivery: null, number: "Z-1" },
      { ...at(5), kind: "closed", author: sanne, outcome: "answered" },
      { ...at(6), kind: "invalid", why: "tampered" },
    ],
  });
  expect(lines.map(({ speaker, kind, text }) => [speaker, kind, text])).toEqual([
    ["Inwoner", "text", "Dag"],
    ["Sanne, Afval (notitie voor collega's)", "text", "Wie weet dit?"],
    ["Sanne, Afval (notitie voor collega's)", "text", "Samenvatting: Kwijt\nPlaats: Kerkstraat"],
    ["Sanne, Afval", "text", "Zaaknummer: Z-1"],
    [null, "system", "Sanne heeft het gesprek afgerond: Beantwoord"],
    ["Bericht ongeldig", "invalid", ""],
  ]);
});

it("tells of another desk before what was said under its epoch", () => {
  const { lines } = weigh({
    entries: [said(1, { text: "eerst" }), { ...said(2, { text: "daarna" }), epoch: 1 }],
    turns: [
      {
        ...{ epoch: 1, atMs: 2, kind: "transferred", by: "Sanne", from: "Afval", to: "Belastingen" },
        ...{ history: "along", reading: "not" },
      },
    ],
  });
  expect(lines.map(({ text }) => text)).toEqual(["eerst", expect.stringContaining("Belastingen"), "daarna"]);
});

it("doubts what the device doubted", () => {
  const unopened = (why: "gap" | "fork" | "key_destroyed") => ({
    ...{ channel: "public" as const, seq: 2, messageId: null, why, fault: "missing" },
  });
  expect(weigh({}).doubts).toEqual([]);
  expect(weigh({ unopened: [unopened("key_destroyed")] }).doubts).toEqual(["gap"]);
  expect(weigh({ unopened: [unopened("fork")] }).doubts).toEqual(["fork"]);
  expect(weigh({ warnings: [{ kind: "withheld", channel: "public" }] }).doubts).toEqual(["withheld"]);
  expect(weigh({ refusedEpochs: { public: 1, internal: 0 } }).doubts).toEqual(["gap"]);
});

it("finds numbers by their check digits and colleagues by name, but nothing of the town's own", () => {
  const entries = [
    said(1, { text: "BSN 123456782 en 123456789, NL91ABNA0417164300 en NL92ABNA0417164300, 06-12345678" }),
    said(2, { text: "Sanne of Kees Klaassen, of bel 010-2671625", author: sanne }),
  ];
  const opened = record({ entries });
  const texts = textsOf(weigh({ entries }));
  const finders = findersOf(opened, {
    own: { phones: ["+31 10 267 1625"], hosts: [] },
    members: [{ member: sanne.member, name: "Kees Klaassen", me: false }],
  });
  const found = suggestedMarkings(texts, finders).map(({ of, start, end, kind, ground }) => [
    ...[kind, texts[of]?.slice(start, end), ground],
  ]);
  expect(found).toEqual([
    ["bsn", "123456782", "5.1.1.e"],
    ["iban", "NL91ABNA0417164300", "5.1.2.e"],
    ["phone", "06-12345678", "5.1.2.e"],
    ["name", "Sanne", "5.1.2.e"],
    ["name", "Sanne", "5.1.2.e"],
    ["name", "Kees Klaassen", "5.1.2.e"],
  ]);
});
