import type { Author, Entry, Gathered } from "@eigenkanaal/client";
import { defaultRetention } from "@eigenkanaal/domain";
import { DeskId, MemberId, TopicId } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { loadTexts, type Reading, readingIn } from "../texts/reading.js";
import { ownConversation } from "./ownConversation.js";

const waste = DeskId.parse("00000000-0000-4000-8000-000000000001");
const gone = DeskId.parse("00000000-0000-4000-8000-000000000009");
const bin = TopicId.parse("00000000-0000-4000-9000-000000000001");
const town = {
  ...{ name: "Gemeente Voorbeeld", organisationNumber: "", emergencyProcedure: null },
  contact: { phone: "14 0000", counterUrl: "", privacyUrl: "", crisisLines: [] },
  former: { desks: [], topics: [] },
  retention: defaultRetention,
  desks: [
    {
      ...{ desk: waste, name: { nl: "Afval", en: "Waste" }, general: false },
      hours: { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] },
    },
  ],
  topics: [
    {
      ...{ topic: bin, parent: null, desk: waste, name: { nl: "Container", en: "Bin" } },
      ...{ normMinutes: 60, hours: null, sensitive: false, retention: null },
    },
  ],
};
const citizen: Author = { role: "citizen" };
const member = MemberId.parse("00000000-0000-4000-a000-000000000001");
const sanne: Author = { role: "member", member, alias: "Sanne", desk: "Afval" };
const channel = "public";
const text = (id: string, words: string, rest: Partial<Extract<Entry, { kind: "text" }>> = {}): Entry => ({
  ...{ kind: "text", id, channel, author: citizen, own: true, text: words, atMs: Number(id.slice(1)) * 1000 },
  ...{ delivery: { state: "read" } },
  ...rest,
});

/** Stored are those whose id begins with `s`. */
const gathered = (entries: Entry[], rest: Partial<Gathered["summary"]> = {}): Gathered => ({
  ...{ entries, warnings: [], readers: [], number: "20417", atMs: 9000 },
  seqs: new Map(entries.filter(({ id }) => id.startsWith("s")).map(({ id }) => [id, Number(id.slice(1))])),
  summary: {
    ...{ conversation: "00000000-0000-4000-c000-000000000001" as Gathered["summary"]["conversation"] },
    ...{ desk: waste, topic: bin, language: "nl", state: "in_hand", assignee: null, handover: null },
    ...{ reader: null, labels: [], snooze: null, reopened: null, block: null, openedAtMs: 1000 },
    ...{ waitingSinceMs: null, late: null, overflow: null, closedAtMs: null, retention: null },
    ...{ verdict: null, lastActivityAtMs: 1000 },
    ...{ publicSeq: 9, internalSeq: 0, citizenSeq: 1, ...rest },
  },
});
const at = { timeZone: "Pacific/Auckland", nowMs: 0 };
const nl = readingIn("nl", at);
let en: Reading;
beforeAll(async () => {
  en = readingIn(await loadTexts("en"), at);
});

describe("what is saved", () => {
  it("is told by the names that the screen has, in the reader's language", () => {
    const own = (reading: Reading) => ownConversation(gathered([]), { town, reading });
    expect(own(nl)).toMatchObject({
      ...{ organisation: { name: "Gemeente Voorbeeld" }, desk: "Afval", topic: "Container", number: "20417" },
      ...{ openedAtMs: 1000, closedAtMs: null, savedAtMs: 9000 },
    });
    expect(own(en)).toMatchObject({ desk: "Waste", topic: "Bin" });
  });

  it("names a desk that is out of use by its certificate, and no topic where none was told", () => {
    const left = gathered([], { desk: gone, topic: null });
    const readers: Gathered["readers"] = [{ role: "desk", name: "Groen", members: [] }];
    expect(ownConversation({ ...left, readers }, { town, reading: nl })).toMatchObject({
      ...{ desk: "Groen", topic: null },
    });
    expect(ownConversation(left, { town, reading: nl }).desk).toBe("");
  });

  it("has both sides, each by their name and place, and how far one's own came", () => {
    const own = ownConversation(
      gathered([
        text("s1", "Vraag"),
        text("s3", "Antwoord", { author: sanne, own: false, delivery: null }),
        text("s4", "Dank", { delivery: { state: "stored" } }),
      ]),
      { town, reading: en },
    );
    expect(own.said).toEqual([
      {
        ...{ seq: 1, messageId: "s1", storedAtMs: 1000, by: { role: "citizen" }, kind: "text" },
        ...{ text: "Vraag", delivery: "read" },
      },
      {
        ...{ seq: 3, messageId: "s3", storedAtMs: 3000, kind: "text", text: "Antwoord" },
        by: { role: "colleague", alias: "Sanne", member, desk: "Waste" },
      },
      {
        ...{ seq: 4, messageId: "s4", storedAtMs: 4000, by: { role: "citizen" }, kind: "text" },
        ...{ text: "Dank", delivery: "stored" },
      },
    ]);
  });

  it("says who closed it, in words, and what happened in its place", () => {
    const turn = { epoch: 1, atMs: 2500, kind: "reader_left", name: "Mo" } as const;
    const own = ownConversation(
      gathered([
        text("s1", "Vraag"),
        { kind: "turn", id: "turn-1-0", channel, turn, atMs: 2500 },
        { kind: "closed", id: "s3", channel, author: sanne, outcome: "answered", atMs: 3000 },
        { kind: "closed", id: "s4", channel, author: citizen, outcome: "left", atMs: 4000 },
      ]),
      { town, reading: nl },
    );
    expect(own.turns).toEqual([{ afterSeq: 1, atMs: 2500, text: "Mo leest niet meer mee." }]);
    expect(own.said.slice(1).map(({ kind, text }) => [kind, text])).toEqual([
      ["system", "Sanne heeft het gesprek afgesloten. Uw vraag is beantwoord."],
      ["system", "U heeft het gesprek afgesloten."],
    ]);
  });

  it("has nothing of what does not hold, but that it was there, and each doubt once", () => {
    const found = gathered([{ kind: "invalid", id: "s1", channel, why: "tampered", atMs: 1000 }]);
    const warnings: Gathered["warnings"] = (["gap", "gap", "fork"] as const).map((kind) => ({
      kind,
      channel,
    }));
    const own = ownConversation({ ...found, warnings }, { town, reading: nl });
    expect(own.said).toMatchObject([{ seq: 1, by: { role: "unknown" }, kind: "invalid", text: "" }]);
    expect(own.doubts).toEqual(["gap", "fork"]);
  });

  it("keeps apart what the town never got", () => {
    const own = ownConversation(
      gathered([
        text("s1", "Vraag"),
        text("q5", "Wacht", { delivery: { state: "queued" } }),
        text("q6", "Geweigerd", { delivery: { state: "refused", code: "blocked" } }),
      ]),
      { town, reading: nl },
    );
    expect(own.said).toHaveLength(1);
    expect(own.unsent).toEqual([
      { writtenAtMs: 5000, text: "Wacht" },
      { writtenAtMs: 6000, text: "Geweigerd" },
    ]);
  });

  it("has nothing that is said among colleagues", () => {
    const own = ownConversation(gathered([text("s1", "Notitie", { channel: "internal" })]), {
      ...{ town, reading: nl },
    });
    expect([own.said, own.unsent]).toEqual([[], []]);
  });
});
