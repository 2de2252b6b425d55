import { expect, it } from "vitest";
import { momentOf } from "./snoozed.js";

const nowMs = new Date("2026-11-30T10:00").getTime();

it("reads a moment that is still to come, a year ahead at most", () => {
  expect(momentOf("2026-11-30T10:01", nowMs)).toBe(nowMs + 60_000);
  expect(momentOf("2027-11-29T10:00", nowMs)).toBeDefined();
  for (const typed of ["", "2026-11-30T10:00", "2026-11-29T10:00", "2028-01-01T10:00", "tomorrow"])
    expect(momentOf(typed, nowMs), typed).toBeUndefined();
});
