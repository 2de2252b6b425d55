import type {
  Author,
  CitizenActions,
  CitizenState,
  ConversationView,
  DeskView,
  Entry,
  Gathered,
  TownView,
} from "@eigenkanaal/client";
import { defaultRetention } from "@eigenkanaal/domain";
import {
  type AskedVerdict,
  ConversationId,
  DeskId,
  defaultCrisisLines,
  MemberId,
  TopicId,
} from "@eigenkanaal/protocol";

/** States of the widget as the client could hand them over, for pictures and checks; never in the product. */

const id = (kind: string, n: number): string => `00000000-0000-4000-${kind}-${String(n).padStart(12, "0")}`;
const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "08:30", closes: "17:00" })),
  exceptions: [],
};
const desk = (n: number, name: { nl: string; en: string }): DeskView => ({
  desk: DeskId.parse(id("8000", n)),
  name,
  general: name.en === "General",
  hours,
});
const waste = desk(1, { nl: "Afval", en: "Waste" });
const citizenAffairs = desk(2, { nl: "Burgerzaken", en: "Civil affairs" });
const taxes = desk(3, { nl: "Belastingen", en: "Taxes" });
const general = desk(4, { nl: "Algemeen", en: "General" });

const topics: [DeskView, string, string][] = [
  [waste, "Container niet geleegd", "Bin not emptied"],
  [waste, "Grofvuil laten ophalen", "Bulky waste collection"],
  [waste, "Afvalpas kwijt of kapot", "Waste card lost or broken"],
  [citizenAffairs, "Paspoort of identiteitskaart", "Passport or identity card"],
  [taxes, "Schulden", "Debts"],
  [citizenAffairs, "Verhuizing doorgeven", "Report a change of address"],
  [taxes, "Bezwaar tegen WOZ-waarde", "Objection to a property valuation"],
];

const town: TownView = {
  name: "Gemeente Voorbeeld",
  organisationNumber: "48213 90557 12604 77381 05926 31840",
  contact: {
    phone: "14 0000",
    counterUrl: "https://voorbeeld.example/contact",
    privacyUrl: "https://voorbeeld.example/privacy",
    crisisLines: defaultCrisisLines,
  },
  emergencyProcedure: null,
  former: { desks: [], topics: [] },
  retention: defaultRetention,
  desks: [waste, citizenAffairs, taxes, general],
  topics: topics.map(([at, nl, en], n) => ({
    topic: TopicId.parse(id("9000", n)),
    // A lost card stands under the bin that it opens.
    parent: nl.startsWith("Afvalpas") ? TopicId.parse(id("9000", 0)) : null,
    desk: at.desk,
    name: { nl, en },
    normMinutes: 60,
    hours: null,
    sensitive: nl === "Schulden",
    retention: null,
  })),
};

/** Monday 23 November 2026, a quarter to eleven in the morning. */
export const nowMs = Date.parse("2026-11-23T10:48:00+01:00");
const at = (day: number, clock: string): number => Date.parse(`2026-11-${day}T${clock}:00+01:00`);

const sanne: Author = { role: "member", member: MemberId.parse(id("a000", 1)), alias: "Sanne" };
type Text = Extract<Entry, { kind: "text" }>;
let entryCount = 0;
const text = (from: Pick<Text, "author" | "own" | "delivery">, atMs: number, words: string): Entry => {
  entryCount += 1;
  return { kind: "text", id: id("b000", entryCount), channel: "public", text: words, atMs, ...from };
};
const own = (state: "queued" | "stored" | "delivered" | "read", atMs: number, words: string): Entry =>
  text({ author: { role: "citizen" }, own: true, delivery: { state } }, atMs, words);
const theirs = (atMs: number, words: string): Entry =>
  text({ author: sanne, own: false, delivery: null }, atMs, words);

