import type { CampaignCode, DeskId, HoursSetting, Outcome, TopicId, Verdict } from "@eigenkanaal/protocol";
import { describe, expect, test } from "vitest";
import type { RecordedEvent } from "./conversationCourse.js";
import { settingsThen } from "./figureSettings.js";
import { figuresOf, type Spent } from "./responseTimes.js";

/** Every figure here was worked out by hand; how stands beside it. Monday is 23 November 2026. */

const summers: Record<string, [from: string, to: string]> = {
  "2025": ["2025-03-30", "2025-10-26"],
  "2026": ["2026-03-29", "2026-10-25"],
  "2027": ["2027-03-28", "2027-10-31"],
};
const [mon, tue, wed, thu, fri, sat, sun, next] = [23, 24, 25, 26, 27, 28, 29, 30].map(
  (day) => `2026-11-${day}`,
);
const dates: Record<string, string | undefined> = { mon, tue, wed, thu, fri, sat, sun, next };
/**
 * A Dutch wall clock, `2026-11-23 10:00` or `mon 10:00`, `next` being the Monday after; in the hour that comes twice the first,
 * and the second with `*` behind it.
 */
const at = (clock: string): number => {
  const [day = "", time = ""] = clock.replace("*", "").split(" ");
  const date = dates[day] ?? day;
  const [from, to] = summers[date.slice(0, 4)] ?? ["", ""];
  const isSummer =
    (date > from && date < to) || (date === from && time >= "03:00") || (date === to && time < "03:00");
  return Date.parse(`${date}T${time}${isSummer && !clock.endsWith("*") ? "+02:00" : "+01:00"}`);
};

const named = <T>(of: Record<string, T>, name: string): T => {
  const found = of[name];
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
};

const id = (digit: string) => `00000000-0000-4000-8000-00000000000${digit}`;
const span = (days: number[], opens: string, closes: string) => days.map((day) => ({ day, opens, closes }));
const weekdays = [1, 2, 3, 4, 5];
const daily = [1, 2, 3, 4, 5, 6, 7];
const hours = (
  weekly: HoursSetting["weekly"],
  exceptions: HoursSetting["exceptions"] = [],
): HoursSetting => ({
  ...{ timeZone: "Europe/Amsterdam", weekly, exceptions },
  holidays: [
    ...(["new_years_day", "easter_monday", "kings_day", "ascension_day", "whit_monday"] as const),
    ...(["christmas_day", "boxing_day"] as const),
  ],
});
const office = hours(span(weekdays, "08:30", "17:00"));
const shut = hours([]);
const only = (...days: string[]) =>
  hours(
    [],
    days.map((date) => ({ date, spans: [{ opens: "10:00", closes: "11:00" }] })),
  );

/** What each desk had set, from when on. */
const desks: Record<string, [from: string, HoursSetting][]> = {
  office: [["2020-01-01 00:00", office]],
  evening: [["2020-01-01 00:00", hours([...office.weekly, ...span([4], "18:00", "20:00")])]],
  lunch: [
    ["2020-01-01 00:00", hours([...span(weekdays, "09:00", "12:00"), ...span(weekdays, "13:00", "17:00")])],
  ],
  daily: [["2020-01-01 00:00", hours(span(daily, "09:00", "17:00"))]],
  night: [["2020-01-01 00:00", hours(span([7], "01:00", "04:00"))]],
  always: [["2020-01-01 00:00", hours(span(daily, "00:00", "24:00"))]],
  shut: [["2020-01-01 00:00", shut]],
  halfHour: [
    ["2020-01-01 00:00", hours([], [{ date: "2026-11-25", spans: [{ opens: "10:00", closes: "10:30" }] }])],
  ],
  season: [["2020-01-01 00:00", only("2026-06-01", "2026-09-15")]],
  closesTuesday: [
    ["2020-01-01 00:00", office],
    ["2026-11-24 12:00", shut],
  ],
  longerTuesday: [
    ["2020-01-01 00:00", office],
    ["2026-11-24 00:00", hours(span(weekdays, "07:00", "21:00"))],
  ],
  laterTuesday: [
    ["2020-01-01 00:00", office],
    ["2026-11-24 10:00", hours(span(weekdays, "13:00", "17:00"))],
  ],
  beginsTuesday: [["2026-11-24 09:00", office]],
  nothing: [],
};
const deskNames = Object.keys(desks);
const deskId = (name: string) => id(named(desks, name) && deskNames.indexOf(name).toString(16)) as DeskId;

