import { expect, test } from "vitest";
import { firstEnds } from "./certificateEnds.js";

const row = (type: string, of: { desk?: string; officer?: string }, endsAtMs: number) => ({
  type,
  desk: of.desk ?? null,
  officer: of.officer,
  notAfter: new Date(endsAtMs),
});

test("of each type the end that comes first counts, and what was replaced does not", () => {
  const log = [
    row("officer", { officer: "o1" }, 900),
    row("officer", { officer: "o2" }, 800),
    row("policy", {}, 1000),
    row("roster", { desk: "a" }, 300),
    row("desk", { desk: "a" }, 100),
    row("desk", { desk: "b" }, 250),
    row("desk", { desk: "a" }, 400),
  ];
  expect(firstEnds(log, 50)).toEqual([
    { type: "officer", endsAtMs: 800 },
    { type: "policy", endsAtMs: 1000 },
    { type: "roster", endsAtMs: 300 },
    { type: "desk", endsAtMs: 250 },
  ]);
});

test("an officer who went counts no more, but the last one does; a desk that ended always does", () => {
  const officers = [row("officer", { officer: "o1" }, 100), row("officer", { officer: "o2" }, 200)];
  expect(firstEnds(officers, 150)).toEqual([{ type: "officer", endsAtMs: 200 }]);
  expect(firstEnds(officers, 300)).toEqual([{ type: "officer", endsAtMs: 200 }]);
  const desks = [row("desk", { desk: "a" }, 100), row("desk", { desk: "b" }, 200)];
  expect(firstEnds(desks, 150)).toEqual([{ type: "desk", endsAtMs: 100 }]);
});
