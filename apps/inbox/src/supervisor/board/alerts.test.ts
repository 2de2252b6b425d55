import { expect, it } from "vitest";
import { alertsOf, noAlerts, typedCount } from "./alerts.js";

const desk = "d0000000-0000-4000-8000-000000000001";

it("reads back what was chosen", () => {
  const chosen = { sound: true, notify: true, thresholds: { [desk]: { waitMinutes: 5, waiting: 0 } } };
  expect(alertsOf(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
});

it.each([
  undefined,
  null,
  "yes",
  [],
  { sound: "yes", thresholds: [] },
  { thresholds: { waste: { waiting: 3 } } },
])("takes %j for no choice", (kept) => {
  expect(alertsOf(kept)).toEqual(noAlerts);
});

it("keeps of a threshold what is a number", () => {
  const thresholds = { [desk]: { waitMinutes: 0, waiting: "3" } };
  expect(alertsOf({ thresholds }).thresholds).toEqual({ [desk]: { waitMinutes: null, waiting: null } });
});

it("reads what is typed: a number that can be kept, nothing, or neither", () => {
  expect(["12", " ", "0", "1.5", "-1", "99999", "x"].map((typed) => typedCount(typed, 1))).toEqual([
    12,
    null,
    ...[undefined, undefined, undefined, undefined, undefined],
  ]);
  expect(typedCount("0", 0)).toBe(0);
});
