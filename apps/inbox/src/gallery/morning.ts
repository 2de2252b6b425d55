import type { AgentState, QueueItem, TownView } from "@eigenkanaal/client";
import { defaultRetention } from "@eigenkanaal/domain";
import {
  ConversationId,
  DeskId,
  defaultCrisisLines,
  LabelId,
  MemberId,
  TopicId,
} from "@eigenkanaal/protocol";

/** A Monday morning at a quarter to eleven, when half the town has a question. */

export const nowMs = Date.parse("2026-11-23T10:42:20+01:00");
export const minuteMs = 60_000;

const id = (kind: number, n: number) =>
  `${String(kind).padStart(8, "0")}-0000-4000-8000-${String(n).padStart(12, "0")}`;
const weekdays = (opens: string) => ({
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens, closes: "17:00" })),
  exceptions: [],
});

const plan = [
  ["Algemeen", "General", "Andere vraag", "Klacht indienen"],
  ["Afval", "Waste", "Container niet geleegd", "Grofvuil ophalen", "Afvalpas kwijt"],
  [
    "Burgerzaken",
    "Civil affairs",
    "Paspoort of identiteitskaart",
    "Verhuizing doorgeven",
    "Rijbewijs verlengen",
  ],
  ["Parkeren", "Parking", "Bewonersvergunning", "Bezwaar tegen een naheffing"],
  ["Werk en inkomen", "Work and income", "Bijzondere bijstand", "Betaling niet ontvangen", "Schulden"],
  ["Wonen en bouwen", "Housing and building", "Vergunning voor een dakkapel", "Overlast van een bouwplaats"],
  ["Zorg en ondersteuning", "Care and support", "Huishoudelijke hulp", "Aangepast vervoer"],
  ["Belastingen", "Taxes", "Kwijtschelding aanvragen", "WOZ-waarde"],
] as const;

const desks = plan.map(([nl, en], index) => ({
  desk: DeskId.parse(id(1, index)),
  name: { nl, en },
  general: index === 0,
  // Taxes begin at one.
  hours: weekdays(index === 7 ? "13:00" : "09:00"),
}));
const topics = plan.flatMap(([, , ...names], index) =>
  names.map((nl, n) => ({
    topic: TopicId.parse(id(2, index * 10 + n)),
    parent: null,
    desk: DeskId.parse(id(1, index)),
    name: { nl },
    normMinutes: 60,
    hours: null,
    sensitive: nl === "Schulden",
    retention: nl === "Schulden" ? "6.1.1" : null,
  })),
);

const town: TownView = {
  name: "Gemeente Voorbeeld",
  organisationNumber: "48213 09467 71520 33894 60215 87743",
  contact: {
    phone: "14 0000",
    counterUrl: "https://www.voorbeeld.example/contact",
    privacyUrl: "https://www.voorbeeld.example/privacy",
    crisisLines: defaultCrisisLines,
  },
  emergencyProcedure: null,
  former: { desks: [], topics: [] },
  retention: defaultRetention,
  desks,
  topics,
};

export const colleagues = {
  noor: { member: MemberId.parse(id(3, 1)), name: "Noor de Vries", me: true },
  sanne: { member: MemberId.parse(id(3, 2)), name: "Sanne Bakker", me: false },
  yusuf: { member: MemberId.parse(id(3, 3)), name: "Yusuf Demir", me: false },
  wil: { member: MemberId.parse(id(3, 4)), name: "Wil van der Meer-Oosterbaan", me: false },
};

type Row = {
  desk: number;
  topic: number | null;
  waitMin: number | null;
  activeMin: number;
  who?: keyof typeof colleagues;
  unread?: boolean;
  given?: boolean;
  language?: string;
  labels?: number[];
  /** Minutes from now; null until the citizen writes. */
  snoozedMin?: number | null;
  reopenedBy?: keyof typeof colleagues;
  back?: boolean;
};

const open: Row[] = [
  { desk: 4, topic: 1, waitMin: 1503, activeMin: 1503, unread: true },
  { desk: 1, topic: 0, waitMin: 78, activeMin: 31, unread: true, labels: [11] },
  { desk: 3, topic: 1, waitMin: 66, activeMin: 66, unread: true, language: "en" },
  { desk: 4, topic: 0, waitMin: 57, activeMin: 40, who: "noor", unread: true, labels: [41, 42] },
  { desk: 1, topic: 1, waitMin: 52, activeMin: 52, unread: true },
  { desk: 2, topic: 0, waitMin: 47, activeMin: 12, who: "sanne", unread: true },
  { desk: 6, topic: 1, waitMin: 41, activeMin: 41, unread: true },
  { desk: 0, topic: null, waitMin: 38, activeMin: 38, unread: true, language: "ar" },
  { desk: 2, topic: 1, waitMin: 33, activeMin: 29, unread: true },
  { desk: 5, topic: 0, waitMin: 31, activeMin: 31, who: "wil" },
  { desk: 7, topic: 0, waitMin: 26, activeMin: 26, unread: true },
  { desk: 1, topic: 2, waitMin: 22, activeMin: 4, who: "noor", unread: true, given: true },
  { desk: 3, topic: 0, waitMin: 19, activeMin: 19, unread: true },
  { desk: 6, topic: 0, waitMin: 14, activeMin: 14, unread: true },
  { desk: 2, topic: 2, waitMin: 11, activeMin: 11, unread: true },
  { desk: 5, topic: 1, waitMin: 9, activeMin: 2, who: "yusuf" },
  { desk: 7, topic: 1, waitMin: 7, activeMin: 7, unread: true },
  { desk: 0, topic: 1, waitMin: 3, activeMin: 3, unread: true },
  { desk: 1, topic: 0, waitMin: 0, activeMin: 0, unread: true },
  { desk: 2, topic: 0, waitMin: null, activeMin: 6, who: "noor" },
  { desk: 1, topic: 1, waitMin: null, activeMin: 18, who: "sanne" },
  { desk: 3, topic: 0, waitMin: null, activeMin: 44, who: "noor" },
  { desk: 7, topic: 0, waitMin: null, activeMin: 71, who: "yusuf" },
];

