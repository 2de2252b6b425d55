import { expect, it } from "vitest";
import { barOf, progressBar } from "./progress.js";

it("shows how full it is, how many of how many, and for how long", () => {
  expect(barOf(6_000, 12_000, 61_500)).toBe(
    `[${"#".repeat(15)}${" ".repeat(15)}] 6.000 van 12.000 gesprekken, 1:01`,
  );
});

it("draws one line in a terminal, and a line for each tenth elsewhere", () => {
  const drawn = (isTTY: boolean) => {
    const lines: string[] = [];
    const bar = progressBar(100, { out: { isTTY, write: (text) => lines.push(text) }, nowMs: () => 0 });
    for (const done of [5, 12, 15, 30, 100]) bar.reached(done);
    bar.end();
    return lines;
  };
  expect(drawn(true)).toHaveLength(6);
  expect(drawn(true).at(-1)).toBe("\n");
  expect(drawn(false)).toHaveLength(3);
});
