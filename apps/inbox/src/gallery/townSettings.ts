import type { Obstacle, TopicSetting, TownSettings } from "@eigenkanaal/protocol";
import { DeskId, MemberId, TopicId } from "@eigenkanaal/protocol";
import { morning, nowMs } from "./morning.js";

/** What the town of the gallery sets, made of what the morning shows of it. */

const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: day === 4 ? "20:00" : "17:00" })),
  exceptions: [{ date: "2026-12-24", spans: [{ opens: "08:30", closes: "12:00" }] }],
  holidays: ["new_years_day" as const, "easter_monday" as const, "kings_day" as const],
};
const firstMs = Date.parse("2026-01-01T00:00:00+01:00");
const laterMs = Date.parse("2027-01-04T00:00:00+01:00");
const member = (n: number) => MemberId.parse(`00000009-0000-4000-8000-00000000000${n}`);

const { desks, topics } = morning.town;
const settingOf = ({ desk, name, normMinutes, sensitive }: (typeof topics)[number]): TopicSetting => ({
  ...{ desk, name, normMinutes, sensitive, parent: null, hours: null, retention: "6.1.3", ended: false },
  words: { nl: ["kliko", "container", "vergeten", "staat er nog"], en: ["bin"] },
});
const settings: TownSettings["topics"] = topics.map((topic, index) => ({
  topic: topic.topic,
  settings: [
    { validFromMs: firstMs, setting: { ...settingOf(topic), ended: index === 5 } },
    ...(index === 1
      ? [{ validFromMs: laterMs, setting: { ...settingOf(topic), normMinutes: 60, ended: true } }]
      : []),
  ],
}));
// The second stands under the first where both are of one desk.
const [top] = settings;
for (const one of settings.slice(1, 4)) {
  const [holds] = one.settings;
  if (top && holds && holds.setting.desk === top.settings[0]?.setting.desk) holds.setting.parent = top.topic;
}

const people = [
  ["Noor Hendriks", "Noor", ["nl", "en"], "on_duty"],
  ["Sanne de Wit", "Sanne", ["nl", "de"], "on_duty"],
  ["Yusuf Demir", "Yusuf", ["nl", "tr"], "pause"],
] as const;

export const townSettings: TownSettings = {
  nowMs,
  topics: settings,
  desks: desks.map(({ desk, name, general }, index) => ({
    ...{ desk, general, name: name.nl, open: index * 2, members: people.map((_, n) => member(n)) },
    settings: [
      {
        validFromMs: firstMs,
        setting: {
          english: name.en ?? null,
          hours,
          assignment: "push",
          overflow: null,
          warnAt: 75,
          ended: false,
        },
      },
    ],
  })),
  members: people.map(([name, alias, languages, state], n) => ({
    ...{ member: member(n), name, alias, state, open: n, lastAssignedAtMs: null },
    settings: [{ validFromMs: firstMs, setting: { capacity: 4 + n, languages: [...languages] } }],
  })),
  events: [
    {
      subject: "topic",
      subjectId: topics[1]?.topic ?? "",
      act: "set",
      validFromMs: laterMs,
      by: member(0),
      atMs: nowMs - 600_000,
    },
    {
      subject: "member",
      subjectId: member(2),
      act: "set",
      validFromMs: firstMs,
      by: member(0),
      atMs: nowMs - 86_400_000,
    },
  ],
};

export const openTopic = topics[0]?.topic ?? TopicId.parse("00000000-0000-4000-8000-000000000000");
export const announcedTopic = topics[1]?.topic ?? openTopic;
export const openDesk = desks[0]?.desk ?? DeskId.parse("00000000-0000-4000-8000-000000000000");
export const openMember = member(2);

export const obstacles: Obstacle[] = [
  ...(topics[1] ? [{ kind: "topic_below" as const, topic: topics[1].topic }] : []),
  { kind: "nobody_answers", desk: openDesk },
  { kind: "hours", fault: "never_opens" },
  { kind: "retention_unknown", class: "6.9" },
  { kind: "open_conversations", open: 3 },
];