/** Each topic: of which desk, its own hours if any, its norm, from when on. */
const topics: Record<string, [from: string, hours: HoursSetting | null, normMinutes: number][]> = {
  evenings: [["2020-01-01 00:00", hours(span(weekdays, "18:00", "22:00")), 60]],
  twoHours: [["2020-01-01 00:00", null, 120]],
  twoDays: [["2020-01-01 00:00", null, 1020]],
  atOnce: [["2020-01-01 00:00", null, 0]],
  stricterTuesday: [
    ["2020-01-01 00:00", null, 60],
    ["2026-11-24 00:00", null, 30],
  ],
};
const topicNames = Object.keys(topics);
const topicId = (name: string) => id(named(topics, name) && topicNames.indexOf(name).toString(16)) as TopicId;

const settings = settingsThen({
  desks: new Map(
    deskNames.map((name) => [
      deskId(name),
      (desks[name] ?? []).map(([from, set]) => ({ fromMs: at(from), hours: set })),
    ]),
  ),
  topics: new Map(
    topicNames.map((name) => [
      topicId(name),
      (topics[name] ?? []).map(([from, own, normMinutes]) => ({
        ...{ fromMs: at(from), desk: deskId("office"), hours: own, normMinutes },
      })),
    ]),
  ),
});

type Said = Pick<RecordedEvent, "kind" | "actor"> & Partial<RecordedEvent>;
const to = (kind: string, actor: RecordedEvent["actor"]) => (desk: string) =>
  ({ kind, actor, toDesk: deskId(desk) }) satisfies Said;
/** What happens, in one word, with a desk, an outcome or a topic behind it. */
const words: Record<string, (of: string, more: string) => Said> = {
  asks: () => ({ kind: "citizen_message", actor: "citizen" }),
  answers: () => ({ kind: "agent_answer", actor: "agent" }),
  says: () => ({ kind: "agent_answer", actor: "gateway" }),
  notes: () => ({ kind: "internal_note", actor: "agent" }),
  publishes: () => ({ kind: "epoch_published", actor: "agent" }),
  labels: () => ({ kind: "labelled", actor: "agent" }),
  warns: () => ({ kind: "norm_warned", actor: "gateway" }),
  takes: () => ({ kind: "taken", actor: "agent" }),
  assigns: () => ({ kind: "assigned", actor: "gateway" }),
  loses: () => ({ kind: "returned", actor: "gateway" }),
  snoozes: () => ({ kind: "snoozed", actor: "agent" }),
  wakes: () => ({ kind: "woken", actor: "gateway" }),
  moves: to("transferred", "agent"),
  back: to("handed_back", "agent"),
  chooses: to("overflowed", "citizen"),
  offers: to("overflow_offered", "gateway"),
  declines: () => ({ kind: "overflow_declined", actor: "citizen" }),
  returns: () => ({ kind: "reopened", actor: "citizen" }),
  "goes-on": () => ({ kind: "reopened", actor: "agent" }),
  judges: (verdict) => ({ kind: "verdict_given", actor: "citizen", verdict: verdict as Verdict }),
  skips: () => ({ kind: "verdict_skipped", actor: "citizen" }),
  closes: (outcome, topic) => ({
    kind: "closed",
    actor: outcome === "left" ? "citizen" : outcome === "abandoned" ? "gateway" : "agent",
    outcome: outcome as Outcome,
    topic: topic ? topicId(topic) : null,
  }),
};
const empty = {
  ...{ toDesk: null, outcome: null, topic: null, language: null, campaign: null, begunAt: null },
  verdict: null,
};
/** The kinds with which it is at another desk. */
const isMove = ({ kind }: Said) => ["transferred", "handed_back", "overflowed"].includes(kind);

