import type { RetentionTable } from "@eigenkanaal/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, startOfDay } from "./calendar.js";
import {
  classOf,
  defaultRetention,
  dueBefore,
  keepingOf,
  legalTimeZone,
  retentionFaults,
} from "./retention.js";
import { selectielijstTerm } from "./selectielijst.js";

const at = Date.parse;

describe("classOf", () => {
  const table = defaultRetention;
  it.each([
    ["answered", null, "given", "6.1.3"],
    ["answered", "13.1", "given", "13.1"],
    ["refused", "6.1.1", "given", "6.2"],
    ["left", "6.1", "given", "6.1"],
    ["left", "6.1", "due", "6.3"],
    ["no_answer", "13.1", "due", "6.3"],
    ["spam", null, "due", "6.3"],
    ["abandoned", "6.1.1", "given", "6.3"],
  ] as const)("%s, topic %s, answer %s: %s", (...[outcome, topicClass, answer, expected]) => {
    expect(classOf(table, { outcome, topicClass, answer })).toBe(expected);
  });
});

describe("keepingOf", () => {
  const through = (retention: string, closed: string) =>
    keepingOf(defaultRetention, { retention, closedAtMs: at(closed) });

  it("counts from the day on which it was closed in the Netherlands", () => {
    expect(through("6.1.3", "2026-11-29T16:00:00Z")).toEqual({ kept: "until", through: "2027-11-29" });
    // Half past midnight in Amsterdam, still the day before in Greenwich.
    expect(through("6.1.3", "2026-11-29T23:30:00Z")).toEqual({ kept: "until", through: "2027-11-30" });
    expect(through("6.1.3", "2026-07-01T22:30:00Z")).toEqual({ kept: "until", through: "2027-07-02" });
    expect(through("6.1", "2028-02-29T12:00:00Z")).toEqual({ kept: "until", through: "2033-02-28" });
  });

  it("knows what is kept forever, and destroys nothing of a class that it does not know", () => {
    expect(through("19.1.18", "2026-11-29T16:00:00Z")).toEqual({ kept: "forever" });
    expect(through("9.9", "2026-11-29T16:00:00Z")).toEqual({ kept: "unknown" });
  });
});

describe("dueBefore", () => {
  it("is the first moment that is not due yet", () => {
    expect(dueBefore("P1Y", at("2027-11-30T00:30:00+01:00"))).toBe(at("2026-11-30T00:00:00+01:00"));
    expect(dueBefore("P1Y", at("2027-11-29T23:59:59+01:00"))).toBe(at("2026-11-29T00:00:00+01:00"));
    expect(dueBefore(null, at("2027-11-30T00:30:00+01:00"))).toBeNull();
  });

  it("agrees with keepingOf, for every term and every moment", () => {
    const term = fc
      .record({
        years: fc.integer({ min: 0, max: 110 }),
        months: fc.integer({ min: 0, max: 30 }),
        days: fc.integer({ min: 0, max: 100 }),
      })
      .filter(({ years, months, days }) => years + months + days > 0)
      .map(({ years, months, days }) => `P${years}Y${months}M${days}D`);
    const moment = fc.integer({ min: at("1980-01-01T00:00:00Z"), max: at("2150-01-01T00:00:00Z") });
    fc.assert(
      fc.property(term, moment, fc.integer({ min: -10, max: 10 }), (period, nowMs, off) => {
        const dueMs = dueBefore(period, nowMs);
        if (dueMs === null) throw new Error("a term that passes");
        const closedAtMs = dueMs + off * 3_600_000;
        if (closedAtMs < at("1978-01-01T00:00:00Z")) return;
        const classes = [
          { ...(defaultRetention.classes[0] as (typeof defaultRetention.classes)[0]), term: period },
        ];
        const kept = keepingOf({ classes }, { retention: "6.1.3", closedAtMs });
        if (kept.kept !== "until") throw new Error("kept until a day");
        // Destroyed from the day after the last one on.
        const isDue = startOfDay(addDays(kept.through, 1), legalTimeZone) <= nowMs;
        expect(isDue).toBe(closedAtMs < dueMs);
      }),
      { numRuns: 500 },
    );
  });
});

describe("retentionFaults", () => {
  const withTerm = (term: string | null, code = "6.1.3"): RetentionTable => ({
    ...defaultRetention,
    classes: defaultRetention.classes.map((one) => (one.class === code ? { ...one, term } : one)),
  });

  it("finds nothing wrong with the product's own table, whose terms are the list's", () => {
    expect(retentionFaults(defaultRetention, { used: ["6.1", "13.1"] })).toEqual([]);
    for (const { class: code, term } of defaultRetention.classes) expect(selectielijstTerm(code)).toBe(term);
  });

  it.each([
    ["P11M", "below_the_lawful_term"],
    ["P364D", "below_the_lawful_term"],
    ["P2Y1D", "above_the_lawful_term"],
    [null, "above_the_lawful_term"],
    ["P0D", "term_not_readable"],
  ])("refuses %s for what is kept a year", (term, fault) => {
    expect(retentionFaults(withTerm(term), { used: [] })).toMatchObject([{ fault, class: "6.1.3" }]);
  });

  it.each(["P1Y", "P365D", "P18M", "P2Y"])("takes %s for what is kept a year", (term) => {
    expect(retentionFaults(withTerm(term), { used: [] })).toEqual([]);
  });

  it("refuses to end what is kept forever, a class that no list has, one named twice, and one that is in use", () => {
    expect(retentionFaults(withTerm("P100Y", "19.1.18"), { used: [] })).toMatchObject([
      { fault: "below_the_lawful_term", class: "19.1.18", lawful: null },
    ]);
    const [first, ...rest] = defaultRetention.classes;
    if (!first) throw new Error("a class");
    const classes = (all: RetentionTable["classes"]) =>
      retentionFaults({ ...defaultRetention, classes: all }, { used: ["6.1"] }).map(({ fault }) => fault);
    expect(classes([...defaultRetention.classes, { ...first, class: "99.9" }])).toEqual(["not_in_the_list"]);
    expect(classes([...defaultRetention.classes, first])).toEqual(["class_named_twice"]);
    expect(classes(rest)).toEqual(["class_in_use"]);
    expect(classes(defaultRetention.classes.filter((one) => one.class !== "6.1"))).toEqual(["class_in_use"]);
  });
});
