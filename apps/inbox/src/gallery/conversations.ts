import type {
  AgentConversationState,
  Author,
  ConversationView,
  Entry,
  QueueItem,
  ViewerView,
} from "@eigenkanaal/client";
import { colleagues, minuteMs, nowMs } from "./morning.js";

const citizen: Author = { role: "citizen" };
const colleague = (who: keyof typeof colleagues, alias: string): Author => ({
  role: "member",
  member: colleagues[who].member,
  alias,
});
const noor = colleague("noor", "Noor");
const sanne = colleague("sanne", "Sanne");
const people = { noor, sanne };

type TextEntry = Extract<Entry, { kind: "text" }>;

let made = 0;
const said = (author: Author, agoMin: number, words: string | Partial<TextEntry>): TextEntry => ({
  kind: "text",
  id: `entry-${made++}`,
  channel: "public",
  author,
  own: author === noor,
  text: "",
  atMs: nowMs - agoMin * minuteMs,
  delivery: author === noor ? { state: "read" } : null,
  ...(typeof words === "string" ? { text: words } : words),
});
const noted = (author: Author, agoMin: number, text: string) =>
  said(author, agoMin, { text, channel: "internal" });

const benefit: Entry[] = [
  said(
    citizen,
    1120,
    "Goedemiddag, ik heb begin deze maand bijzondere bijstand aangevraagd voor een nieuwe wasmachine. De oude is kapot en ik heb drie kleine kinderen. Ik heb nog niets gehoord.",
  ),
  said(citizen, 1118, "Kunt u zien hoe het ervoor staat?"),
  said(
    noor,
    1090,
    "Goedemiddag, wat vervelend. Ik zoek het uit. Uw aanvraag is binnen en ligt bij een collega. Morgen voor 11.00 uur hoort u meer van mij.",
  ),
  noted(noor, 1088, "Aanvraag ligt bij Fatima. Gevraagd om voorrang: drie kinderen, geen wasmachine."),
  said(
    noor,
    65,
    "Goedemorgen, de aanvraag is bijna klaar. Ik mis alleen nog de bon of offerte van de wasmachine. Kunt u die sturen?",
  ),
  noted(sanne, 61, "Offerte mag ook van een kringloopwinkel zijn, zie de nieuwe beleidsregel."),
  said(citizen, 57, "Fijn dat u het zo snel uitzoekt!"),
  said(
    citizen,
    40,
    "Ik heb een offerte van de kringloop: 185 euro inclusief bezorgen. Is dat goed? En krijg ik het geld vooraf, want ik kan het niet voorschieten.",
  ),
];

const meanwhile: Entry[] = [
  ...benefit,
  said(
    sanne,
    2,
    "Ja, een offerte van de kringloop is goed. U krijgt het geld vooraf, op uw eigen rekening. Dat duurt twee werkdagen.",
  ),
];

const passport: Entry[] = [
  said(citizen, 47, "Kan ik mijn paspoort ook laten bezorgen?"),
  said(sanne, 20, "Ja, dat kan bij een afspraak op het stadhuis. Bezorgen kost € 7,50."),
  said(citizen, 12, "Top. En mag mijn man het aannemen?"),
];

const waste: Entry[] = [
  said(citizen, 78, "Mijn container is niet geleegd. De hele straat trouwens."),
  said(citizen, 31, "Hallo? Is daar iemand?"),
];

const arabic: Entry[] = [
  said(
    citizen,
    38,
    "مرحبا، انتقلت إلى هذه المدينة الشهر الماضي. كيف أسجل أطفالي في المدرسة؟ هل أحتاج إلى موعد؟",
  ),
  said(citizen, 37, "Sorry, my Dutch is not so good yet. English is fine too."),
];

const pass: Entry[] = [
  said(citizen, 22, "Goedemorgen. Ik ben mijn afvalpas kwijt en de ondergrondse container gaat niet open."),
  { kind: "invalid", id: "invalid-1", channel: "public", why: "tampered", atMs: nowMs - 19 * minuteMs },
  said(noor, 16, "Goedemorgen! Ik heb uw oude pas geblokkeerd. Een nieuwe pas is er binnen 5 werkdagen."),
  said(
    citizen,
    9,
    "Dank u. Op de oude pas stond trouwens dit: Huisvuilcontainertoegangspasjesregistratienummer_NL0000000000000000000000000000000000000000000000000000000000418",
  ),
  said(citizen, 4, "Kan ik tot die tijd mijn vuilniszakken ergens anders kwijt?"),
];

const sending: Entry[] = [
  said(citizen, 31, "Ik wil mijn verhuizing doorgeven, maar DigiD lukt niet."),
  said(noor, 26, {
    text: "Dat kan ook op papier. Zal ik u het formulier toesturen?",
    delivery: { state: "delivered" },
  }),
  said(noor, 3, {
    text: "Of komt u liever langs? Dan plan ik een afspraak.",
    delivery: { state: "refused", code: "unavailable" },
  }),
  said(sanne, 2, "Er is morgen plek om tien uur. Zal ik die voor u vasthouden?"),
  said(noor, 1, { text: "Morgen om half elf kan ook nog.", delivery: { state: "overtaken" } }),
  said(noor, 1, { text: "U kunt ook bellen: 14 0000.", delivery: { state: "queued" } }),
];

