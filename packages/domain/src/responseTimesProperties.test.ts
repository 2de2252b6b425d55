import type { DeskId, HoursSetting, Outcome, TopicId, Verdict } from "@eigenkanaal/protocol";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isOpen } from "./businessHours.js";
import type { RecordedEvent } from "./conversationCourse.js";
import { type FigureSettings, settingsThen } from "./figureSettings.js";
import { hoursBetween } from "./holidays.js";
import { openMsOver } from "./hoursOver.js";
import { type ConversationFigures, figuresOf, type Spent } from "./responseTimes.js";

/** What holds of the figures of any conversation, whatever happens in it and whatever the town sets. */

const minuteMs = 60_000;
const id = (digit: number) => `00000000-0000-4000-8000-00000000000${digit}`;
const desks = [1, 2, 3].map((digit) => id(digit) as DeskId);
const topics = [4, 5].map((digit) => id(digit) as TopicId);
const [firstDesk = id(1) as DeskId] = desks;

const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
const span = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 12 }))
  .map(([from, long]) => ({ opens: clock(from), closes: clock(Math.min(24, from + long)) }));
const hours: fc.Arbitrary<HoursSetting> = fc.record({
  timeZone: fc.constant("Europe/Amsterdam"),
  weekly: fc.array(
    fc.tuple(fc.integer({ min: 1, max: 7 }), span).map(([day, one]) => ({ day, ...one })),
    { maxLength: 9 },
  ),
  exceptions: fc.constant([]),
  holidays: fc.constant(["kings_day" as const]),
});

/** Around Koningsdag and both changes of the clock. */
const startMs = fc.constantFrom(
  ...["2026-03-27", "2026-04-25", "2026-10-23"].map((day) => Date.parse(`${day}T06:00:00Z`)),
);
const days = 5;
const laterMinute = fc.integer({ min: 0, max: days * 1440 });

/** Settings that hold from long ago, and changes within the days. */
const dated = <T>(one: fc.Arbitrary<T>) =>
  fc.tuple(one, fc.array(fc.tuple(laterMinute, one), { maxLength: 2 }));
const topicSetting = fc.record({
  desk: fc.constantFrom(...desks),
  hours: fc.option(hours),
  normMinutes: fc.integer({ min: 0, max: 900 }),
});

const kinds = [
  ...["citizen_message", "citizen_message", "agent_answer", "agent_answer", "internal_note", "taken"],
  ...["assigned", "returned", "transferred", "handed_back", "overflowed", "overflow_offered"],
  ...["closed", "reopened", "snoozed", "woken", "norm_passed", "verdict_given", "verdict_skipped"],
];
const happening = fc.record({
  kind: fc.constantFrom(...kinds),
  // Now and then a clock goes back.
  afterMinutes: fc.integer({ min: -30, max: 700 }),
  actor: fc.constantFrom("citizen", "agent", "gateway"),
  toDesk: fc.constantFrom(...desks),
  outcome: fc.constantFrom<Outcome>("answered", "left", "abandoned"),
  topic: fc.option(fc.constantFrom(...topics)),
  verdict: fc.constantFrom<Verdict>("yes", "partly", "no"),
});
const moving = ["transferred", "handed_back", "overflowed"];

type Scene = { settings: FigureSettings; events: RecordedEvent[] };
const scene: fc.Arbitrary<Scene> = fc
  .record({
    ...{ startMs, about: fc.option(fc.constantFrom(...topics)) },
    ofDesks: fc.tuple(dated(hours), dated(hours), dated(hours)),
    ofTopics: fc.tuple(dated(topicSetting), dated(topicSetting)),
    happenings: fc.array(happening, { maxLength: 12 }),
  })
  .map(({ startMs: beganMs, about, ofDesks, ofTopics, happenings }) => {
    const over = <T>([first, changes]: [T, [number, T][]]) => [
      { fromMs: 0, setting: first },
      ...changes
        .map(([minute, setting]) => ({ fromMs: beganMs + minute * minuteMs, setting }))
        .toSorted((one, next) => one.fromMs - next.fromMs),
    ];
    const empty = {
      ...{ outcome: null, language: null, campaign: null, begunAt: null, toDesk: null },
      verdict: null,
    };
    const events: RecordedEvent[] = [
      {
        ...{ ...empty, kind: "opened", atMs: beganMs, desk: firstDesk, actor: "citizen" },
        ...{ topic: about, begunAt: "chat" },
      },
    ];
    let [atMs, here] = [beganMs, firstDesk];
    for (const { kind, afterMinutes, actor, toDesk, outcome, topic, verdict } of happenings) {
      atMs += afterMinutes * minuteMs;
      const goes = moving.includes(kind) || kind === "overflow_offered";
      events.push({
        ...{ ...empty, kind, atMs, desk: here, toDesk: goes ? toDesk : null },
        actor: kind === "agent_answer" ? "agent" : (actor as RecordedEvent["actor"]),
        ...(kind === "closed" ? { outcome, topic } : { topic: null }),
        ...(kind === "verdict_given" && { verdict }),
      });
      if (moving.includes(kind)) here = toDesk;
    }
    return {
      settings: {
        desks: new Map(
          desks.map((desk, place) => [
            desk,
            over(ofDesks[place] ?? ofDesks[0]).map(({ fromMs, setting }) => ({ fromMs, hours: setting })),
          ]),
        ),
        topics: new Map(
          topics.map((topic, place) => [
            topic,
            over(ofTopics[place] ?? ofTopics[0]).map(({ fromMs, setting }) => ({ fromMs, ...setting })),
          ]),
        ),
      },
      events,
    };
  });

