import type { DeskId, MemberId, TopicId, TownSettings } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { choose } from "./routing.js";
import { tryOut } from "./tryOut.js";

const [general, waste] = ["d1" as DeskId, "d2" as DeskId];
const bin = "t1" as TopicId;
const [anna, bram, chris] = ["m1", "m2", "m3"] as [MemberId, MemberId, MemberId];
const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: "17:00" })),
  exceptions: [],
  holidays: ["christmas_day" as const],
};
const desk = {
  english: null,
  hours,
  assignment: "push" as const,
  overflow: general,
  warnAt: 50,
  ended: false,
};
const topic = {
  ...{ desk: waste, parent: null, name: { nl: "Container" }, words: { nl: [] }, normMinutes: 60 },
  ...{ hours: null, retention: null, sensitive: false, ended: false },
};
const saturdayMs = Date.parse("2026-12-26T14:00:00+01:00");
const mondayMs = Date.parse("2026-12-28T08:30:00+01:00");
const laterMs = Date.parse("2027-01-02T14:00:00+01:00");
const member = (id: MemberId, languages: string[]) => ({
  ...{ member: id, name: id, alias: id, state: "off" as const, open: 0, lastAssignedAtMs: null },
  settings: [{ validFromMs: 0, setting: { capacity: 2, languages } }],
});
const town: Pick<TownSettings, "desks" | "topics" | "members"> = {
  desks: [
    {
      desk: general,
      name: "Algemeen",
      general: true,
      open: 0,
      members: [chris],
      settings: [{ validFromMs: 0, setting: { ...desk, assignment: "pull" } }],
    },
    {
      desk: waste,
      name: "Afval",
      general: false,
      open: 0,
      members: [anna, bram],
      settings: [{ validFromMs: 0, setting: desk }],
    },
  ],
  topics: [
    {
      topic: bin,
      settings: [
        { validFromMs: 0, setting: topic },
        { validFromMs: laterMs, setting: { ...topic, ended: true } },
      ],
    },
  ],
  members: [member(anna, ["nl"]), member(bram, ["nl", "tr"]), member(chris, ["nl"])],
};
const nobody = new Map<MemberId, number>();

it("a question on Saturday with nobody on duty waits at its topic's desk until somebody is, its norm counted from Monday", () => {
  expect(tryOut(town, { topic: bin, atMs: saturdayMs, language: "tr", onDuty: nobody })).toEqual([
    { step: "topic", topic: bin, can: "be_chosen" },
    { step: "desk", desk: waste, why: "topic" },
    { step: "hours", of: "desk", open: false, opensAtMs: mondayMs },
    { step: "norm", of: "topic", minutes: 60, warnMs: mondayMs + 1_800_000, dueMs: mondayMs + 3_600_000 },
    { step: "overflow", to: general, atMs: mondayMs + 5_400_000, open: true },
    { step: "rule", rule: "on_duty", effect: "applied", left: [] },
    { step: "end", outcome: "queued", why: "nobody_on_duty" },
  ]);
});

it("goes to whom the gateway's own choice names, by the same steps, and to nobody of another desk", () => {
  const onDuty = new Map([
    [anna, 0],
    [bram, 1],
    [chris, 0],
  ]);
  const steps = tryOut(town, { topic: bin, atMs: mondayMs, language: "tr", onDuty });
  const candidate = { presence: "on_duty", capacity: 2, lastAssignedAtMs: null } as const;
  const choice = choose(
    { language: "tr", answeredBefore: null },
    {
      assignment: "push",
      candidates: [
        { ...candidate, member: anna, open: 0, languages: ["nl"] },
        { ...candidate, member: bram, open: 1, languages: ["nl", "tr"] },
      ],
    },
  );
  expect(steps.at(-1)).toEqual({ step: "end", outcome: "assigned", member: bram });
  expect(choice).toMatchObject({ outcome: "assigned", member: bram });
  expect(
    steps.flatMap((one) =>
      one.step === "rule" ? [{ rule: one.rule, effect: one.effect, left: one.left }] : [],
    ),
  ).toEqual(choice.steps);
});

it("says when the other desk opens where it is closed by the time that it would be offered", () => {
  const afternoons = [{ day: 1, opens: "13:00", closes: "17:00" }];
  const later = (weekly: typeof afternoons): typeof town => ({
    ...town,
    desks: town.desks.map((one) =>
      one.desk === general
        ? { ...one, settings: [{ validFromMs: 0, setting: { ...desk, hours: { ...hours, weekly } } }] }
        : one,
    ),
  });
  const asked = { topic: bin, atMs: saturdayMs, language: null, onDuty: nobody };
  const offered = { step: "overflow", to: general, atMs: mondayMs + 5_400_000, open: false };
  expect(tryOut(later(afternoons), asked)).toContainEqual({
    ...offered,
    opensAtMs: Date.parse("2026-12-28T13:00:00+01:00"),
  });
  expect(tryOut(later([]), asked)).toContainEqual({ ...offered, opensAtMs: null });
});

it("goes by what is announced for that moment: a topic that has ended by then leads to the general desk", () => {
  expect(tryOut(town, { topic: bin, atMs: laterMs, language: null, onDuty: nobody })).toMatchObject([
    { step: "topic", can: "not_be_chosen" },
    { step: "desk", desk: general, why: "general" },
    { step: "hours", of: "desk", open: false },
    { step: "norm", of: "default", minutes: 60 },
    { step: "overflow" },
    { step: "end", outcome: "queued", why: "pull" },
  ]);
});

it("goes by the topic's own hours, and without a topic by the general desk's and the norm of who names none", () => {
  const always = { ...hours, weekly: [{ day: 6, opens: "00:00", closes: "24:00" }] };
  const own = {
    ...town,
    topics: [{ topic: bin, settings: [{ validFromMs: 0, setting: { ...topic, hours: always } }] }],
  };
  expect(tryOut(own, { topic: bin, atMs: saturdayMs, language: null, onDuty: nobody })).toContainEqual({
    ...{ step: "hours", of: "topic", open: true },
  });
  expect(
    tryOut(town, { topic: null, atMs: saturdayMs, language: null, onDuty: nobody }).map(({ step }) => step),
  ).toEqual([...["desk", "hours", "norm", "overflow", "end"]]);
});
