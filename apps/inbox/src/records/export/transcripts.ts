import type { Author, Channel, OpenedRecord, RecordEntry, Turn } from "@eigenkanaal/client";
import {
  archiveLines,
  archiveWords,
  type Doubt,
  type OwnConversation,
  type Said,
  type Speaker,
  toHtml,
  toJson,
  toPlainText,
} from "@eigenkanaal/records";
import type { PackagedFile } from "@eigenkanaal/records/package";

/** The names that a transcript goes by: the record has ids only. */
export type TranscriptNames = { organisation: string; desk: string; topic: string | null };

const fileNames = { public: "transcript", internal: "notities" } as const satisfies Record<Channel, string>;

/** What was said, to read and for other programs; and what colleagues said among themselves, where they did. */
export const transcriptFiles = (
  record: OpenedRecord,
  { names, atMs }: { names: TranscriptNames; atMs: number },
): PackagedFile[] =>
  (["public", "internal"] as const).flatMap((channel) => {
    if (channel === "internal" && record.counts.internal === 0) return [];
    const told = transcriptOf(record, channel, { names, atMs });
    const words = archiveWords[channel];
    const file = (ending: string, mediaType: string, text: string): PackagedFile => ({
      ...{ name: `${fileNames[channel]}.${ending}`, mediaType },
      bytes: new TextEncoder().encode(text),
    });
    return [
      file("html", "text/html; charset=utf-8", toHtml(told, words)),
      file("txt", "text/plain; charset=utf-8", toPlainText(told, words)),
      file("json", "application/json", toJson(told)),
    ];
  });

const transcriptOf = (
  record: OpenedRecord,
  channel: Channel,
  { names, atMs }: { names: TranscriptNames; atMs: number },
): OwnConversation => {
  const { conversation, number, summary } = record;
  const said = record.entries
    .filter((entry) => entry.channel === channel)
    .map((entry) => ({ entry, said: saidOf(entry) }));
  return {
    ...{ conversation, number, organisation: { name: names.organisation }, desk: names.desk },
    ...{ topic: names.topic, language: summary.language, openedAtMs: summary.openedAtMs },
    closedAtMs: summary.closedAtMs,
    said: said.map((one) => one.said),
    turns:
      channel === "internal"
        ? []
        : record.turns.map((turn) => ({
            // Behind the last message of an earlier epoch.
            afterSeq: said.filter(({ entry }) => entry.epoch < turn.epoch).at(-1)?.entry.seq ?? 0,
            atMs: turn.atMs,
            text: turnText(turn),
          })),
    unsent: [],
    doubts: doubtsIn(record, channel),
    savedAtMs: atMs,
  };
};

const doubtsIn = ({ warnings, unopened }: OpenedRecord, channel: Channel): Doubt[] => {
  const missing = unopened.flatMap((one): { kind: Doubt; channel: Channel }[] =>
    one.why === "gap" || one.why === "fork" ? [{ kind: one.why, channel: one.channel }] : [],
  );
  const found = [...warnings, ...missing].filter((one) => one.channel === channel);
  return [...new Set(found.map(({ kind }) => kind))];
};

const saidOf = (entry: RecordEntry): Said => {
  const { seq, id: messageId, atMs: storedAtMs } = entry;
  return { seq, messageId, storedAtMs, ...spoken(entry) };
};

const spoken = (entry: RecordEntry): Pick<Said, "by" | "kind" | "text"> => {
  switch (entry.kind) {
    case "text":
      return { by: speaker(entry.author), kind: "text", text: entry.text };
    case "closed":
      return { by: speaker(entry.author), kind: "system", text: archiveLines.closed[entry.outcome] };
    case "handover":
      return { by: speaker(entry.author), kind: "text", text: archiveLines.handover(entry.note.text) };
    case "remark":
      return { by: speaker(entry.author), kind: "text", text: archiveLines.remark(entry.text) };
    case "case":
      return { by: speaker(entry.author), kind: "text", text: archiveLines.case(entry.number) };
    case "registration":
      return { by: speaker(entry.author), kind: "text", text: archiveLines.registration(entry.card) };
    case "unread":
    case "invalid":
      return { by: { role: "unknown" }, kind: "invalid", text: "" };
  }
};

const speaker = (author: Author): Speaker => {
  if (author.role === "citizen") return { role: "citizen" };
  const { alias, member, desk } = author;
  return { role: "colleague", alias, member, ...(desk !== undefined && { desk }) };
};

const turnText = (turn: Turn): string => {
  switch (turn.kind) {
    case "transferred":
      return archiveLines.transferred(turn.by, turn.from, turn.to);
    case "overflowed":
      return archiveLines.overflowed(turn.from, turn.to);
    case "reader_left":
      return archiveLines.readerLeft(turn.name);
    case "reviewer_joined":
      return archiveLines.reviewerJoined(turn.name);
  }
};
