import { DeskId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { endWords, scopeWords } from "./holdWords.js";

const formats = {
  date: (atMs: number) => new Date(atMs).toISOString().slice(0, 10),
  list: (words: string[]) => words.join(" en "),
};
const wording = { words: nl.records.holds, formats };

it("names the last day, whatever the clock did on it", () => {
  expect(endWords(null, wording)).toBe("tot het wordt opgeheven");
  expect(endWords(Date.parse("2027-03-01T00:00:00+01:00"), wording)).toBe("tot en met 2027-02-28");
  // That day has 23 hours.
  expect(endWords(Date.parse("2027-03-29T00:00:00+02:00"), wording)).toBe("tot en met 2027-03-28");
});

it("says what a scope holds, and what it leaves open", () => {
  const desk = DeskId.parse("00000000-0000-4000-8000-000000000001");
  const names = { desk: () => "Afval", topic: () => "Grofvuil" };
  const scope = { desks: [desk], topics: [], fromMs: Date.parse("2026-01-01T12:00:00Z"), untilMs: null };
  expect(scopeWords(scope, { ...wording, names })).toBe("Afval · alle onderwerpen · vanaf 2026-01-01");
});
