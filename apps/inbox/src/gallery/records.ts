import type { RecordsActions } from "@eigenkanaal/client";
import { defaultRetention } from "@eigenkanaal/domain";
import {
  ConversationId,
  type ConversationRecord,
  type ErasureRequest,
  type Hold,
  HoldId,
  type HoldsOf,
  type RetentionFault,
  type RetentionForecast,
  type RetentionSettings,
} from "@eigenkanaal/protocol";
import { colleagues, minuteMs, morning, nowMs } from "./morning.js";

/** An archive with some years behind it: what is kept for how long, what is held, and what a change would do. */

const dayMs = 1440 * minuteMs;
const laterMs = Date.parse("2027-01-04T00:00:00+01:00");
const conversation = (n: number) =>
  ConversationId.parse(`0000000a-0000-4000-8000-${String(n).padStart(12, "0")}`);

/** What the archive of a screen answers, where it is not as below. */
export type ArchiveOver = {
  load?: "slow" | "fails";
  forecast?: RetentionForecast;
  faults?: RetentionFault[];
  holds?: "none";
  list?: "fails";
  erasures?: "none";
  holdsOf?: HoldsOf;
};

const settings: RetentionSettings = {
  nowMs,
  table: defaultRetention,
  announced: [
    {
      validFromMs: laterMs,
      ...{ by: colleagues.noor.member, reason: "Besluit van het college van 10 november" },
      table: {
        ...defaultRetention,
        classes: defaultRetention.classes.map((one) =>
          one.class === "6.1" ? { ...one, term: "P5Y6M" } : one,
        ),
      },
    },
  ],
  used: ["6.1.3", "13.1"],
  events: [
    {
      ...{ validFromMs: laterMs, act: "set", by: colleagues.noor.member, atMs: nowMs - 2 * dayMs },
      reason: "Besluit van het college van 10 november",
    },
    {
      ...{ validFromMs: nowMs + 9 * dayMs, act: "taken_back", by: colleagues.sanne.member, reason: null },
      atMs: nowMs - 30 * dayMs,
    },
  ],
};

const months = ["2026-12", "2027-01", "2027-02", "2027-03", "2027-04", "2027-05", "2027-06"];
const ofClass = { class: "6.1.3", kept: 1514, held: 12 };
/** A longer term: nothing is due sooner. */
const longer: RetentionForecast = {
  ...{ due: 0, sooner: 0 },
  classes: [
    {
      ...{ ...ofClass, due: { before: 310, after: 0 }, sooner: 0, later: 1514 },
      months: [
        ...months.map((month, n) => ({ month, before: 160 + 7 * n, after: 0 })),
        ...months.map((month, n) => ({
          month: month.replace("2027", "2028"),
          before: 0,
          after: 180 + 9 * n,
        })),
      ].filter(({ month, after }) => after === 0 || month !== "2026-12"),
    },
  ],
};
/** A shorter one. */
export const sooner: RetentionForecast = {
  ...{ due: 1204, sooner: 1514 },
  classes: [
    {
      ...{ ...ofClass, due: { before: 310, after: 1204 }, sooner: 1514, later: 0 },
      months: months.map((month, n) => ({ month, before: 160 + 7 * n, after: n < 3 ? 90 + n : 0 })),
    },
  ],
};

const hold = (n: number, over: Partial<Hold>): Hold => ({
  ...{ hold: HoldId.parse(`0000000b-0000-4000-8000-00000000000${n}`), kind: "woo" },
  ...{ reference: "Woo 2026-14", reason: "Verzoek van de Voorbeeldse Courant over de inzameling van afval." },
  scope: {
    desks: morning.town.desks.slice(1, 2).map(({ desk }) => desk),
    ...{ topics: [], fromMs: Date.parse("2026-01-01T00:00:00+01:00"), untilMs: null },
  },
  ...{ conversations: [], endsAtMs: null, placedBy: colleagues.noor.member, placedAtMs: nowMs - dayMs },
  ...{ lifted: null, held: 312, ...over },
});

