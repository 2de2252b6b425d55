import type {
  ArchiveReadingActions,
  DepositActions,
  OpenedRecord,
  RecordOutcome,
  Unopened,
} from "@eigenkanaal/client";
import { type ConversationId, type Deposit, DepositId } from "@eigenkanaal/protocol";
import { colleagues, minuteMs, morning, nowMs } from "./morning.js";

/** Packages that were made, and an archive that opens as a screen says. */
export type ExportOver = "slow" | "unopened" | "refused" | "key";

const idOf = (n: number) => DepositId.parse(`0000000e-0000-4000-8000-${String(n).padStart(12, "0")}`);
const selection = { desk: null, topic: null, class: null, fromMs: null, toMs: null, named: false };
const sha256 = "3f0a".repeat(16);
const dayMs = 1440 * minuteMs;

const deposit = (n: number, over: Partial<Deposit>): Deposit => ({
  ...{ deposit: idOf(n), selection, chosen: 1204, sealed: true, by: colleagues.sanne.member, held: 1201 },
  ...{ atMs: nowMs - n * dayMs, receipt: null },
  ended: { result: "whole", leftOut: 3, sha256, atMs: nowMs - n * dayMs + 20 * minuteMs },
  ...over,
});

const made: Deposit[] = [
  deposit(1, {}),
  deposit(2, {
    chosen: 12,
    held: 0,
    sealed: false,
    ended: { result: "stopped", leftOut: 0, sha256: null, atMs: nowMs },
  }),
  deposit(40, {
    ...{ chosen: 87, held: 87 },
    ended: { result: "whole", leftOut: 0, sha256, atMs: nowMs - 40 * dayMs },
    receipt: {
      ...{ receivedOn: "2026-11-03", reference: "RHC-2026-0311", by: colleagues.yusuf.member },
      atMs: nowMs - 20 * dayMs,
    },
  }),
];
export const packageToReceive = idOf(1);
export const receivedPackage = idOf(40);

export const depositsOf = (over: ExportOver | undefined): DepositActions => {
  const known = async () => ({ ok: true, value: made[0] ?? deposit(1, {}) }) as const;
  return {
    list: async () => ({ ok: true, value: { deposits: made } }),
    begin: async () => (over === "refused" ? ({ ok: false, failure: "forbidden" } as const) : known()),
    add: async () => ({ ok: true, value: null }),
    end: known,
    register: async () => ({ ok: false, failure: "other_package" }),
    signer: async () => "9XHw5n0Zc2vE3nPm6c3Vf0Y1qk8b7sT4uJr2aLhD5xk",
    sign: async () => new Uint8Array(64),
    sealTo: async () => undefined,
  };
};

const unopened = (why: Unopened["why"]): Unopened => ({
  ...{ channel: "public", seq: 2, messageId: null, why, fault: why },
});

/** Closed when the list of the archive says so: six of them, forty days apart. */
const closedAtMs = (conversation: string) => nowMs - (Number(conversation.slice(-4)) + 1) * 40 * dayMs;

const recordOf = (conversation: ConversationId, over: Partial<OpenedRecord> = {}): RecordOutcome => {
  const n = Number(conversation.slice(-4));
  const row = morning.queue[n % morning.queue.length];
  const atMs = closedAtMs(conversation);
  if (!row) return { ok: false, conversation, why: "not_found" };
  const summary = {
    desk: row.desk,
    topic: row.topic,
    language: "nl",
    openedAtMs: atMs - dayMs,
    closedAtMs: atMs,
  };
  return {
    ok: true,
    record: {
      conversation,
      summary: { ...summary, retention: "6.1.3" } as OpenedRecord["summary"],
      number: `12345 00000 00000 00000 00000 ${String(n).padStart(5, "0")}`,
      ...{ desks: [], turns: [], unopened: [], warnings: [], refusedEpochs: { public: 0, internal: 0 } },
      entries: [
        {
          ...{ kind: "text", id: `m-${n}`, channel: "public", author: { role: "citizen" }, own: false },
          ...{
            text: "Wanneer wordt mijn container geleegd?",
            atMs: atMs - dayMs,
            delivery: null,
            seq: 1,
            epoch: 0,
          },
        },
      ],
      counts: { public: 1, internal: 0 },
      head: "A".repeat(43),
      ...over,
    },
  };
};

export const readingOf = (over: ExportOver | undefined): ArchiveReadingActions => ({
  openRecord: async (conversation, { signal } = {}) => {
    const n = Number(conversation.slice(-4));
    if (over === "slow" && n < 3)
      return new Promise((resolve) => {
        signal?.addEventListener("abort", () => resolve({ ok: false, conversation, why: "aborted" }));
      });
    if (over === "key") return { ok: false, conversation, why: "no_key" };
    if (over === "unopened" && n === 2) return { ok: false, conversation, why: "unavailable" };
    if (over === "unopened" && n === 4) return recordOf(conversation, { number: null });
    if (over === "unopened" && n === 1)
      return recordOf(conversation, { unopened: [unopened("gap"), unopened("key_destroyed")] });
    return recordOf(conversation);
  },
  openRecords: async function* () {},
  searchRecords: async function* () {},
});