const finished: Entry[] = [
  said(citizen, 95, "Vanaf welke datum geldt mijn nieuwe adres?"),
  said(noor, 60, "Vanaf de dag dat u het doorgeeft, of de dag van verhuizen als die later is."),
  {
    ...{ kind: "registration", id: "registration-1", channel: "internal", author: noor, own: true },
    card: {
      summary: "Vanaf welke datum geldt mijn nieuwe adres?",
      ...{ place: "Lindelaan", topic: "Verhuizing doorgeven" },
    },
    ...{ atMs: nowMs - 55 * minuteMs, delivery: null },
  },
  {
    kind: "closed",
    id: "closed-1",
    channel: "public",
    author: noor,
    outcome: "answered",
    atMs: nowMs - 55 * minuteMs,
  },
  {
    ...{ kind: "remark", id: "remark-1", channel: "public", author: { role: "citizen" }, own: false },
    text: "Fijn dat het zo snel ging. Op de website kon ik het niet vinden.",
    shared: true,
    ...{ atMs: nowMs - 52 * minuteMs, delivery: null },
  },
];

const note = (text: string, agoMin: number): Entry => ({
  kind: "handover",
  id: `handover-${made++}`,
  channel: "internal",
  author: noor,
  own: true,
  note: { step: "given", to: "desk", id: "00000001-0000-4000-8000-000000000007", text },
  atMs: nowMs - agoMin * minuteMs,
  delivery: null,
});
const turn = (history: "along" | "left_out", reading: "along" | "not", agoMin: number): Entry => {
  const atMs = nowMs - agoMin * minuteMs;
  const names = { by: "Noor", from: "Werk en inkomen", to: "Belastingen" };
  return {
    ...{ kind: "turn", id: `turn-${made++}`, channel: "public", atMs },
    turn: { epoch: 1, atMs, kind: "transferred", ...names, history, reading },
  };
};
const toTaxes = "Vraagt eigenlijk om kwijtschelding. Bijstand loopt al, daar hoeven jullie niets mee.";
const readAlong: Entry[] = [...benefit, note(toTaxes, 3), turn("along", "along", 3)];
const withoutHistory: Entry[] = [
  { kind: "unread", id: "unread-1", channel: "public", atMs: nowMs - 60 * minuteMs },
  note(toTaxes, 30),
  turn("left_out", "not", 30),
  said(citizen, 4, "Kunt u mij zeggen of ik kwijtschelding krijg?"),
];

const withCase: Entry[] = [
  ...benefit,
  {
    ...{ kind: "case", id: "case-1", channel: "internal", author: sanne, own: false, delivery: null },
    ...{ number: "Z-2026-104418", atMs: nowMs - 30 * minuteMs },
  },
];

export const stories = {
  meanwhile,
  withCase,
  readAlong,
  withoutHistory,
  benefit,
  passport,
  waste,
  arabic,
  pass,
  sending,
  finished,
  empty: [],
};

/** The benefit's story up to now, and that one of them handed it to the other. */
export const handedOver = (by: keyof typeof people, to: keyof typeof colleagues): Entry[] => [
  ...benefit,
  {
    kind: "handover",
    id: "handover-1",
    channel: "internal",
    author: people[by],
    own: by === "noor",
    note: {
      ...{ step: "given", to: "colleague", id: colleagues[to].member },
      text: "Ik moet naar een afspraak tot twee uur. Wil jij de offerte bekijken? De inwoner wil weten of het geld vooraf komt.",
    },
    atMs: nowMs - 2 * minuteMs,
    delivery: null,
  },
];

/** A conversation as its row says it stands, with one of the stories. */
export const opened = (
  item: QueueItem,
  entries: Entry[],
  { viewers = [], ...over }: Partial<ConversationView> & { viewers?: ViewerView[] } = {},
): AgentConversationState => ({
  phase: "open",
  assignee: item.assignee,
  handover: item.handover,
  standing: item.standing,
  block: item.block,
  viewers,
  view: {
    conversation: item.conversation,
    number: "30518 44920 76213 58807",
    desk: item.desk,
    topic: item.topic,
    state: item.state,
    keeping:
      item.closedAtMs !== null && item.retention !== null
        ? { closedAtMs: item.closedAtMs, retention: item.retention }
        : null,
    verdict: null,
    entries,
    warnings: [],
    readers: [
      { role: "citizen", name: "", members: [] },
      { role: "desk", name: "Werk en inkomen", members: ["Noor de Vries", "Sanne Bakker", "Yusuf Demir"] },
      { role: "archive", name: "Gemeentearchief", members: [] },
    ],
    typing: null,
    sending: "possible",
    ...over,
  },
});
