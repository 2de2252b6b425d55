import type { RetentionTable } from "@eigenkanaal/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "./calendar.js";
import { defaultRetention, dueBefore, keepingOf } from "./retention.js";
import { type KeptDay, retentionForecast, unconfirmed } from "./retentionForecast.js";

const at = Date.parse;
const withTerm = (term: string | null, code = "6.1.3"): RetentionTable => ({
  ...defaultRetention,
  classes: defaultRetention.classes.map((one) => (one.class === code ? { ...one, term } : one)),
});
const kept = (closed: string, count: number, over: Partial<KeptDay> = {}): KeptDay => ({
  ...{ retention: "6.1.3", closed, count, held: 0, ...over },
});
const ofClass = (days: KeptDay[], after: RetentionTable, atMs = at("2026-11-30T09:00:00Z")) =>
  retentionForecast(days, { before: defaultRetention, after, atMs }).classes.find(
    (one) => one.class === "6.1.3",
  );

describe("retentionForecast", () => {
  const days = [
    kept("2025-11-29", 3, { held: 1 }),
    kept("2025-11-30", 4),
    kept("2026-02-28", 5, { held: 2 }),
  ];

  it("counts what is due at once and by month, before and after, without what is held", () => {
    expect(ofClass(days, withTerm("P1Y2M"))).toEqual({
      ...{ class: "6.1.3", kept: 12, held: 3, sooner: 0, later: 12 },
      // A year after 29 November was yesterday; a year after 30 November is today, and kept through it.
      due: { before: 2, after: 0 },
      months: [
        { month: "2026-12", before: 4, after: 0 },
        { month: "2027-01", before: 0, after: 6 },
        { month: "2027-03", before: 3, after: 0 },
        { month: "2027-04", before: 0, after: 3 },
      ],
    });
  });

  it("counts what goes sooner, held or not, and what would have been kept forever among it", () => {
    expect(ofClass(days, withTerm("P6M"))).toMatchObject({ sooner: 12, later: 0 });
    const forever = retentionForecast([kept("2026-01-01", 7, { retention: "9.9" })], {
      before: defaultRetention,
      after: { classes: [{ ...line, class: "9.9", term: "P1Y" }] },
      atMs: at("2026-11-30T09:00:00Z"),
    });
    expect(forever).toMatchObject({ sooner: 7, due: 0 });
    expect(forever.classes.find((one) => one.class === "9.9")?.months).toEqual([
      { month: "2027-01", before: 0, after: 7 },
    ]);
  });

  it("says nothing of what no term ends, and names every class", () => {
    const all = retentionForecast(
      [kept("2020-01-01", 2, { retention: "19.1.18" }), kept("2020-01-01", 2, { retention: "9.9" })],
      {
        ...{ before: defaultRetention, after: defaultRetention, atMs: at("2026-11-30T09:00:00Z") },
      },
    );
    expect(all).toMatchObject({ due: 0, sooner: 0 });
    expect(all.classes.map((one) => one.class)).toEqual([
      ...defaultRetention.classes.map((one) => one.class),
      "9.9",
    ]);
  });

  it("agrees with what is found by an index, for every term and on every day", () => {
    const term = fc.constantFrom("P1Y", "P1M", "P28D", "P1Y1M1D", "P5Y", "P42D");
    const closed = fc.integer({ min: 0, max: 4_000 }).map((day) => addDays("2016-02-25", day));
    const now = fc.integer({ min: at("2016-03-01T00:00:00Z"), max: at("2032-03-01T00:00:00Z") });
    fc.assert(
      fc.property(term, closed, now, (one, day, atMs) => {
        const after = withTerm(one);
        const closedAtMs = at(`${day}T11:00:00Z`);
        const due = closedAtMs < (dueBefore(one, atMs) ?? 0);
        expect(ofClass([kept(day, 1)], after, atMs)?.due.after).toBe(due ? 1 : 0);
        const keeping = keepingOf(after, { retention: "6.1.3", closedAtMs });
        if (keeping.kept === "until" && !due)
          expect(ofClass([kept(day, 1)], after, atMs)?.months.find((month) => month.after > 0)?.month).toBe(
            addDays(keeping.through, 1).slice(0, 7),
          );
      }),
    );
  });
});

const [line] = defaultRetention.classes as [RetentionTable["classes"][number]];

describe("unconfirmed", () => {
  const forecast = { classes: [], due: 4, sooner: 9 };
  it("asks for the number that was looked at, and only where something goes sooner", () => {
    expect(unconfirmed(forecast, null)).toEqual([{ fault: "not_confirmed", due: 4 }]);
    expect(unconfirmed(forecast, { due: 3 })).toEqual([{ fault: "not_confirmed", due: 4 }]);
    expect(unconfirmed(forecast, { due: 4 })).toEqual([]);
    expect(unconfirmed({ ...forecast, sooner: 0 }, null)).toEqual([]);
  });
});
