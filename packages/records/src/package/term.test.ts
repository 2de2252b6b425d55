import { describe, expect, it } from "vitest";
import { dateIn, endOfTerm } from "./term.js";

describe("the end of a term", () => {
  it.each([
    ["2026-11-29", "P5Y", "2031-11-29"],
    ["2026-11-29", "P1Y6M", "2028-05-29"],
    ["2026-11-29", "P42D", "2027-01-10"],
    // A day that the month does not have becomes its last.
    ["2024-02-29", "P1Y", "2025-02-28"],
    ["2026-01-31", "P1M", "2026-02-28"],
    ["2026-08-31", "P6M", "2027-02-28"],
    ["2024-02-29", "P110Y", "2134-02-28"],
  ])("of %s and %s is %s", (start, duration, end) => {
    expect(endOfTerm(start, duration)).toBe(end);
  });

  it("is refused for what is no term of years, months and days", () => {
    for (const duration of ["", "P", "5Y", "P5", "PT5H", "P-5Y", "P5Y ", "P1M1Y"])
      expect(() => endOfTerm("2026-11-29", duration), duration).toThrow(RangeError);
  });
});

it("the date is that of the town", () => {
  const lateMs = Date.UTC(2026, 11, 31, 23, 30);
  expect(dateIn("Europe/Amsterdam", lateMs)).toBe("2027-01-01");
  expect(dateIn("UTC", lateMs)).toBe("2026-12-31");
});