type Began = { about?: string | undefined; begunAt?: "chat" | "counter"; opens?: string | undefined };
/** The figures of a conversation: the desk at which it began, and a line for each event. The first opens it too. */
const figures = (desk: string, lines: string[], { about, begunAt = "chat", opens }: Began = {}) => {
  const clock = (line: string) => line.split(" ").slice(0, 2).join(" ");
  const opened: RecordedEvent = {
    ...{ ...empty, kind: "opened", actor: "citizen", desk: deskId(desk), begunAt, language: "nl" },
    ...{ topic: about === undefined ? null : topicId(about), campaign: "poster" as CampaignCode },
    atMs: at(opens ?? clock(lines[0] ?? "")),
  };
  let here = deskId(desk);
  const events = lines.map((line): RecordedEvent => {
    const [, , word = "", of = "", more = ""] = line.split(" ");
    const said = named(words, word)(of, more);
    const event = { ...empty, desk: here, atMs: at(clock(line)), ...said };
    if (isMove(said)) here = said.toDesk ?? here;
    return event;
  });
  const found = figuresOf([opened, ...events], settings);
  if (!found) throw new Error("no figures");
  return found;
};

/** `20`, `10s` or `929m50s`, in ms. */
const durationMs = (text: string) => {
  const [, minutes = 0, seconds = 0] = /^(?:(\d+(?:\.\d+)?)(?:m|$))?(?:(\d+)s)?$/.exec(text) ?? [];
  return Number(minutes) * 60_000 + Number(seconds) * 1000;
};
const spent = (text: string): Spent => {
  const [open = "", calendar = ""] = text.split("/");
  return { openMs: durationMs(open), calendarMs: durationMs(calendar) };
};
const or = <T>(text: string, read: (text: string) => T) => (text === "none" ? null : read(text));
/** What a table says of figures: open and calendar minutes as `20/950`, a moment as a clock, `none`. */
const fields: Record<string, (text: string) => object> = {
  first: (text) => ({ first: or(text, (of) => expect.objectContaining(spent(of))) }),
  due: (text) => ({ normDueMs: or(text, at) }),
  later: (text) => ({
    later: or(text, (all) => all.split(" ").map((of) => expect.objectContaining(spent(of)))) ?? [],
  }),
  handling: (text) => ({ handling: spent(text) }),
  resolution: (text) => ({ resolution: or(text, spent) }),
  closed: (text) => ({ closedMs: or(text, at) }),
  desk: (text) => ({ desk: deskId(text) }),
  topic: (text) => ({ topic: topicId(text) }),
  abandoned: (text) => ({ abandoned: text === "true" }),
  verdict: (text) => ({ verdict: or(text, (of) => of) }),
  reopened: (text) => ({ reopened: Number(text) }),
  transfers: (text) => ({ transfers: Number(text) }),
  norm: (text) => ({ normMinutes: Number(text) }),
};

/** The pairs of a part of a row, as `first 20/950; due tue 09:20`. */
const pairs = (text = "") =>
  text.split("; ").flatMap((pair) => {
    const [key = "", ...value] = pair.split(" ");
    return key === "" ? [] : [[key, value.join(" ")] as const];
  });
const began = (text = ""): Began => {
  const { about, begunAt, opens } = Object.fromEntries(pairs(text));
  return { about, opens, begunAt: begunAt === "counter" ? "counter" : "chat" };
};
/** Rows of title, desk, events, figures, and how it began; a line with # says how they were worked out. */
const holds = (table: string) => {
  const rows = table
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.split(" | "));
  test.each(rows.map((row) => ({ title: row[0], row })))(
    "$title",
    ({ row: [, desk = "", lines = "", ...row] }) => {
      const [expected, how] = row;
      const all = pairs(expected).map(([key, value]) => named(fields, key)(value));
      expect(all.length).toBeGreaterThan(0);
      expect(figures(desk, lines.split(", "), began(how))).toMatchObject(Object.assign({}, ...all));
    },
  );
};

