import type { AgentActions, Author, OpenedRecord, RecordEntry } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { colleagues, minuteMs, nowMs, rowAt } from "./morning.js";

/** What a records officer's device reads of the archive, for a request under the Wet open overheid. */

type Reading = AgentActions["reading"];

/** How reading goes on a screen: all of it has the words, none does, it takes for ever, or nothing opens. */
export type ReadingOver = "all" | "none" | "slow" | "closed";

const openedAtMs = nowMs - 90 * minuteMs;
const citizen: Author = { role: "citizen" };
const sanne: Author = { role: "member", member: colleagues.sanne.member, alias: "Sanne", desk: "Afval" };

const said = (seq: number, author: Author, text: string): RecordEntry => ({
  ...{ kind: "text", id: `${seq}`, channel: "public", author, own: false, text, delivery: null },
  ...{ seq, epoch: 0, atMs: openedAtMs + seq * minuteMs },
});

const entries: RecordEntry[] = [
  said(
    1,
    citizen,
    "Goedemiddag, ik ben Fatima el Amrani. Mijn container in de Kerkstraat 12 is niet geleegd. U kunt me bellen op 06-12345678.",
  ),
  said(2, sanne, "Dag Fatima, wat vervelend. Ik stuur morgen een wagen langs."),
  { ...said(3, sanne, "Deze route wordt al weken overgeslagen."), channel: "internal" },
  said(4, citizen, "Dank u wel! De auto met 12-ABC-3 stond ervoor."),
];

const opened = (conversation: ConversationId): OpenedRecord => ({
  ...{ conversation, number: "20417 88365 90214", turns: [], entries, unopened: [], warnings: [], head: "" },
  summary: {
    ...{ conversation, desk: rowAt(23).desk, topic: rowAt(23).topic, language: "nl", state: "closed" },
    ...{
      assignee: null,
      handover: null,
      reader: null,
      labels: [],
      snooze: null,
      reopened: null,
      block: null,
    },
    ...{ openedAtMs, waitingSinceMs: null, late: null, overflow: null },
    ...{ closedAtMs: openedAtMs + 30 * minuteMs, retention: "6.1.3", verdict: null, lastActivityAtMs: nowMs },
    ...{ publicSeq: 3, internalSeq: 1, citizenSeq: 4 },
  },
  desks: [{ desk: rowAt(23).desk, name: "Afval", fromMs: openedAtMs }],
  ...{ refusedEpochs: { public: 0, internal: 0 }, counts: { public: 3, internal: 1 } },
});

export const wooReadingOf = (how: ReadingOver): Reading => ({
  openRecord: async (conversation) =>
    how === "closed"
      ? { ok: false, conversation, why: "destroyed" }
      : { ok: true, record: opened(conversation) },
  openRecords: async function* () {},
  searchRecords: async function* (conversations) {
    let read = 0;
    for await (const conversation of conversations) {
      if (how === "slow" && read++ === 2) await new Promise(() => {});
      if (how !== "none") yield { ok: true, record: opened(conversation) };
    }
  },
});
