import type { ConversationId, DeskId, Hours, MemberId } from "@eigenkanaal/protocol";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isOpen } from "./businessHours.js";
import type { Conversation } from "./conversation.js";
import { escalate, lookAgainMs, stageAt, type WaitRules } from "./escalation.js";
import { addOpenMinutesOver } from "./hoursOver.js";
import { type Lateness, onTime } from "./lateness.js";

const at = (iso: string) => Date.parse(iso);
const minuteMs = 60_000;
const weekdays = (opens: string, closes: string): Hours => ({
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens, closes })),
  exceptions: [{ date: "2026-12-25", spans: [] }],
});
const office = weekdays("08:30", "17:00");
const always: Hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, opens: "00:00", closes: "24:00" })),
  exceptions: [],
};
const never: Hours = { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] };

const desk = "00000000-0000-4000-8000-000000000002" as DeskId;
const other = "00000000-0000-4000-8000-000000000003" as DeskId;
const anna = "00000000-0000-4000-8000-00000000000a" as MemberId;

const rules = (over: Partial<WaitRules> = {}): WaitRules => ({
  normMinutes: 60,
  warnAtPercent: 75,
  hours: [{ fromMs: 0, hours: office }],
  overflow: { desk: other, hours: always },
  ...over,
});

describe("the moments of a wait", () => {
  const monday = { ...rules(), sinceMs: at("2026-11-23T16:30:00+01:00") };

  test("stand in open minutes: part of the norm, all of it, and as long after it as the warning was before", () => {
    const morning = { ...monday, sinceMs: at("2026-11-23T10:00:00+01:00") };
    expect(stageAt("warned", morning)).toBe(at("2026-11-23T10:45:00+01:00"));
    expect(stageAt("passed", morning)).toBe(at("2026-11-23T11:00:00+01:00"));
    expect(stageAt("offered", morning)).toBe(at("2026-11-23T11:15:00+01:00"));
    expect(stageAt("warned", monday)).toBe(at("2026-11-24T08:45:00+01:00"));
    expect(stageAt("passed", monday)).toBe(at("2026-11-24T09:00:00+01:00"));
  });

  test.each([
    ["winter", "2026-10-23T16:30:00+02:00", "2026-10-26T09:00:00+01:00"],
    ["summer", "2026-03-27T16:30:00+01:00", "2026-03-30T09:00:00+02:00"],
  ])("are those of the wall clock over the change to %s time", (_, since, passed) => {
    expect(stageAt("passed", { ...monday, sinceMs: at(since) })).toBe(at(passed));
  });

  test("go by the hours as they held at each moment, and as they are known to change", () => {
    const hours = [
      { fromMs: 0, hours: office },
      // From Tuesday on at ten, and from Wednesday on not at all.
      { fromMs: at("2026-11-24T00:00:00+01:00"), hours: weekdays("10:00", "17:00") },
      { fromMs: at("2026-11-25T00:00:00+01:00"), hours: never },
    ];
    expect(stageAt("passed", { ...monday, hours })).toBe(at("2026-11-24T10:30:00+01:00"));
    expect(stageAt("passed", { ...monday, hours, normMinutes: 600 })).toBeUndefined();
  });

  test("agree with a minute-by-minute count, whatever the hours and however often they change", () => {
    const span = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 10 }))
      .map(([from, long]) => {
        const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
        return { opens: clock(from), closes: clock(Math.min(24, from + long)) };
      });
    const hoursOf = fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), span), { maxLength: 6 }).map(
      (spans): Hours => ({
        timeZone: "Europe/Amsterdam",
        weekly: spans.map(([day, one]) => ({ day, ...one })),
        exceptions: [],
      }),
    );
    // Around both changes of the clock.
    const start = fc.constantFrom(
      at("2026-10-22T00:00:00Z"),
      at("2026-03-26T00:00:00Z"),
      at("2026-06-01T00:00:00Z"),
    );
    const days = 9;
    const scene = fc.record({
      ...{ startMs: start, sinceMinute: fc.integer({ min: 0, max: 1440 }) },
      ...{ minutes: fc.integer({ min: 1, max: 900 }), first: hoursOf },
      changes: fc.array(fc.tuple(fc.integer({ min: 1, max: 6 * 1440 }), hoursOf), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(scene, ({ startMs, sinceMinute, minutes, changes, first }) => {
        const sinceMs = startMs + sinceMinute * minuteMs;
        const hours = [
          { fromMs: 0, hours: first },
          ...changes
            .map(([minute, then]) => ({ fromMs: startMs + minute * minuteMs, hours: then }))
            .toSorted((one, next) => one.fromMs - next.fromMs),
        ];
        let open = 0;
        let counted: number | undefined;
        const endMs = startMs + days * 1440 * minuteMs;
        for (let ms = sinceMs; counted === undefined && ms < endMs; ms += minuteMs) {
          const now = hours.findLast(({ fromMs }) => fromMs <= ms);
          if (now && isOpen(now.hours, ms)) open += 1;
          if (open === minutes) counted = ms + minuteMs;
        }
        if (counted !== undefined) expect(addOpenMinutesOver(hours, sinceMs, minutes)).toBe(counted);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("what comes of a wait", () => {
  const since = at("2026-11-23T10:00:00+01:00");
  const waiting = (late: Lateness = onTime): Conversation => ({
    conversation: "00000000-0000-4000-8000-000000000001" as ConversationId,
    ...{ desk, topic: null, language: "nl", handling: { state: "waiting" }, handover: null, reader: null },
    ...{ labels: [], reopened: null, block: null },
    ...{ openedAtMs: since, waitingSinceMs: since, late, lastActivityAtMs: since },
    ...{ seq: { public: 1, internal: 0 }, citizenSeq: 1 },
  });
  const after = (minutes: number) => since + minutes * minuteMs;
  const look = (
    minutes: number,
    {
      late,
      over,
      internal = "none",
      conversation = waiting(late),
    }: {
      late?: Lateness;
      over?: Partial<WaitRules>;
      internal?: "begun" | "none";
      conversation?: Conversation;
    } = {},
  ) => {
    const found = escalate(conversation, { rules: rules(over), internal }, after(minutes));
    return { ...found, kinds: found.events.map(({ kind }) => kind) };
  };
  const stage = (at: NonNullable<Lateness["stage"]>, dueAtMs: number | null = null): Lateness => ({
    ...{ stage: at, dueAtMs },
    overflow: at === "offered" || at === "declined" ? other : null,
  });

  test("nothing before its moment; the gateway looks again by then, and every quarter of an hour", () => {
    expect(look(0)).toMatchObject({ late: { ...onTime, dueAtMs: since + lookAgainMs }, kinds: [] });
    expect(look(44)).toMatchObject({ late: { ...onTime, dueAtMs: after(45) }, kinds: [] });
  });

  test("a warning, an alert, an offer: each at its minute and once", () => {
    expect(look(45)).toMatchObject({ late: stage("warned", after(60)), kinds: ["norm_warned"] });
    expect(look(59, { late: stage("warned") })).toMatchObject({ kinds: [] });
    expect(look(60, { late: stage("warned") })).toMatchObject({
      late: stage("passed", after(75)),
      kinds: ["norm_passed"],
    });
    expect(look(75, { late: stage("passed") })).toMatchObject({
      late: stage("offered"),
      events: [{ kind: "overflow_offered", toDesk: other }],
    });
    for (const last of ["offered", "declined"] as const)
      expect(look(500, { late: stage(last) })).toMatchObject({ late: stage(last), kinds: [] });
  });

  test("what was overdue while no gateway ran comes in its order", () => {
    expect(look(100)).toMatchObject({
      late: stage("offered"),
      kinds: ["norm_warned", "norm_passed", "overflow_offered"],
    });
  });

  test("outside opening hours the clock stands still", () => {
    const evening = { ...waiting(), waitingSinceMs: at("2026-11-23T16:50:00+01:00") };
    expect(look(9 * 60, { conversation: evening }).kinds).toEqual([]);
    expect(look(22 * 60 + 29, { conversation: evening }).kinds).toEqual([]);
    // At 9:05 on Tuesday: ten minutes of Monday, thirty-five of today.
    expect(look(23 * 60 + 5, { conversation: evening }).kinds).toEqual(["norm_warned"]);
  });

  test("no offer once colleagues wrote among themselves: the alert is the last", () => {
    expect(look(100, { internal: "begun" })).toMatchObject({ late: stage("passed") });
  });

  test("no offer where no desk is set; one that is set later is offered to who waits already", () => {
    const { late, kinds } = look(100, { over: { overflow: null } });
    expect({ late, kinds }).toEqual({
      late: stage("passed", after(100) + lookAgainMs),
      kinds: ["norm_warned", "norm_passed"],
    });
    expect(look(115, { late })).toMatchObject({ late: stage("offered"), kinds: ["overflow_offered"] });
  });

  test("no offer while somebody has it, or while the other desk is closed: it is looked at again", () => {
    const handling = { state: "in_hand", assignee: anna, snooze: null } as const;
    const taken = { ...waiting(stage("passed")), handling };
    const again = stage("passed", after(100) + lookAgainMs);
    expect(look(100, { conversation: taken })).toMatchObject({ late: again, kinds: [] });
    const closed = { overflow: { desk: other, hours: never } };
    expect(look(100, { late: stage("passed"), over: closed })).toMatchObject({ late: again, kinds: [] });
  });

  test("while the other desk is closed it is looked at when that opens, and offered in that minute", () => {
    const over = { overflow: { desk: other, hours: weekdays("12:00", "17:00") } };
    const { late, kinds } = look(112, { late: stage("passed"), over });
    expect({ late, kinds }).toEqual({ late: stage("passed", after(120)), kinds: [] });
    expect(look(120, { late, over })).toMatchObject({ late: stage("offered"), kinds: ["overflow_offered"] });
  });

  test("nothing where nobody waits, nor where the desk is not known to open", () => {
    expect(look(100, { conversation: { ...waiting(stage("warned")), waitingSinceMs: null } })).toEqual({
      ...{ late: onTime, events: [], kinds: [] },
    });
    expect(look(100, { over: { hours: [] } })).toMatchObject({
      late: { ...onTime, dueAtMs: after(100) + lookAgainMs },
      kinds: [],
    });
  });
});
