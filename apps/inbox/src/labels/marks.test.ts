import { LabelId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { isTooMany, type Marks, marksOf, withMarks } from "./marks.js";

const labels = Array.from({ length: 11 }, (_, n) =>
  LabelId.parse(`00000000-0000-4000-8000-${String(n).padStart(12, "0")}`),
);
const [one, two, three] = labels as [LabelId, LabelId, LabelId];

it("tells what is on all of them from what is on some", () => {
  const marks = marksOf([{ labels: [one, two] }, { labels: [two] }]);
  expect([...marks]).toEqual([
    [one, "some"],
    [two, "all"],
  ]);
});

it("puts on and takes off what was said, and leaves what is on some as it is", () => {
  const marks: Marks = new Map([
    [one, "some"],
    [two, "none"],
    [three, "all"],
  ]);
  expect(withMarks([one, two], marks)).toEqual([one, three]);
  expect(withMarks([], marks)).toEqual([three]);
});

it("sees when one of them would have more than ten", () => {
  const all: Marks = new Map(labels.map((label) => [label, "all"]));
  expect(isTooMany([{ labels: [] }], all)).toBe(true);
  expect(isTooMany([{ labels: labels.slice(0, 10) }], new Map([[one, "all"]]))).toBe(false);
});
