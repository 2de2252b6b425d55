import type { Marking } from "@eigenkanaal/records/redaction";
import { expect, it } from "vitest";
import { countsOf, progressOf, type Work } from "./progress.js";

const marking = (state: Marking["state"]): Marking => ({
  ...{ of: 1, start: 0, end: 3, ground: "5.1.2.e", kind: "name", state },
});
const work = (over: Partial<Work["assessed"]>, done: boolean): Work => ({
  assessed: { weighed: {} as Work["assessed"]["weighed"], markings: [], withheld: null, ...over },
  done,
});

it.each([
  ["not opened", undefined, { at: "unopened" }],
  ["undecided", work({ markings: [marking("suggested")] }, false), { at: "open", left: 1 }],
  ["decided", work({ markings: [marking("confirmed")] }, false), { at: "looked" }],
  ["done", work({ markings: [marking("refused")] }, true), { at: "done" }],
  ["withheld", work({ markings: [marking("suggested")], withheld: "5.1.2.i" }, true), { at: "withheld" }],
])("of one that is %s", (_, of, progress) => {
  expect(progressOf(of)).toEqual(progress);
});

it("counts decisions of what is done only", () => {
  expect(
    countsOf([
      undefined,
      work({}, false),
      work({}, true),
      work({ markings: [marking("confirmed")] }, true),
      work({ markings: [marking("confirmed")], withheld: "5.2" }, true),
    ]),
  ).toEqual({ decisions: { public: 1, partial: 1, refused: 1 }, unfinished: 2 });
});