const dialogue: Entry[] = [
  own("read", at(20, "16:52"), "Goedemiddag, wanneer kan ik mijn oude bank laten ophalen?"),
  theirs(
    at(20, "16:58"),
    "Goedemiddag! Dat kan elke donderdag. U maakt zelf een afspraak op https://voorbeeld.example/grofvuil.",
  ),
  own("read", at(23, "10:42"), "Goedemorgen. Mijn container is vanochtend niet geleegd."),
  own("read", at(23, "10:42"), "Lindelaan 12. Bij de buren wel."),
  theirs(at(23, "10:44"), "Goedemorgen, wat vervelend. Ik kijk het even na."),
  theirs(
    at(23, "10:46"),
    "De wagen komt morgen tussen 7.00 en 9.00 uur opnieuw langs. Zet u hem vanavond aan de weg?",
  ),
];
/** What a colleague has in hand and has not answered. */
const unanswered: Entry[] = [...dialogue, own("read", at(23, "10:47"), "Mag dat ook morgenochtend?")];

const begun: ConversationView = {
  conversation: ConversationId.parse(id("c000", 1)),
  number: "20417 88365 90214",
  desk: waste.desk,
  topic: town.topics[0]?.topic ?? null,
  state: "in_hand",
  keeping: null,
  verdict: null,
  entries: dialogue,
  warnings: [],
  readers: [
    { role: "citizen", name: "", members: [] },
    { role: "desk", name: "Afval", members: ["Sanne", "Mo", "Fatima"] },
    { role: "archive", name: "Archief", members: [] },
  ],
  typing: null,
  sending: "possible",
};

const gathered: Gathered = {
  ...begun,
  seqs: new Map(dialogue.map(({ id }, index) => [id, index + 1])),
  atMs: nowMs,
  summary: {
    ...{ conversation: ConversationId.parse(id("c000", 1)), desk: begun.desk, topic: begun.topic },
    ...{ language: "nl", state: "in_hand", assignee: null, handover: null, reader: null, labels: [] },
    ...{ snooze: null, reopened: null, block: null, waitingSinceMs: null, late: null, overflow: null },
    ...{ openedAtMs: at(20, "16:52"), closedAtMs: null, retention: null, verdict: null },
    lastActivityAtMs: at(23, "10:46"),
    ...{ publicSeq: dialogue.length, internalSeq: 0, citizenSeq: 4 },
  },
};

type ConversationPhase = Extract<CitizenState, { phase: "conversation" }>;
const conversation = (
  view: Partial<ConversationView>,
  more: Partial<ConversationPhase> = {},
): CitizenState => ({
  phase: "conversation",
  town,
  connection: "online",
  conversation: { ...begun, ...view },
  admission: "admitted",
  queue: null,
  overflow: null,
  blockedUntilMs: null,
  keptLonger: false,
  showsTyping: true,
  unread: 0,
  ...more,
});

const ended: Partial<ConversationView> = {
  state: "closed",
  keeping: { closedAtMs: nowMs, retention: "6.1.3" },
  entries: [
    ...dialogue,
    { kind: "closed", id: "closed", channel: "public", author: sanne, outcome: "answered", atMs: nowMs },
  ],
};
const asked = (given: AskedVerdict["given"]): AskedVerdict => ({ given, untilMs: nowMs + 14 * 86_400_000 });
const remarked: Partial<ConversationView> = {
  ...ended,
  entries: [
    ...(ended.entries ?? []),
    {
      ...{ kind: "remark", id: "remark", channel: "public", author: { role: "citizen" }, own: true },
      text: "Ik moest drie keer hetzelfde vertellen. Kan dat niet in één keer?",
      shared: true,
      ...{ atMs: nowMs, delivery: { state: "stored" } },
    },
  ],
};
const first = own(
  "stored",
  at(23, "10:47"),
  "Goedemorgen. Mijn container is vanochtend niet geleegd. Lindelaan 12.",
);
const refused = text(
  { author: { role: "citizen" }, own: true, delivery: { state: "refused", code: "too_many_requests" } },
  at(23, "10:47"),
  "En nog iets: kan ik ook een tweede container krijgen?",
);

const closedToday = { ...hours, exceptions: [{ date: "2026-11-23", spans: [] }] };
const closedBut = (open: DeskView | null, state: CitizenState): CitizenState => {
  const desks = town.desks.map((each) => (each === open ? each : { ...each, hours: closedToday }));
  return "town" in state ? { ...state, town: { ...town, desks } } : state;
};
const closedNow = (state: CitizenState) => closedBut(null, state);
const afternoons = {
  ...hours,
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, opens: "13:00", closes: "17:00" })),
};
const ownHours = { ...town, topics: town.topics.map((topic) => ({ ...topic, hours: afternoons })) };