describe("the first answer, in open minutes and by the calendar", () => {
  holds(`
    within a morning | office | mon 10:00 asks, mon 10:20 answers | first 20/20; due mon 11:00
    # 10 before 17:00, 10 after 8:30; of the norm 50 are left for Tuesday.
    over closing time | office | mon 16:50 asks, tue 08:40 answers | first 20/950; due tue 09:20
    asked before opening | office | mon 07:00 asks, mon 08:45 answers | first 15/105; due mon 09:30
    # Ten seconds, all of them closed.
    seconds before opening | office | mon 08:29:45 asks, mon 08:29:55 answers | first 0/10s; due mon 09:30
    across opening | office | mon 08:29:30 asks, mon 08:30:30 answers | first 0.5/1; due mon 09:30
    # 30 seconds of the norm before closing.
    seconds after closing | office | mon 16:59:30 asks, mon 17:00:30 answers | first 0.5/1; due tue 09:29:30
    # 17:00:10 to 8:30 is 15 h 29 min 50 s.
    at the very opening | office | mon 17:00:10 asks, tue 08:30 answers | first 0/929m50s; due tue 09:30
    at the very closing, which is in time | office | mon 16:00 asks, mon 17:00 answers | first 60/60; due mon 17:00
    after closing, when the norm had passed with it | office | mon 16:00 asks, mon 17:30 answers | first 60/90; due mon 17:00
    # 30 + 30; Friday 16:30 to Monday 9:00 is 64.5 h.
    over a weekend | office | fri 16:30 asks, next 09:00 answers | first 60/3870; due next 09:00
    # Saturday noon to Monday 8:31 is 44 h 31 min.
    asked on a Saturday | office | sat 12:00 asks, next 08:31 answers | first 1/2671; due next 09:30
    # 10 on Friday; to Sunday 20:00 it is 51 h 10 min.
    answered on a Sunday | office | fri 16:50 asks, sun 20:00 answers | first 10/3070; due next 09:20
    # Five days of 8.5 hours.
    a week later | office | mon 08:30 asks, next 08:30 answers | first 2550/10080
    # To 17:00, from 18:00 on.
    into an evening opening | evening | thu 16:30 asks, thu 18:30 answers | first 60/120; due thu 18:30
    on an evening without one | evening | wed 16:30 asks, thu 08:45 answers | first 45/975; due thu 09:00
    # 10 before 20:00, 10 after 8:30.
    from an evening opening to the morning | evening | thu 19:50 asks, fri 08:40 answers | first 20/770; due fri 09:20
    between closing and the evening opening | evening | thu 17:15 asks, thu 17:45 answers | first 0/30; due thu 19:00
    over a lunch break | lunch | mon 11:50 asks, mon 13:10 answers | first 20/80; due mon 13:50
    asked in a lunch break | lunch | mon 12:15 asks, mon 13:00 answers | first 0/45; due mon 14:00
    answered in a lunch break | lunch | mon 11:30 asks, mon 12:20 answers | first 30/50; due mon 13:30
    # 30 + 240 + 15.
    over a lunch break and a night | lunch | mon 11:30 asks, tue 09:15 answers | first 285/1305; due mon 13:30
    at a desk that is always open | always | sat 23:30 asks, sun 00:45 answers | first 75/75; due sun 00:30
    at a desk without hours | shut | mon 10:00 asks, tue 10:00 answers | first 0/1440; due none
    at a desk that has set nothing | nothing | mon 10:00 asks, tue 10:00 answers | first 0/1440; due none
    # Wednesday 10:00 to 10:20; half an hour is all that it ever opens, the norm is one.
    at a desk that does not open long enough | halfHour | mon 10:00 asks, wed 10:20 answers | first 20/2900; due none
    # 30 on 1 June, 15 on 15 September; 106 days less a quarter. So far ahead nobody knows when the norm passes.
    over more closed days than anybody looks ahead | season | 2026-06-01 10:30 asks, 2026-09-15 10:15 answers | first 45/152625; due none
    not given | office | mon 10:00 asks | first none; due mon 11:00; closed none; later none
  `);
});

