import {
  ConversationRecord,
  type DeskId,
  type HoldId,
  type RecordsPage,
  type TopicId,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** Where a page begins: after the conversation that was closed then. */
export type RecordsCursor = { closedAtMs: number; conversation: string };

export type RecordsQuery = {
  desk: DeskId | null;
  topic: TopicId | null;
  retention: string | null;
  /** Closed from this moment on, and before that one (unix ms). */
  fromMs: number | null;
  toMs: number | null;
  /** By whatever hold, by none, or by one. */
  held: "yes" | "no" | HoldId | null;
  before: RecordsCursor | null;
  limit: number;
};

/** Closed conversations of the whole town, newest first, by what is known without opening them (PROTOCOL.md P9). */
export const recordsPage = async (scope: Scope, query: RecordsQuery): Promise<RecordsPage> => {
  const { organisation, tx } = scope;
  const { desk, topic, retention, held, before, limit } = query;
  const now = new Date(await databaseNowMs(scope));
  const [from, to, closed] = [query.fromMs, query.toMs, before?.closedAtMs ?? null].map((ms) =>
    ms === null ? null : new Date(ms),
  );
  const hold = held === "yes" || held === "no" ? null : held;
  const isHeld = held === null ? null : held !== "no";
  const rows = await tx.$queryRaw<Row[]>`SELECT c.conversation_id AS conversation, c.desk_id AS desk,
      c.topic_id AS topic, c.retention_class AS retention, c.outcome, c.opened_at AS "openedAt", c.closed_at AS "closedAt",
      (SELECT count(*)::integer FROM holds_on(c, ${now}::timestamptz)) AS holds
    FROM conversation c
    WHERE c.organisation_id = ${organisation}::uuid AND c.closed_at IS NOT NULL
      AND (${desk}::uuid IS NULL OR c.desk_id = ${desk}::uuid)
      AND (${topic}::uuid IS NULL OR c.topic_id = ${topic}::uuid)
      AND (${retention}::text IS NULL OR c.retention_class = ${retention}::text)
      AND (${from}::timestamptz IS NULL OR c.closed_at >= ${from}::timestamptz)
      AND (${to}::timestamptz IS NULL OR c.closed_at < ${to}::timestamptz)
      AND (${closed}::timestamptz IS NULL
        OR (c.closed_at, c.conversation_id) < (${closed}::timestamptz, ${before?.conversation ?? null}::uuid))
      AND (${isHeld}::boolean IS NULL OR ${isHeld}::boolean = EXISTS (
        SELECT FROM holds_on(c, ${now}::timestamptz) h WHERE ${hold}::uuid IS NULL OR h.hold_id = ${hold}::uuid))
    ORDER BY c.closed_at DESC, c.conversation_id DESC LIMIT ${limit + 1}`;
  const records = rows.slice(0, limit).map(({ openedAt, closedAt, ...row }) =>
    ConversationRecord.parse({
      ...row,
      openedAtMs: openedAt.getTime(),
      closedAtMs: closedAt.getTime(),
    }),
  );
  const last = records.at(-1);
  return {
    records,
    next: rows.length > limit && last ? `${last.closedAtMs}.${last.conversation}` : null,
  };
};

type Row = {
  conversation: string;
  desk: string;
  topic: string | null;
  retention: string;
  outcome: string;
  openedAt: Date;
  closedAt: Date;
  holds: number;
};
