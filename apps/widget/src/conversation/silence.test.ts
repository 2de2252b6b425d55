import type { Entry } from "@eigenkanaal/client";
import { expect, it } from "vitest";
import { closedAfterDays } from "./silence.js";

const dayMs = 86_400_000;
const entry = (kind: "text" | "closed", atMs: number) => ({ kind, atMs }) as Entry;
const closed = (closedAtMs: number, ...entries: Entry[]) =>
  closedAfterDays({ keeping: { closedAtMs, retention: "6.3" }, entries }, { abandonedAfterDays: 14 });

it("tells the days of silence after which nobody closed it", () => {
  expect(closed(14 * dayMs, entry("text", 0))).toBe(14);
  expect(closed(40 * dayMs, entry("text", 0), entry("closed", dayMs), entry("text", 2 * dayMs))).toBe(14);
});

it("tells none where a person closed it, where somebody wrote shortly before, or where it is open", () => {
  expect(closed(14 * dayMs, entry("text", 0), entry("closed", 14 * dayMs))).toBeNull();
  // What they say of it can still be on its way.
  expect(closed(14 * dayMs - 1, entry("text", 0))).toBeNull();
  expect(
    closedAfterDays({ keeping: null, entries: [entry("text", 0)] }, { abandonedAfterDays: 14 }),
  ).toBeNull();
});