describe("holidays and both changes of the clock", () => {
  holds(`
    # Koningsdag 2026 is a Monday: 30 on Friday, 30 on Tuesday; four days less 7.5 h.
    over Koningsdag | office | 2026-04-24 16:30 asks, 2026-04-28 09:00 answers | first 60/5310; due 2026-04-28 09:00
    on Koningsdag | office | 2026-04-27 10:00 asks, 2026-04-27 11:00 answers | first 0/60; due 2026-04-28 09:30
    # In 2025 the 27th is a Sunday, so Saturday the 26th; on Sunday 9:00 to 10:00.
    over Koningsdag on the 26th | daily | 2025-04-26 10:00 asks, 2025-04-27 10:00 answers | first 60/1440; due 2025-04-27 10:00
    # 30 on Thursday, 510 on Good Friday, which this town does not keep, 30 on Tuesday.
    over Easter | office | 2026-04-02 16:30 asks, 2026-04-07 09:00 answers | first 570/6750
    over Ascension Day | office | 2026-05-13 16:00 asks, 2026-05-15 09:30 answers | first 120/2490
    over Whit Monday | office | 2026-05-22 16:45 asks, 2026-05-26 08:45 answers | first 30/5280; due 2026-05-26 09:15
    on a holiday that the town does not keep | office | 2026-05-05 10:00 asks, 2026-05-05 10:30 answers | first 30/30
    # Thursday 60; Friday the 25th closed, a weekend; Monday 60.
    over Christmas | office | 2026-12-24 16:00 asks, 2026-12-28 09:30 answers | first 120/5370; due 2026-12-24 17:00
    over New Year | office | 2026-12-31 16:30 asks, 2027-01-04 09:00 answers | first 60/5310; due 2027-01-04 09:00
    # An hour of the weekend is not there: 64.5 - 1.
    over the weekend in which summer time begins | office | 2026-03-27 16:30 asks, 2026-03-30 09:00 answers | first 60/3810; due 2026-03-30 09:00
    over the weekend in which it ends | office | 2026-10-23 16:30 asks, 2026-10-26 09:00 answers | first 60/3930; due 2026-10-26 09:00
    # 23:00 to 5:00, less the hour from 2 to 3.
    always open, in the short night | always | 2026-03-28 23:00 asks, 2026-03-29 05:00 answers | first 300/300; due 2026-03-29 00:00
    always open, in the long night | always | 2026-10-24 23:00 asks, 2026-10-25 05:00 answers | first 420/420; due 2026-10-25 00:00
    # Open from 1 to 2 and from 3 to 4.
    open over the hour that is not there | night | 2026-03-28 20:00 asks, 2026-03-29 05:00 answers | first 120/480; due 2026-03-29 03:00
    # From 1 to 4 are four hours.
    open over the hour that comes twice | night | 2026-10-24 20:00 asks, 2026-10-25 05:00 answers | first 240/600; due 2026-10-25 02:00
    from the first 2:30 to the second 2:10 | always | 2026-10-25 02:30 asks, 2026-10-25 02:10* answers | first 40/40; due 2026-10-25 02:30*
    from 1:50 to 3:05 in the short night | always | 2026-03-29 01:50 asks, 2026-03-29 03:05 answers | first 15/15; due 2026-03-29 03:50
  `);
});

describe("settings that change in the middle of a wait", () => {
  holds(`
    # 30 on Monday, 8:30 to 12:00 on Tuesday.
    the desk closes for good | closesTuesday | mon 16:30 asks, wed 10:00 answers | first 240/2490; due tue 09:00
    the desk closes for good before the norm | closesTuesday | tue 11:30 asks, wed 10:00 answers | first 30/1350; due none
    the desk opens longer from the next day on | longerTuesday | mon 16:30 asks, tue 07:30 answers | first 60/900; due tue 07:30
    # Closed from 10:00, when the other hours begin, until 13:00.
    the desk opens later from that moment on | laterTuesday | tue 09:30 asks, tue 13:30 answers | first 60/240; due tue 13:30
    the desk has hours from that moment on | beginsTuesday | tue 08:30 asks, tue 09:20 answers | first 20/50; due tue 10:00
    the norm is stricter from the next day on, and not for who waits | office | mon 16:30 asks, tue 09:00 answers | first 60/990; norm 60; due tue 09:00 | about stricterTuesday
    the norm was made stricter before they asked | office | tue 10:00 asks, tue 10:20 answers | norm 30; due tue 10:30 | about stricterTuesday
    a longer norm | office | mon 10:00 asks, mon 11:30 answers | first 90/90; due mon 12:00 | about twoHours
    # Two days of 510.
    a norm of days | office | mon 10:00 asks | first none; due wed 10:00 | about twoDays
    a norm of zero, and an answer at once | office | mon 10:00 asks, mon 10:00 answers | first 0/0; due mon 10:00 | about atOnce
    a norm of zero, and an answer after a minute | office | mon 10:00 asks, mon 10:01 answers | first 1/1; due mon 10:00 | about atOnce
    a topic's own hours go before the desk's | office | mon 17:30 asks, mon 18:20 answers | first 20/50; due mon 19:00 | about evenings
    # 18:30 to 18:45 by the topic's, then 8:30 to 8:40 by the other desk's.
    a topic's own hours are of its own desk | office | mon 18:30 asks, mon 18:45 moves evening, tue 08:40 answers | first 25/850; due tue 09:15 | about evenings
  `);
});