const holding = [
  hold(1, {}),
  hold(2, {
    ...{ kind: "objection", reference: "BZW-2026-0381", reason: "Bezwaar tegen een naheffing.", scope: null },
    ...{ conversations: [conversation(1), conversation(2)], held: 2 },
    endsAtMs: Date.parse("2027-06-01T00:00:00+02:00"),
  }),
];
const ended = [
  hold(3, {
    ...{ kind: "complaint", reference: "K-2025-77", reason: "Klacht over bejegening.", held: 0 },
    lifted: { by: colleagues.sanne.member, atMs: nowMs - 9 * dayMs, reason: "De klacht is afgehandeld." },
  }),
];

export const openHold = holding[0]?.hold ?? null;
export const endedHold = ended[0]?.hold ?? null;

/** By which holds the conversation on the screen is kept. */
export const underHolds: HoldsOf = {
  holds: holding.map((one) => ({
    ...{ hold: one.hold, kind: one.kind, reference: one.reference, endsAtMs: one.endsAtMs },
  })),
};

const records: ConversationRecord[] = Array.from({ length: 6 }, (_, n) => {
  const topic = morning.town.topics[n % morning.town.topics.length];
  return {
    conversation: conversation(n),
    desk: topic?.desk ?? morning.town.desks[0]?.desk,
    topic: n === 4 ? null : topic?.topic,
    ...{ retention: "6.1.3", outcome: n === 3 ? "abandoned" : "answered", holds: n % 3 === 1 ? 2 : 0 },
    ...{ openedAtMs: nowMs - (n + 2) * 40 * dayMs, closedAtMs: nowMs - (n + 1) * 40 * dayMs },
  } as ConversationRecord;
});

const asked = (request: number, pseudonym: string) => ({
  ...{ request, pseudonym: `${pseudonym}-0000-4000-8000-000000000001`, atMs: nowMs - (6 - request) * dayMs },
});
const kept = { outcome: "refused", class: null, through: null } as const;
const erasureRequests: ErasureRequest[] = [
  { ...asked(5, "5b0c61e2"), ...kept, ground: "term", class: "6.1", through: "2031-06-02" },
  { ...asked(4, "9a13f0d7"), outcome: "honoured", ground: "not_taken_up" },
  { ...asked(3, "77e0c41b"), ...kept, ground: "held" },
  { ...asked(2, "03d9ab58"), ...kept, ground: "in_hand" },
  { ...asked(1, "c2f4a690"), outcome: "honoured", ground: "term_passed" },
];

/** The archive as a screen has it. */
export const recordsOf = ({
  load,
  forecast,
  faults,
  holds,
  erasures,
  holdsOf,
  list,
}: ArchiveOver = {}): RecordsActions => {
  const told = async <T>(value: T) => {
    if (load === "slow") return new Promise<never>(() => {});
    return load === "fails"
      ? ({ ok: false, failure: "unreachable" } as const)
      : ({ ok: true, value } as const);
  };
  const refused = { ok: false, failure: "obstructed", faults: faults ?? [] } as const;
  return {
    retention: () => told(settings),
    forecast: async () => (faults ? refused : { ok: true, value: forecast ?? longer }),
    setRetention: async () => ({ ok: true, value: null }),
    takeBackRetention: async () => ({ ok: true, value: null }),
    holds: () => told(holds === "none" ? { holding: [], ended: [] } : { holding, ended }),
    placeHold: async () => ({ ok: false, failure: "not_found" }),
    liftHold: async () => ({ ok: true, value: null }),
    list: async ({ before }) => {
      if (load === "slow") return new Promise(() => {});
      if (list === "fails") return { ok: false, failure: "unreachable" };
      return { ok: true, value: before == null ? { records, next: "later" } : { records: [], next: null } };
    },
    erasureRequests: () =>
      told(erasures === "none" ? { requests: [], more: false } : { requests: erasureRequests, more: true }),
    holdsOf: async () => ({ ok: true, value: holdsOf ?? { holds: [] } }),
  };
};
