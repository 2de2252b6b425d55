import { type AuditLine, MemberId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { nl } from "../texts/nl.js";
import { actChoices, objectOf, resultOf, whatOf, whoOf } from "./auditWords.js";

const words = nl.auditLog;
const noor = { member: MemberId.parse("00000000-0000-4000-8000-000000000001"), name: "Noor", me: false };
const line = (over: Partial<AuditLine> = {}): AuditLine => ({
  ...{ line: 1, atMs: 0, actor: noor.member, session: null, act: "conversation:load" },
  ...{ objectKind: null, objectId: null, detail: null, result: "done", times: 1 },
  ...over,
});
const parts = {
  members: [noor],
  names: { desk: () => "Afval", topic: () => "Grofvuil" },
  formats: { exactly: (atMs: number) => new Date(atMs).toISOString().slice(0, 10) },
  words,
};

test("says which part of a conversation was read, and an act by its own words", () => {
  expect(whatOf(line({ detail: "public" }), words)).toBe("Gesprek geopend");
  expect(whatOf(line({ detail: "internal_once" }), words)).toBe(
    "Notities opgehaald om in te zoeken, of voor het archief",
  );
  expect(whatOf(line({ act: "conversation:take" }), words)).toBe("Gesprek opgepakt");
  expect(whatOf(line({ act: "search:shares", times: 12 }), words)).toBe("Zoeken geopend in 12 gesprekken");
  const deposit = { act: "POST /api/v1/deposits/:deposit/ending", detail: "deposit_whole", times: 12 };
  expect(whatOf(line(deposit), words)).toBe("Overbrengen klaar: het pakket is compleet (12 gesprekken)");
  expect(whatOf(line({ ...deposit, result: "not_found", detail: null }), words)).toBe(
    "Overbrengen geëindigd",
  );
});

test("shows what it does not know as it stands", () => {
  expect(whatOf(line({ act: "conversation:destroy", detail: "later" }), words)).toBe("conversation:destroy");
  expect(whatOf(line({ act: "toString" }), words)).toBe("toString");
  expect(resultOf(line({ result: "gone_away" }), words)).toBe("Niet gelukt: gone_away.");
  expect(objectOf(line({ objectKind: "archive", objectId: "x" }), parts)).toBe("archive");
});

test("names who it was, also who is no member or none any more", () => {
  expect(whoOf(line(), [noor], words)).toBe("Noor");
  expect(whoOf(line({ actor: "operator" }), [noor], words)).toBe("Beheerder van de server");
  expect(whoOf(line(), [], words)).toBe("Collega van vroeger");
});

test("says why something was refused, and how often", () => {
  expect(resultOf(line(), words)).toBe("Gelukt");
  expect(resultOf(line({ result: "forbidden" }), words)).toBe("Niet gelukt: mag niet in deze rol.");
  expect(resultOf(line({ result: "not_found", times: 3 }), words)).toContain("3 keer binnen een minuut.");
});

test("names on what, and of a conversation only the beginning of its pseudonym", () => {
  const on = (objectKind: string | null, objectId: string | null) =>
    objectOf(line({ objectKind, objectId }), parts);
  expect(on(null, null)).toBe("");
  expect(on("conversation", "3f2a91b1-7c11-4e0d-9a55-0d2b6f8e4c10")).toBe("Gesprek 3f2a91b1");
  expect(on("member", noor.member)).toBe("Noor");
  expect(on("member", "00000000-0000-4000-8000-000000000002")).toBe("Collega");
  expect(on("topic", "00000000-0000-4000-8000-000000000003")).toBe("Grofvuil");
  expect(on("campaign", "poster")).toBe("Campagne poster");
  expect(on("period", "2026-11-01T00:00:00.000Z/2026-12-01T00:00:00.000Z")).toBe("2026-11-01 tot 2026-12-01");
  expect(on("organisation", null)).toBe("De gemeente");
});

test("offers every act once, in the order of their words", () => {
  const names = actChoices(words).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(names.toSorted((one, other) => one.localeCompare(other)));
});