describe("desks with other hours", () => {
  holds(`
    # 15 at the one, 15 + 30 at the other.
    handed over before closing | office | thu 16:30 asks, thu 16:45 moves evening, thu 18:30 answers | first 60/120; due thu 18:30; transfers 1; desk evening
    handed over while the first is closed | office | thu 16:30 asks, thu 17:30 moves evening, thu 18:15 answers | first 45/105; due thu 18:30
    # 18:00 to 18:10, then 8:30 to 8:40.
    handed over to one that is closed | evening | thu 17:50 asks, thu 18:10 moves office, fri 08:40 answers | first 20/890; due fri 09:20
    # 11:50 to 12:10, then from 13:00.
    handed over in the other's lunch break | office | mon 11:50 asks, mon 12:10 moves lunch, mon 13:05 answers | first 25/75; due mon 13:40
    there and back | office | mon 10:00 asks, mon 10:10 moves evening, mon 10:20 back office, mon 10:30 answers | first 30/30; transfers 2
    # 15, then nothing, then 5; 45 of the norm are left at 15:00.
    to a desk without hours and back | office | mon 10:00 asks, mon 10:15 moves shut, mon 15:00 back office, mon 15:05 answers | first 20/305; due mon 15:45
    # 10 + 140; the norm is full at 16:40 + 50.
    the other desk that the citizen chose | office | mon 16:30 asks, mon 16:40 chooses always, mon 19:00 answers | first 150/150; due mon 17:30; transfers 1
    another desk that was offered and declined | office | mon 16:30 asks, mon 16:35 offers always, mon 16:40 declines, tue 08:40 answers | first 40/970; transfers 0
    given to a colleague of the same desk | office | mon 10:00 asks, mon 10:05 moves office, mon 10:20 answers | first 20/20; transfers 0
    # 5 on Monday and 55 on Tuesday, wherever it has gone by then.
    handed over after the answer | office | mon 16:55 asks, mon 16:58 answers, mon 16:59 moves shut | first 3/3; due tue 09:25; transfers 1; desk office
    handed over and not answered: of the desk that has it | office | mon 10:00 asks, mon 10:15 moves evening | first none; due mon 11:00; desk evening
  `);
});

describe("what closes, goes on and is given up", () => {
  holds(`
    left before the norm | office | mon 10:00 asks, mon 10:30 closes left | abandoned true; first none; due mon 11:00; closed mon 10:30; resolution 30/30
    # 420 on Monday, 90 on Tuesday.
    given up by rule after the norm | office | mon 10:00 asks, tue 10:00 closes abandoned | abandoned true; due mon 11:00; closed tue 10:00; resolution 510/1440
    closed by a colleague without an answer | office | mon 10:00 asks, mon 10:30 closes no_answer | abandoned false; first none; closed mon 10:30
    left with an answer | office | mon 10:00 asks, mon 10:10 answers, mon 10:30 closes left | abandoned false; first 10/10
    # 420 on Monday and 40 on Tuesday: since the first message.
    left, come back and answered | office | mon 10:00 asks, mon 10:05 closes left, tue 09:00 returns, tue 09:00 asks, tue 09:10 answers | abandoned false; first 460/1390; due mon 11:00; reopened 1; later none; closed none
    closed without an answer and reopened: the clock was never stopped | office | mon 10:00 asks, mon 10:05 closes no_answer, mon 10:20 returns, mon 10:20 asks, mon 10:30 answers | first 30/30; reopened 1
    reopened after its answer: the first stays | office | mon 10:00 asks, mon 10:10 answers, mon 10:15 closes answered, wed 09:00 returns, wed 09:00 asks, wed 09:25 answers | first 10/10; later 25/25; reopened 1; closed none; resolution none
    # To the last closing: 420 + 510 + 90.
    reopened and closed again | office | mon 10:00 asks, mon 10:10 answers, mon 10:15 closes answered, wed 09:00 returns, wed 09:00 asks, wed 10:00 closes answered | resolution 1020/2880; closed wed 10:00; later none
    registered about another topic | office | mon 10:00 asks, mon 10:10 answers, mon 10:15 closes answered twoDays | topic twoDays; norm 120; due mon 12:00 | about twoHours
    opened, and nothing written | office | mon 10:30 closes left | abandoned false; first none; due none; resolution none | opens mon 10:00
  `);
});

