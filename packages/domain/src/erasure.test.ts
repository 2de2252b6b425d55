import type { Outcome, RetentionCode } from "@eigenkanaal/protocol";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { civilDateAt } from "./calendar.js";
import type { Handling } from "./conversation.js";
import { decideErasure, isSameRefusal } from "./erasure.js";
import { defaultRetention, keepingOf, legalTimeZone } from "./retention.js";

const at = Date.parse;
const now = { table: defaultRetention, nowMs: at("2028-03-01T10:00:00Z") };
const closed = (
  closedAt: string,
  retention: RetentionCode = "6.1.3",
  outcome: Outcome = "answered",
): Handling => ({
  ...{ state: "closed", closedAtMs: at(closedAt), outcome, had: null, registered: { retention, card: null } },
  verdict: null,
});
const answered = { handling: closed("2027-06-01T10:00:00Z"), held: false, takenUp: true };
const refused = { outcome: "refused", class: null, through: null };

describe("decideErasure", () => {
  it("honours what nobody of the town took up, waiting or left by its citizen", () => {
    const honoured = { outcome: "honoured", ground: "not_taken_up" };
    const untouched = { ...answered, takenUp: false };
    expect(decideErasure({ ...untouched, handling: { state: "waiting" } }, now)).toEqual(honoured);
    const left = closed("2028-02-29T10:00:00Z", "6.3", "left");
    expect(decideErasure({ ...untouched, handling: left }, now)).toEqual(honoured);
    // Colleagues had the same one: it is kept as its class says.
    expect(decideErasure({ ...answered, handling: left }, now)).toMatchObject({ outcome: "refused" });
  });

  it("refuses what colleagues deal with, before it is known how long it is kept", () => {
    for (const handling of [
      { state: "waiting" },
      { state: "in_hand", assignee: "a", snooze: null },
    ] as Handling[])
      expect(decideErasure({ ...answered, handling }, now)).toEqual({ ...refused, ground: "in_hand" });
  });

  it("refuses what is registered until its last day has passed, with class and day, and honours it from then on", () => {
    const handling = closed("2027-03-01T10:00:00Z");
    const kept = { ...refused, ground: "term", class: "6.1.3", through: "2028-03-01" };
    expect(decideErasure({ ...answered, handling }, now)).toEqual(kept);
    const last = { ...now, nowMs: at("2028-03-01T22:59:59Z") };
    expect(decideErasure({ ...answered, handling }, last)).toEqual(kept);
    const passed = { ...now, nowMs: at("2028-03-01T23:00:00Z") };
    expect(decideErasure({ ...answered, handling }, passed)).toEqual({
      outcome: "honoured",
      ground: "term_passed",
    });
  });

  it("refuses for good what is kept forever, and what the table has no term of", () => {
    const long = (retention: RetentionCode) => ({
      ...answered,
      handling: closed("1990-01-01T10:00:00Z", retention),
    });
    expect(decideErasure(long("19.1.18"), now)).toEqual({ ...refused, ground: "forever", class: "19.1.18" });
    expect(decideErasure(long("1.2.3"), now)).toEqual({ ...refused, ground: "no_term", class: "1.2.3" });
  });

  it("refuses all that is held, and tells nothing but that", () => {
    const handlings: Handling[] = [{ state: "waiting" }, closed("1990-01-01T10:00:00Z"), answered.handling];
    for (const handling of handlings)
      for (const takenUp of [true, false])
        expect(decideErasure({ handling, takenUp, held: true }, now)).toEqual({ ...refused, ground: "held" });
  });

  it("erases nothing that was taken up before its term has passed, whatever the rest", () => {
    const moment = fc.integer({ min: at("2024-01-01"), max: at("2040-01-01") });
    const code = fc.constantFrom(...defaultRetention.classes.map((one) => one.class), "1.2.3");
    fc.assert(
      fc.property(
        fc.record({ closedAtMs: moment, retention: code, nowMs: moment, held: fc.boolean() }),
        ({ closedAtMs, retention, nowMs, held }) => {
          const handling: Handling = {
            ...{ state: "closed", outcome: "answered", had: null, closedAtMs },
            registered: { retention, card: null },
            verdict: null,
          };
          const decided = decideErasure({ handling, held, takenUp: true }, { ...now, nowMs });
          const keeping = keepingOf(defaultRetention, { retention, closedAtMs });
          const passed = keeping.kept === "until" && keeping.through < civilDateAt(nowMs, legalTimeZone);
          expect(decided.outcome === "honoured").toBe(passed && !held);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe("isSameRefusal", () => {
  const kept = {
    ...refused,
    outcome: "refused",
    ground: "term",
    class: "6.1.3",
    through: "2028-03-01",
  } as const;
  it("is the same for the same ground, class and day, and for nothing else", () => {
    expect(isSameRefusal(kept, { ...kept })).toBe(true);
    expect(isSameRefusal(kept, { ...kept, through: "2028-03-02" })).toBe(false);
    expect(isSameRefusal(kept, { ...kept, class: "6.1" })).toBe(false);
    expect(isSameRefusal(kept, { ...kept, ground: "no_term" })).toBe(false);
    expect(isSameRefusal(kept, { outcome: "honoured", ground: "term_passed" })).toBe(false);
  });
});