const rude: Entry[] = [
  ...unanswered,
  text(
    { author: { role: "citizen" }, own: true, delivery: { state: "refused", code: "blocked" } },
    at(23, "10:48"),
    "En nu dit weer!",
  ),
];
const untilMonday = { blockedUntilMs: Date.parse("2026-11-30T10:48:00+01:00") };

export const galleryStates: Record<string, CitizenState> = {
  starting: { phase: "starting" },
  choosing: { phase: "choosing", town },
  destroyed: { phase: "destroyed", town, atMs: nowMs - 3_600_000 },
  "choosing-mixed": closedBut(waste, { phase: "choosing", town }),
  "choosing-closed": closedNow({ phase: "choosing", town }),
  empty: conversation(
    { conversation: null, number: null, readers: [], entries: [], state: "waiting" },
    { connection: "connecting" },
  ),
  "empty-closed": closedNow(
    conversation({ conversation: null, number: null, readers: [], entries: [], state: "waiting" }),
  ),
  "empty-topic-closed": conversation(
    { conversation: null, number: null, readers: [], entries: [], state: "waiting" },
    { town: ownHours },
  ),
  waiting: conversation({ entries: [first], state: "waiting" }),
  "waiting-queue": conversation(
    { entries: [first], state: "waiting" },
    { queue: { ahead: 3, typicalWaitMs: 8.4 * 60_000 } },
  ),
  "waiting-overflow": conversation(
    { entries: [first], state: "waiting" },
    { overflow: { to: general.desk, name: general.name.nl } },
  ),
  overflowed: conversation({
    entries: [
      first,
      {
        ...{ kind: "turn", id: "turn", channel: "public", atMs: at(23, "10:48") },
        turn: {
          ...{ kind: "overflowed", epoch: 1, atMs: at(23, "10:48"), history: "along" },
          ...{ from: waste.name.nl, to: general.name.nl },
        },
      },
    ],
    ...{ state: "waiting", desk: general.desk },
    readers: begun.readers.map((reader) =>
      reader.role === "desk" ? { ...reader, name: general.name.nl } : reader,
    ),
  }),
  /** A colleague let somebody in to judge how the desk answered. */
  reviewed: conversation({
    entries: [
      ...begun.entries,
      {
        ...{ kind: "turn", id: "turn", channel: "public", atMs: at(23, "15:02") },
        turn: { kind: "reviewer_joined", epoch: 1, atMs: at(23, "15:02"), name: "Marieke" },
      },
    ],
    readers: [...begun.readers, { role: "reviewer", name: "", members: ["Marieke"] }],
  }),
  "waiting-closed": closedNow(conversation({ entries: [first], state: "waiting" })),
  dialogue: conversation({}),
  "in-hand-waiting": conversation({ entries: unanswered }),
  "in-hand-waiting-closed": closedNow(conversation({ entries: unanswered })),
  /** The desk is out of use: it has no hours any more. */
  "in-hand-waiting-former": conversation(
    { entries: unanswered },
    { town: { ...town, desks: [general], topics: [] } },
  ),
  typing: conversation({ entries: unanswered, typing: sanne }),
  offline: conversation(
    { entries: [...dialogue, own("queued", at(23, "10:48"), "O ja: het gaat om de groene container.")] },
    { connection: "offline" },
  ),
  busy: conversation(
    {
      entries: [own("queued", at(23, "10:48"), "Wanneer wordt het grofvuil opgehaald?")],
      state: "waiting",
    },
    { admission: "queueing" },
  ),
  refused: conversation({ entries: [...dialogue, refused] }),
  doubtful: conversation({
    entries: [
      ...dialogue,
      { kind: "invalid", id: "invalid", channel: "public", why: "tampered", atMs: nowMs },
    ],
    warnings: [
      { kind: "gap", channel: "public" },
      { kind: "withheld", channel: "public" },
    ],
  }),
  closed: conversation(ended),
  "closed-desk-closed": closedNow(conversation(ended)),
  "closed-forever": conversation({ ...ended, keeping: { closedAtMs: nowMs, retention: "19.1.18" } }),
  "closed-no-term": conversation({ ...ended, keeping: { closedAtMs: nowMs, retention: "1.2.3" } }),
  "closed-held": conversation(ended, { keptLonger: true }),
  "verdict-asked": conversation({ ...ended, verdict: asked(null) }),
  "verdict-given": conversation({ ...ended, verdict: asked("partly") }),
  "verdict-skipped": conversation({ ...ended, verdict: asked("skipped") }),
  "verdict-remarked": conversation({ ...remarked, verdict: asked("no") }),
  /** Its days have passed. */
  "verdict-past": conversation({ ...ended, verdict: { given: null, untilMs: nowMs } }),
  /** Nobody went on with it. */
  "closed-silent": conversation({
    state: "closed",
    keeping: { closedAtMs: at(23, "10:47") + 14 * 86_400_000, retention: "6.3" },
  }),
  blocked: conversation({ entries: rude }, untilMonday),
  "blocked-closed": closedNow(conversation({ entries: rude }, untilMonday)),
  unreachable: { phase: "unavailable", why: "unreachable" },
  untrusted: { phase: "unavailable", why: "untrusted" },
  storage: { phase: "unavailable", why: "storage" },
};