describe("questions and answers after the first", () => {
  holds(`
    several questions before one answer | office | mon 10:00 asks, mon 10:05 asks, mon 10:30 asks, mon 10:40 answers | first 40/40; later none
    several answers to one question | office | mon 10:00 asks, mon 10:10 answers, mon 10:20 answers | first 10/10; later none
    several questions before the second answer | office | mon 10:00 asks, mon 10:05 answers, mon 11:00 asks, mon 11:10 asks, mon 11:30 answers | first 5/5; later 30/30
    # 10 + 20.
    over a night | office | mon 10:00 asks, mon 10:05 answers, mon 16:50 asks, tue 08:50 answers | later 30/960
    three of them | office | mon 10:00 asks, mon 10:01 answers, mon 10:02 asks, mon 10:04 answers, mon 10:05 asks, mon 10:08 answers | first 1/1; later 2/2 3/3
    # 1 at the one desk, 10 at the other.
    by another desk | office | mon 10:00 asks, mon 10:05 answers, mon 16:55 asks, mon 16:56 moves always, mon 17:06 answers | later 11/11; desk office
    a question that closing ended | office | mon 10:00 asks, mon 10:05 answers, mon 10:10 asks, mon 10:12 closes answered, tue 09:00 returns, tue 09:00 asks, tue 09:05 answers | later 5/5
    what does not answer: a note, a rule, a record, a label | office | mon 10:00 asks, mon 10:05 notes, mon 10:06 says, mon 10:07 publishes, mon 10:08 labels, mon 10:09 warns, mon 10:30 answers | first 30/30; later none
    begun at the counter, and nothing asked | office | mon 10:01 answers, mon 10:02 answers | first none; due none; later none; abandoned false | begunAt counter
    begun at the counter, and asked afterwards | office | mon 10:01 answers, mon 10:30 asks, mon 10:45 answers | first 15/15; due mon 11:30; later none | begunAt counter
    begun at the counter and closed: nobody waited | office | mon 10:01 answers, mon 10:30 closes abandoned | resolution none; abandoned false; closed mon 10:30 | begunAt counter
  `);
});

describe("in somebody's hands", () => {
  holds(`
    from taking to closing | office | mon 09:50 asks, mon 10:00 takes, mon 10:30 closes answered | handling 30/30
    over a night | office | mon 16:30 takes, tue 09:00 closes answered | handling 60/990
    # 15 + 20.
    assigned, back in the queue, assigned again | office | mon 10:00 asks, mon 10:05 assigns, mon 10:20 loses, mon 10:40 assigns, mon 11:00 closes answered | handling 35/35
    # 10 + 5: between the offer and its acceptance it is nobody's work.
    given to a colleague | office | mon 10:00 takes, mon 10:10 moves office, mon 10:25 takes, mon 10:30 closes answered | handling 15/15
    handed to another desk | office | mon 10:00 takes, mon 10:20 moves evening, mon 11:00 takes, mon 11:10 closes answered | handling 30/30
    # At the one desk until 17:00, at the other from 18:00.
    over desks with other hours | office | thu 16:50 takes, thu 17:30 moves evening, thu 17:40 takes, thu 18:10 closes answered | handling 20/70
    a stretch that goes on counts once it has ended | office | mon 10:00 takes, mon 10:30 answers | handling 0/0
    put off is in hand | office | mon 10:00 takes, mon 10:05 snoozes, mon 12:00 wakes, mon 12:10 closes answered | handling 130/130
    gone on with by a colleague | office | mon 10:00 asks, mon 10:00 takes, mon 10:10 answers, mon 10:10 closes answered, mon 11:00 goes-on, mon 11:05 answers, mon 11:05 closes answered | handling 15/15; reopened 1; later none
    come back by itself is nobody's | office | mon 10:00 takes, mon 10:10 closes answered, mon 11:00 returns, mon 11:00 asks, mon 11:30 takes, mon 11:40 closes answered | handling 20/20
  `);
});

