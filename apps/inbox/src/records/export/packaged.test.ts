import type { OpenedRecord, RecordEntry, RecordOutcome } from "@eigenkanaal/client";
import { defaultRetention } from "@eigenkanaal/domain";
import type { ConversationId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { packagedOf } from "./packaged.js";

const conversation = "00000000-0000-4000-8000-000000000001" as ConversationId;
const closedAtMs = Date.parse("2026-11-02T10:00:00Z");
const openedAtMs = closedAtMs - 3_600_000;
const sanne = { role: "member", member: "sanne", alias: "Sanne", desk: "Afval" } as never;
const entry = (over: object): RecordEntry =>
  ({
    ...{ kind: "text", channel: "public", author: { role: "citizen" }, own: false, text: "Vraag?" },
    ...{ id: "1", atMs: openedAtMs, delivery: null, seq: 1, epoch: 0 },
    ...over,
  }) as RecordEntry;
const record = (over: Partial<OpenedRecord> = {}): RecordOutcome => ({
  ok: true,
  record: {
    conversation,
    summary: { desk: "d", topic: "t", language: "nl", openedAtMs, closedAtMs, retention: "6.1.3" } as never,
    number: "12345 00000 00000 00000 00000 00001",
    ...{ desks: [], turns: [], unopened: [], warnings: [], refusedEpochs: { public: 0, internal: 0 } },
    entries: [entry({}), entry({ id: "2", seq: 2, author: sanne, text: "Antwoord." })],
    ...{ counts: { public: 2, internal: 0 }, head: "AQ".padEnd(43, "A") },
    ...over,
  },
});
const around = {
  names: () => ({ organisation: "Gemeente Voorbeeld", desk: "Afval", topic: "Container" }),
  ...{ retention: defaultRetention, closedAtMs, atMs: closedAtMs + 1 },
};
const packaged = (outcome: RecordOutcome) => {
  const made = packagedOf(outcome, around);
  if ("why" in made) throw new Error(made.why);
  return made;
};
const textOf = (outcome: RecordOutcome, name: string) =>
  new TextDecoder().decode(packaged(outcome).files.find((file) => file.name === name)?.bytes);

describe("an opened conversation", () => {
  it("goes along as its transcripts, with what is known of it", () => {
    const made = packaged(record());
    expect(made).toMatchObject({
      record: { conversation, desk: "Afval", topic: "Container", language: "nl", closedAtMs },
      number: "12345 00000 00000 00000 00000 00001",
      appraisal: { kind: "temporary", category: { number: "6.1.3" }, duration: "P1Y" },
      doubts: [],
    });
    expect(made.head).toHaveLength(32);
    expect(made.head[0]).toBe(1);
    expect(made.files.map(({ name }) => name)).toEqual([
      "transcript.html",
      "transcript.txt",
      "transcript.json",
    ]);
    expect(textOf(record(), "transcript.txt")).toMatch(
      /Inwoner, [\s\S]+Vraag\?[\s\S]+Sanne \(bureau Afval\)[\s\S]+Antwoord\./,
    );
  });

  it("has what colleagues said among themselves in files of its own, and nowhere else", () => {
    const internal = { channel: "internal", author: sanne };
    const told = record({
      entries: [
        entry({}),
        entry({ ...internal, id: "n1", text: "Klinkt boos" }),
        entry({ ...internal, id: "n2", seq: 2, kind: "case", number: "Z-1" }),
        entry({
          ...internal,
          id: "n3",
          seq: 3,
          kind: "registration",
          card: { summary: "S", place: "", topic: "" },
        }),
      ],
      counts: { public: 1, internal: 3 },
    });
    expect(
      packaged(told)
        .files.map(({ name }) => name)
        .slice(3),
    ).toEqual([...["notities.html", "notities.txt", "notities.json"]]);
    expect(textOf(told, "notities.txt")).toMatch(/Klinkt boos[\s\S]+Zaaknummer: Z-1[\s\S]+Samenvatting: S/);
    for (const name of ["transcript.html", "transcript.txt", "transcript.json"])
      expect(textOf(told, name)).not.toContain("boos");
  });

  it("says which desks had it and who closed it, without a person's name", () => {
    const turn = {
      kind: "transferred",
      epoch: 1,
      atMs: openedAtMs + 1,
      by: "Sanne",
      from: "Balie",
      to: "Afval",
    };
    const closed = entry({
      kind: "closed",
      id: "c",
      seq: 3,
      author: sanne,
      outcome: "answered",
      atMs: closedAtMs,
    });
    const events = packaged(record({ turns: [turn as never], entries: [entry({}), closed] })).events;
    expect(events).toEqual([
      { kind: "opened", atMs: openedAtMs, by: { role: "citizen" } },
      { kind: "transferred", atMs: openedAtMs + 1, by: { role: "desk", desk: "Balie" }, to: "Afval" },
      { kind: "closed", atMs: closedAtMs, by: { role: "desk", desk: "Afval" } },
    ]);
    expect(packaged(record()).events.at(-1)).toEqual({
      kind: "closed",
      atMs: closedAtMs,
      by: { role: "system" },
    });
  });

  it("is kept as long as the town's table says, and undetermined where that holds no such class", () => {
    const of = (retention: string) =>
      packaged(record({ summary: { ...packedSummary, retention } as never })).appraisal;
    expect(of("19.1.18")).toMatchObject({ kind: "permanent", category: { number: "19.1.18" } });
    expect(of("99.9")).toEqual({ kind: "undetermined" });
  });

  it("says what was doubted of it", () => {
    const unopened = { channel: "public", seq: 2, messageId: "2", fault: "signature" } as const;
    const made = packaged(
      record({
        entries: [entry({}), entry({ id: "2", seq: 2, kind: "invalid", why: "signature" })],
        unopened: [
          { ...unopened, why: "invalid" },
          { ...unopened, seq: 3, why: "gap" },
        ],
        warnings: [{ kind: "withheld", channel: "public" }],
        refusedEpochs: { public: 1, internal: 0 },
      }),
    );
    expect(made.doubts).toEqual(["withheld", "invalid", "gap", "refused_keys"]);
  });

  it("stays behind, with the reason, where it went on, has no number, or nothing of it opened", () => {
    const whyNot = (outcome: RecordOutcome) => packagedOf(outcome, around);
    const number = "12345 00000 00000 00000 00000 00001";
    expect(whyNot(record())).not.toHaveProperty("why");
    expect(whyNot({ ok: false, conversation, why: "destroyed" })).toEqual({ number: null, why: "destroyed" });
    expect(whyNot(record({ number: null }))).toEqual({ number: null, why: "no_number" });
    const reopened = { ...packedSummary, closedAtMs: null } as never;
    expect(whyNot(record({ summary: reopened }))).toEqual({ number, why: "reopened" });
    const closed = entry({ kind: "invalid", why: "key" });
    expect(whyNot(record({ entries: [closed] }))).toEqual({ number, why: "not_opened" });
  });
});

const packedSummary = { desk: "d", topic: "t", language: "nl", openedAtMs, closedAtMs, retention: "6.1.3" };
