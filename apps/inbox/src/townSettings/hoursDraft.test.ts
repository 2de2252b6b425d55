import { expect, it } from "vitest";
import { draftOf, hoursOf, officeHours, spansOf } from "./hoursDraft.js";

it.each([
  ["08:30-17:00", [["08:30", "17:00"]]],
  [
    "8.30 – 12, 13:00 tot 24:00",
    [
      ["08:30", "12:00"],
      ["13:00", "24:00"],
    ],
  ],
  ["", []],
])("reads %j as people write it", (times, spans) => {
  expect(spansOf(times)).toEqual(spans.map(([opens, closes]) => ({ opens, closes })));
});

it.each(["dicht", "8:30", "8-25", "08:61-12:00", "08:30-17:00 en later"])("does not read %j", (times) => {
  expect(spansOf(times)).toBe(undefined);
});

it("reads back what it wrote, and says which field it cannot read", () => {
  const hours = {
    ...officeHours,
    exceptions: [{ date: "2026-12-24", spans: [] }],
    holidays: ["kings_day" as const],
  };
  const draft = draftOf(hours);
  expect(hoursOf(draft)).toEqual({ ok: true, hours });
  expect(hoursOf({ ...draft, days: draft.days.with(2, "altijd") })).toEqual({
    ok: false,
    unread: { in: "day", day: 3 },
  });
  expect(hoursOf({ ...draft, exceptions: [{ date: "", times: "" }] })).toEqual({
    ok: false,
    unread: { in: "exception", index: 0 },
  });
});