describe("what its citizen makes of it", () => {
  holds(`
    closed, and nothing said | office | mon 10:00 asks, mon 10:10 answers, mon 10:15 closes answered | verdict none
    said afterwards, which changes nothing else | office | mon 10:00 asks, mon 10:10 answers, mon 10:15 closes answered, tue 09:00 judges yes | verdict yes; closed mon 10:15; resolution 15/15; later none; reopened 0
    said otherwise: the newest counts | office | mon 10:00 asks, mon 10:15 closes answered, tue 09:00 judges yes, wed 09:00 judges no | verdict no
    would rather not say, after all | office | mon 10:00 asks, mon 10:15 closes answered, tue 09:00 judges yes, tue 09:01 skips | verdict none
    would say it, after all | office | mon 10:00 asks, mon 10:15 closes answered, tue 09:00 skips, tue 09:01 judges partly | verdict partly
    of a conversation that they left | office | mon 10:00 asks, mon 10:15 closes left, mon 10:16 judges no | verdict no; abandoned true
    gone on with: it is of that closing no more | office | mon 10:00 asks, mon 10:15 closes answered, tue 09:00 judges yes, wed 09:00 returns | verdict none; reopened 1
    gone on with and closed again: nothing is said of that | office | mon 10:00 asks, mon 10:15 closes answered, tue 09:00 judges yes, wed 09:00 returns, wed 10:00 closes answered | verdict none
    each closing has its own | office | mon 10:00 asks, mon 10:15 closes answered, tue 09:00 judges yes, wed 09:00 goes-on, wed 10:00 closes answered, wed 11:00 judges partly | verdict partly
    while it is open nothing can be said of its end | office | mon 10:00 asks, mon 10:05 judges yes, mon 10:15 closes answered | verdict none
  `);
});

describe("clocks that went back", () => {
  holds(`
    an answer before its question | office | mon 10:00:05 asks, mon 10:00 answers | first 0/0
    # The second question counts from 10:10, as the one before it.
    and what comes after it | office | mon 10:10 asks, mon 10:05 answers, mon 10:07 asks, mon 10:20 answers | first 0/0; later 10/10
    a closing before its taking | office | mon 10:10 takes, mon 10:00 closes answered | handling 0/0; closed mon 10:10
    a handing over before its question | office | mon 10:00 asks, mon 09:50 moves evening, mon 10:10 answers | first 10/10; transfers 1
  `);
});

test.each([
  ["mon 00:00", mon, 0],
  ["mon 10:59", mon, 10],
  ["sun 23:59", sun, 167],
  // By the clock in Greenwich it is still Tuesday.
  ["2026-07-01 00:30", "2026-07-01", 48],
  ["2026-10-25 02:30", "2026-10-25", 146],
  ["2026-10-25 02:30*", "2026-10-25", 146],
])("opened at %s is of the day %s and of hour %i of the week", (clock, day, hour) => {
  for (const desk of ["office", "nothing"])
    expect(figures(desk, [`${clock} asks`])).toMatchObject({ openedOn: day, hourOfWeek: hour });
});

test("what a conversation was begun with stands in its figures, and where there are no events there are none", () => {
  const lines = ["mon 10:00 asks"];
  expect(figures("office", lines, { about: "twoHours" })).toMatchObject({
    ...{ topic: topicId("twoHours"), language: "nl", campaign: "poster", begunAt: "chat" },
    ...{ openedMs: at("mon 10:00"), askedMs: at("mon 10:00") },
  });
  expect(figures("office", lines, { begunAt: "counter" }).begunAt).toBe("counter");
  expect(figuresOf([], settings)).toBeUndefined();
});
