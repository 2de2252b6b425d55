import type { OpenedRecord, RecordOutcome } from "@eigenkanaal/client";
import { readPeriod, writePeriod } from "@eigenkanaal/domain";
import type { RetentionTable } from "@eigenkanaal/protocol";
import type {
  Appraisal,
  ConversationEvent,
  LeftOut,
  PackagedConversation,
} from "@eigenkanaal/records/package";
import { type TranscriptNames, transcriptFiles } from "./transcripts.js";

type Around = {
  names: (summary: OpenedRecord["summary"]) => TranscriptNames;
  retention: Pick<RetentionTable, "classes">;
  /** When it was closed as it was chosen. */
  closedAtMs: number;
  /** When the package is made: the same whenever it is gone on with. */
  atMs: number;
};

/** An opened conversation as a package takes it, or why it cannot go along. */
export const packagedOf = (
  outcome: RecordOutcome,
  { names, retention, closedAtMs, atMs }: Around,
): PackagedConversation | Omit<LeftOut, "conversation"> => {
  if (!outcome.ok) return { number: null, why: outcome.why };
  const { record } = outcome;
  const why = whyNot(record, closedAtMs);
  if (record.number === null || why !== undefined) return { number: record.number, why: why ?? "no_number" };
  const named = names(record.summary);
  const { conversation, summary } = record;
  return {
    record: {
      ...{ conversation, desk: named.desk, topic: named.topic, language: summary.language },
      ...{ openedAtMs: summary.openedAtMs, closedAtMs: summary.closedAtMs },
    },
    number: record.number,
    events: eventsOf(record, named),
    appraisal: appraisalOf(summary.retention, retention),
    restrictions: [{ ground: "personal_data", description: null, duration: null }],
    head: bytesOf(record.head),
    doubts: doubtsOf(record),
    files: transcriptFiles(record, { names: named, atMs }),
  };
};

/** What keeps it from going along: it went on since it was chosen, its number cannot be known, or nothing in it opened. */
const whyNot = (
  { summary, number, entries, counts }: OpenedRecord,
  closedAtMs: number,
): string | undefined => {
  if (summary.closedAtMs !== closedAtMs) return "reopened";
  if (number === null) return "no_number";
  const isReadable = entries.some(({ kind }) => kind !== "invalid" && kind !== "unread");
  return counts.public > 0 && !isReadable ? "not_opened" : undefined;
};

/** Each once: what is missing, in two versions or closed, and records of keys that do not stand. */
const doubtsOf = ({ warnings, unopened, refusedEpochs }: OpenedRecord): string[] => [
  ...new Set([
    ...warnings.map(({ kind }) => kind),
    ...unopened.map(({ why }) => why),
    ...(refusedEpochs.public + refusedEpochs.internal > 0 ? ["refused_keys"] : []),
  ]),
];

const eventsOf = (
  { summary, turns, entries, desks }: OpenedRecord,
  { desk }: TranscriptNames,
): ConversationEvent[] => {
  const events: ConversationEvent[] = [
    { kind: "opened", atMs: summary.openedAtMs, by: { role: "citizen" } },
    ...turns.flatMap((turn): ConversationEvent[] => {
      if (turn.kind === "reader_left" || turn.kind === "reviewer_joined") return [];
      const by =
        turn.kind === "overflowed"
          ? ({ role: "citizen" } as const)
          : { role: "desk" as const, desk: turn.from };
      return [{ kind: "transferred", atMs: turn.atMs, by, to: turn.to }];
    }),
    ...entries.flatMap((entry): ConversationEvent[] => {
      if (entry.kind !== "closed") return [];
      if (entry.author.role === "citizen")
        return [{ kind: "closed", atMs: entry.atMs, by: { role: "citizen" } }];
      const by = { role: "desk", desk: entry.author.desk ?? desks.at(-1)?.name ?? desk } as const;
      return [{ kind: "closed", atMs: entry.atMs, by }];
    }),
  ];
  const isToldClosed = events.some(({ kind }) => kind === "closed");
  // What closes by itself, after a silence, says so nowhere among the messages.
  if (summary.closedAtMs !== null && !isToldClosed)
    events.push({ kind: "closed", atMs: summary.closedAtMs, by: { role: "system" } });
  return events.toSorted((a, b) => a.atMs - b.atMs);
};

/** By the town's table; a class that it does not hold says nothing of how long. */
const appraisalOf = (
  code: OpenedRecord["summary"]["retention"],
  { classes }: Pick<RetentionTable, "classes">,
): Appraisal => {
  const found = classes.find((one) => one.class === code);
  if (!found) return { kind: "undetermined" };
  const category = { number: found.class, label: found.name.nl };
  if (found.term === null) return { kind: "permanent", category };
  // Written without weeks, which MDTO's durations do not have.
  const period = readPeriod(found.term);
  const duration = period && writePeriod(period);
  return duration === undefined ? { kind: "undetermined" } : { kind: "temporary", category, duration };
};

/** Bytes of base64url. */
const bytesOf = (b64: string): Uint8Array =>
  Uint8Array.from(atob(b64.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