/** Everybody here has been open for as long as they wait, and answers within the hour. */
const lateAfter = (waitMin: number | null): QueueItem["late"] => {
  if (waitMin === null || waitMin < 45) return null;
  return waitMin < 60 ? "warned" : "passed";
};

const itemOf = (row: Row, index: number): QueueItem => ({
  conversation: ConversationId.parse(id(4, index)),
  desk: DeskId.parse(id(1, row.desk)),
  topic: row.topic === null ? null : TopicId.parse(id(2, row.desk * 10 + row.topic)),
  language: row.language ?? "nl",
  state: row.who ? "in_hand" : "waiting",
  assignee: row.who ? colleagues[row.who] : null,
  handover: null,
  standing: "on_desk",
  openedAtMs: nowMs - (row.waitMin ?? row.activeMin + 25) * minuteMs,
  waitingSinceMs: row.waitMin === null ? null : nowMs - row.waitMin * minuteMs,
  late: lateAfter(row.waitMin),
  overflow: null,
  closedAtMs: null,
  retention: null,
  lastActivityAtMs: nowMs - row.activeMin * minuteMs,
  unread: row.unread ?? false,
  given: row.given ?? false,
  labels: (row.labels ?? []).map((n) => LabelId.parse(id(5, n))),
  snooze:
    row.snoozedMin === undefined ? null : { untilMs: row.snoozedMin && nowMs + row.snoozedMin * minuteMs },
  block: null,
  reopened: row.reopenedBy
    ? { atMs: nowMs - row.activeMin * minuteMs, had: colleagues[row.reopenedBy] }
    : null,
  back: row.back ?? false,
});

const queue = open.map(itemOf);

const closed = [
  { desk: 2, topic: 1, waitMin: null, activeMin: 55, who: "noor" as const },
  { desk: 1, topic: 1, waitMin: null, activeMin: 2 * 24 * 60, who: "sanne" as const },
].map((row, index): QueueItem => {
  const item = itemOf(row, 100 + index);
  return { ...item, state: "closed", closedAtMs: item.lastActivityAtMs, retention: "6.1.3" };
});

type Ready = Extract<AgentState, { phase: "ready" }>;

export const morning: Ready = {
  phase: "ready",
  me: {
    member: colleagues.noor.member,
    account: "noor@voorbeeld.example",
    name: colleagues.noor.name,
    alias: "Noor",
    roles: ["agent", "supervisor"],
    desks: town.desks.map(({ desk }) => desk),
    keepsArchive: false,
  },
  town,
  members: Object.values(colleagues),
  figuresPerColleague: null,
  connection: "online",
  queue,
  closed,
  presence: {
    state: "on_duty",
    inHand: 4,
    capacity: 6,
    desks: desks.slice(0, 3).map(({ desk }, index) => ({
      desk,
      assignment: index === 1 ? ("push" as const) : ("pull" as const),
      overflow: index === 0 ? null : (desks[0]?.desk ?? null),
      colleagues: [
        { ...colleagues.sanne, state: "on_duty" as const },
        { ...colleagues.wil, state: "wrap_up" as const },
        { ...colleagues.yusuf, state: index === 2 ? ("off" as const) : ("pause" as const) },
      ].slice(0, index === 0 ? 0 : 3),
    })),
  },
  clockOffsetMs: 0,
};

/** The same by somebody who is off, at a desk that assigns. */
export const offDuty: Ready = {
  ...morning,
  presence: morning.presence && { ...morning.presence, state: "off", inHand: 0 },
};
/** A town where so many conversations are open: the rows of the morning again and again, each with an id of its own. */
export const crowded = (count: number): Ready => ({
  ...morning,
  queue: Array.from({ length: count }, (_, index) => ({
    ...rowAt(index % queue.length),
    conversation: ConversationId.parse(id(9, index)),
  })),
});

/** The row at this place of the morning; the rows are fixed, so it is there. */
export const rowAt = (index: number): QueueItem => {
  const item = [...queue, ...closed][index];
  if (!item) throw new RangeError(`no row ${index}`);
  return item;
};