/** One more answer of the town in this state, to see what arriving does. */
export const withAnswer = (state: CitizenState): CitizenState =>
  state.phase !== "conversation"
    ? state
    : {
        ...state,
        conversation: {
          ...state.conversation,
          entries: [...state.conversation.entries, theirs(nowMs, "Graag gedaan. Nog een fijne dag!")],
        },
      };

/** What people call some of the topics. */
const galleryWords: Record<string, string[]> = {
  "Container niet geleegd": ["kliko", "vuilnisbak", "container vol", "niet opgehaald", "overgeslagen"],
  "Grofvuil laten ophalen": ["oude bank", "matras", "meubels"],
  "Paspoort of identiteitskaart": ["reisdocument", "id-kaart", "pas verlengen"],
  Schulden: ["deurwaarder", "rekeningen niet betalen", "geldzorgen"],
};
const nothing = (): void => undefined;
const done = (): Promise<void> => Promise.resolve();
const notice = (asked: boolean) => () => Promise.resolve({ offered: true, asked });
/** What else can come of gathering. */
export const galleryGathers: Record<string, CitizenActions["gather"]> = {
  never: () => new Promise(() => undefined),
  failed: () => Promise.resolve(undefined),
};
/** What becomes of the wish to have it erased; what is erased is a state of its own. */
const kept = { outcome: "refused", class: null, through: null, atMs: nowMs } as const;
export const galleryErasures: Record<string, CitizenActions["erase"]> = {
  held: () => Promise.resolve({ ...kept, ground: "held" }),
  "in-hand": () => Promise.resolve({ ...kept, ground: "in_hand" }),
  term: () => Promise.resolve({ ...kept, ground: "term", class: "6.1.3", through: "2027-11-23" }),
  forever: () => Promise.resolve({ ...kept, ground: "forever", class: "19.1.18" }),
  "no-term": () => Promise.resolve({ ...kept, ground: "no_term", class: "1.2.3" }),
};
export const galleryActions: CitizenActions = {
  notice: { load: notice(false), ask: notice(true), withdraw: notice(false) },
  // Failing: what it becomes when it works is a state of its own.
  overflow: { accept: async () => "unavailable", decline: async () => "not_found" },
  verdict: {
    give: async (verdict) => (verdict === "no" ? "not_asked" : "unavailable"),
    supervised: async () => true,
    remark: () => Promise.reject(new Error("not kept")),
  },
  choose: nothing,
  cameBy: nothing,
  topicWords: () =>
    Promise.resolve({
      topics: town.topics.map(({ topic, name }) => ({
        topic,
        words: { nl: galleryWords[name.nl] ?? [] },
      })),
    }),
  startAnew: nothing,
  unchoose: nothing,
  send: done,
  retry: done,
  discard: done,
  typing: nothing,
  setShowsTyping: nothing,
  seen: nothing,
  close: done,
  erase: () => Promise.resolve(undefined),
  forget: done,
  continueWith: (typed) => Promise.resolve(typed === "" ? "wrong_code" : "unknown"),
  gather: () => Promise.resolve(gathered),
  ownKey: () => Promise.resolve(Uint8Array.from({ length: 16 }, (_, i) => 31 * i + 5)),
};