const computed = ({ settings, events }: Scene): ConversationFigures => {
  const found = figuresOf(events, settingsThen(settings));
  if (!found) throw new Error("no figures");
  return found;
};

test("nothing lasts less than nothing, nor is open for longer than it lasts", () => {
  fc.assert(
    fc.property(scene, (one) => {
      const { first, later, handling, resolution, askedMs, openedMs, closedMs } = computed(one);
      const all: (Spent | null)[] = [first, ...later, handling, resolution];
      for (const spent of all) {
        if (!spent) continue;
        expect(spent.openMs).toBeGreaterThanOrEqual(0);
        expect(spent.openMs).toBeLessThanOrEqual(spent.calendarMs);
        expect(Number.isInteger(spent.openMs) && Number.isInteger(spent.calendarMs)).toBe(true);
      }
      for (const answer of first ? [first, ...later] : [])
        expect(answer.calendarMs).toBe(answer.answeredMs - answer.askedMs);
      expect(askedMs ?? openedMs).toBeGreaterThanOrEqual(openedMs);
      expect(closedMs ?? openedMs).toBeGreaterThanOrEqual(openedMs);
    }),
    { numRuns: 150 },
  );
});

test("an answer by the moment at which the norm passes took no more open minutes, and one after it no fewer", () => {
  fc.assert(
    fc.property(scene, (one) => {
      const { first, normDueMs, normMinutes } = computed(one);
      if (!first) return;
      const isInTime = normDueMs === null || first.answeredMs <= normDueMs;
      if (isInTime) expect(first.openMs).toBeLessThanOrEqual(normMinutes * minuteMs);
      else expect(first.openMs).toBeGreaterThanOrEqual(normMinutes * minuteMs);
    }),
    { numRuns: 150 },
  );
});

test("open minutes are those that a count minute by minute finds, at the desk of that minute and by its hours of then", () => {
  fc.assert(
    fc.property(scene, ({ settings, events }) => {
      const { first } = computed({ settings, events });
      if (!first) return;
      const openAt = new Map<HoursSetting, (atMs: number) => boolean>();
      const opens = (set: HoursSetting) => {
        const year = hoursBetween(set, Date.parse("2026-01-01T00:00Z"), Date.parse("2026-12-31T00:00Z"));
        const known = openAt.get(set) ?? ((atMs: number) => isOpen(year, atMs));
        openAt.set(set, known);
        return known;
      };
      let counted = 0;
      for (let ms = first.askedMs; ms < first.answeredMs; ms += minuteMs) {
        let [desk, topic, latestMs] = [firstDesk, events[0]?.topic ?? null, 0];
        for (const event of events) {
          latestMs = Math.max(latestMs, event.atMs);
          if (latestMs > ms) break;
          if (moving.includes(event.kind) && event.toDesk) desk = event.toDesk;
          if (event.kind === "closed") topic = event.topic;
        }
        const about = topic && settings.topics.get(topic)?.findLast(({ fromMs }) => fromMs <= ms);
        const general = settings.desks.get(desk)?.findLast(({ fromMs }) => fromMs <= ms)?.hours;
        const set = (about && about.desk === desk ? about.hours : null) ?? general;
        if (set && opens(set)(ms)) counted += 1;
      }
      expect(first.openMs / minuteMs).toBe(counted);
    }),
    { numRuns: 40 },
  );
});

test("the pieces of a time are together the whole", () => {
  fc.assert(
    fc.property(scene, fc.tuple(laterMinute, laterMinute, laterMinute), ({ settings, events }, minutes) => {
      const [a = 0, b = 0, c = 0] = minutes.toSorted((one, next) => one - next);
      const beganMs = events[0]?.atMs ?? 0;
      const places = [{ fromMs: beganMs, desk: firstDesk, topic: null }];
      const along = settingsThen(settings).hoursAlong(places, { fromMs: beganMs, toMs: beganMs });
      const open = (from: number, to: number) =>
        openMsOver(along, beganMs + from * minuteMs, beganMs + to * minuteMs);
      expect(open(a, b) + open(b, c)).toBe(open(a, c));
    }),
    { numRuns: 100 },
  );
});

test("a verdict is the newest of what was said since it was closed, and there is none of what is open", () => {
  fc.assert(
    fc.property(scene, (one) => {
      const { verdict, closedMs } = computed(one);
      const telling = ["closed", "reopened", "verdict_given", "verdict_skipped"];
      const told = one.events.filter(({ kind }) => telling.includes(kind));
      // What was said before it was ever closed is of no closing.
      const since = told.slice(told.findLastIndex(({ kind }) => kind === "closed" || kind === "reopened"));
      const isClosed = since[0]?.kind === "closed";
      expect(closedMs !== null).toBe(isClosed);
      expect(verdict).toBe(isClosed ? (since.at(-1)?.verdict ?? null) : null);
    }),
    { numRuns: 150 },
  );
});

test("what comes after the first answer changes neither it nor when it was due", () => {
  fc.assert(
    fc.property(scene, ({ settings, events }) => {
      const whole = computed({ settings, events });
      if (!whole.first) return;
      const upTo = events.findIndex(
        (_, index) => computed({ settings, events: events.slice(0, index + 1) }).first !== null,
      );
      const then = computed({ settings, events: events.slice(0, upTo + 1) });
      expect(then).toMatchObject({
        ...{ first: whole.first, normDueMs: whole.normDueMs, normMinutes: whole.normMinutes },
        ...{ desk: whole.desk, openedOn: whole.openedOn, hourOfWeek: whole.hourOfWeek },
      });
    }),
    { numRuns: 100 },
  );
});
