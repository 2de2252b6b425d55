import type { MemberId, RetentionTable } from "@eigenkanaal/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilDateAt } from "./calendar.js";
import {
  approvableLists,
  approve,
  clockStands,
  decideDestruction,
  dueClasses,
  isProposalDue,
  permanentClasses,
} from "./destruction.js";
import { defaultRetention, keepingOf, legalTimeZone } from "./retention.js";

const at = Date.parse;
const nowMs = at("2028-03-01T10:00:00Z");
const item = { retention: "6.1.3", closedAtMs: at("2027-02-28T10:00:00Z") };
const found = { ...item, held: false, received: false };
const now = { table: defaultRetention, nowMs };

describe("decideDestruction", () => {
  it("destroys what is still as it was approved and due, and leaves out anything else by its reason", () => {
    expect(decideDestruction(item, found, now)).toEqual({ outcome: "destroy" });
    const whyNot = (other: Parameters<typeof decideDestruction>[1], at = now) =>
      decideDestruction(item, other, at);
    const leftOut = (why: string) => ({ outcome: "leave_out", why });
    expect(whyNot(null)).toEqual(leftOut("gone"));
    expect(whyNot({ ...found, closedAtMs: null, retention: null })).toEqual(leftOut("reopened"));
    expect(whyNot({ ...found, closedAtMs: item.closedAtMs + 1 })).toEqual(leftOut("reopened"));
    expect(whyNot({ ...found, retention: "6.1" })).toEqual(leftOut("class_changed"));
    expect(whyNot({ ...found, held: true })).toEqual(leftOut("held"));
    expect(whyNot(found, { ...now, nowMs: at("2028-02-28T22:59:59Z") })).toEqual(leftOut("not_due"));
    const longer: RetentionTable = {
      ...defaultRetention,
      classes: defaultRetention.classes.map((one) => (one.class === "6.1.3" ? { ...one, term: "P2Y" } : one)),
    };
    expect(whyNot(found, { table: longer, nowMs })).toEqual(leftOut("not_due"));
    const classes = defaultRetention.classes.filter((one) => one.class !== "6.1.3");
    expect(whyNot(found, { table: { ...defaultRetention, classes }, nowMs })).toEqual(leftOut("not_due"));
  });

  it("destroys what is kept forever only once an e-depot has it, as it was closed last", () => {
    const kept = { ...item, retention: "19.1.18" };
    const decided = (over: Partial<typeof found>) =>
      decideDestruction(kept, { ...found, ...kept, received: true, ...over }, now);
    expect(decided({})).toEqual({ outcome: "destroy" });
    expect(decided({ received: false })).toEqual({ outcome: "leave_out", why: "not_due" });
    expect(decided({ closedAtMs: item.closedAtMs + 1 })).toEqual({ outcome: "leave_out", why: "reopened" });
    expect(decided({ held: true })).toEqual({ outcome: "leave_out", why: "held" });
    // A receipt shortens no term.
    const young = { ...item, closedAtMs: nowMs };
    expect(decideDestruction(young, { ...found, ...young, received: true }, now)).toMatchObject({
      why: "not_due",
    });
  });

  it("destroys nothing whose last day has not passed, that is held, open, of another class, or kept forever without a receipt: whatever the rest", () => {
    const day = fc.integer({ min: at("2024-01-01"), max: at("2040-01-01") });
    const code = fc.constantFrom(...defaultRetention.classes.map((one) => one.class));
    fc.assert(
      fc.property(
        fc.record({
          listed: fc.record({ retention: code, closedAtMs: day }),
          other: fc.option(
            fc.record({
              retention: fc.option(code),
              closedAtMs: fc.option(day),
              held: fc.boolean(),
              received: fc.boolean(),
            }),
          ),
          unchanged: fc.boolean(),
          atMs: day,
        }),
        ({ listed, other, unchanged, atMs }) => {
          const standing = unchanged && other ? { ...other, ...listed } : other;
          const decided = decideDestruction(listed, standing, { table: defaultRetention, nowMs: atMs });
          const keeping = keepingOf(defaultRetention, listed);
          const passed =
            keeping.kept === "forever"
              ? standing?.received === true
              : keeping.kept === "until" && keeping.through < civilDateAt(atMs, legalTimeZone);
          const same =
            standing !== null &&
            standing.closedAtMs === listed.closedAtMs &&
            standing.retention === listed.retention;
          expect(decided.outcome === "destroy").toBe(same && !standing.held && passed);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("dueClasses", () => {
  it("leaves out what is kept forever", () => {
    const due = dueClasses(defaultRetention, nowMs).map(({ retention }) => retention);
    expect(due).toContain("6.1.3");
    expect(due).not.toContain("19.1.18");
    expect(permanentClasses(defaultRetention)).toEqual(["19.1.18"]);
  });
});

describe("a proposal", () => {
  it("is due once a day of the Netherlands", () => {
    expect(isProposalDue(null, nowMs)).toBe(true);
    expect(isProposalDue(at("2028-02-29T22:59:59Z"), nowMs)).toBe(true);
    expect(isProposalDue(at("2028-02-29T23:00:00Z"), nowMs)).toBe(false);
  });

  it("is believed only of a clock that never told a later time, but for a minute", () => {
    expect(clockStands(nowMs, null)).toBe(true);
    expect(clockStands(nowMs, nowMs)).toBe(true);
    expect(clockStands(nowMs, nowMs + 60_000)).toBe(true);
    expect(clockStands(nowMs, nowMs + 60_001)).toBe(false);
  });
});

describe("approve", () => {
  const [anna, bram, chris] = ["anna", "bram", "chris"] as [MemberId, MemberId, MemberId];
  const list = { state: "proposed", proposedBy: null, needed: 2, approvedBy: [] } as const;
  it("takes as many different officers as the list needs", () => {
    expect(approve(list, anna)).toEqual({ outcome: "approved", state: "proposed" });
    expect(approve({ ...list, approvedBy: [anna] }, bram)).toEqual({
      outcome: "approved",
      state: "approved",
    });
    expect(approve({ ...list, needed: 1 }, anna)).toEqual({ outcome: "approved", state: "approved" });
  });

  it("refuses the same officer twice, who asked for it, and what waits for nobody", () => {
    const refused = (code: string) => ({ outcome: "refused", code });
    expect(approve({ ...list, approvedBy: [anna] }, anna)).toEqual(refused("already_approved"));
    expect(approve({ ...list, proposedBy: anna }, anna)).toEqual(refused("own_list"));
    expect(approve({ ...list, proposedBy: anna }, bram)).toMatchObject({ outcome: "approved" });
    for (const state of ["approved", "done", "withdrawn"] as const)
      expect(approve({ ...list, state, approvedBy: [anna, bram] }, chris)).toEqual(refused("list_ended"));
  });
});

describe("approvableLists", () => {
  const officers = ["anna", "bram", "chris"] as MemberId[];
  /** Whether these officers bring a list to its approval, each of them trying. */
  const passes = (list: { proposedBy: MemberId | null; needed: number }, all: readonly MemberId[]) => {
    const approvedBy: MemberId[] = [];
    for (const by of all) {
      const decision = approve({ ...list, state: "proposed", approvedBy }, by);
      if (decision.outcome === "approved" && decision.state === "approved") return true;
      if (decision.outcome === "approved") approvedBy.push(by);
    }
    return false;
  };

  it("says what approvals then come to: two officers pass the daily list and none that one of them asked for", () => {
    for (const needed of [1, 2])
      for (const count of [1, 2, 3]) {
        const all = officers.slice(0, count);
        const asked = passes({ proposedBy: all[0] ?? null, needed }, all);
        const daily = passes({ proposedBy: null, needed }, all);
        const expected = asked ? "all" : daily ? "daily" : "none";
        expect([needed, count, approvableLists({ officers: count, needed })]).toEqual([
          needed,
          count,
          expected,
        ]);
      }
    expect(approvableLists({ officers: 2, needed: 2 })).toBe("daily");
    expect(approvableLists({ officers: 3, needed: 2 })).toBe("all");
    expect(approvableLists({ officers: 1, needed: 2 })).toBe("none");
  });
});
