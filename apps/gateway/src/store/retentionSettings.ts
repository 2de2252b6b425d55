import { defaultRetention, type KeptDay, legalTimeZone } from "@eigenkanaal/domain";
import {
  MemberId,
  RetentionCode,
  type RetentionSettings,
  RetentionTable,
  type SetRetention,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** What a town's records officers see and write (PROTOCOL.md P5, P6): the table that holds, and those that are announced. */

/** So many changes are shown; all are kept. */
const shownEvents = 100;

export const retentionSettings = async (scope: Scope): Promise<RetentionSettings> => {
  const { organisation, tx } = scope;
  const nowMs = await databaseNowMs(scope);
  const now = new Date(nowMs);
  const current = await tx.retentionSetting.findFirst({
    where: { organisation, validFrom: { lte: now } },
    orderBy: { validFrom: "desc" },
  });
  const announced = await tx.retentionSetting.findMany({
    where: { organisation, validFrom: { gt: now } },
    orderBy: { validFrom: "asc" },
  });
  return {
    nowMs,
    table: current ? RetentionTable.parse(current.retention) : defaultRetention,
    announced: announced.map(({ validFrom, retention, member, reason }) => ({
      validFromMs: validFrom.getTime(),
      table: RetentionTable.parse(retention),
      by: member === null ? null : MemberId.parse(member),
      reason,
    })),
    used: await usedClasses(scope, now),
    events: await eventsOf(scope),
  };
};

/** The classes that topics name, now or announced, ended ones too, and those that something is kept by. */
const usedClasses = async ({ organisation, tx }: Scope, now: Date): Promise<RetentionCode[]> => {
  // From one class to the next along the index of what is kept, however much there is of each.
  const rows = await tx.$queryRaw<{ retention: string }[]>`
    WITH RECURSIVE kept AS (
      (SELECT retention_class AS retention FROM conversation
       WHERE organisation_id = ${organisation}::uuid AND closed_at IS NOT NULL ORDER BY retention_class LIMIT 1)
      UNION ALL
      SELECT (SELECT c.retention_class FROM conversation c
        WHERE c.organisation_id = ${organisation}::uuid AND c.closed_at IS NOT NULL
          AND c.retention_class > kept.retention ORDER BY c.retention_class LIMIT 1)
      FROM kept WHERE kept.retention IS NOT NULL)
    SELECT retention FROM kept WHERE retention IS NOT NULL
    UNION
    SELECT s.retention_class FROM topic_setting s
    WHERE s.organisation_id = ${organisation}::uuid AND s.retention_class IS NOT NULL
      AND s.valid_from >= coalesce((SELECT max(o.valid_from) FROM topic_setting o
        WHERE o.organisation_id = s.organisation_id AND o.topic_id = s.topic_id AND o.valid_from <= ${now}), '-infinity')
    ORDER BY retention`;
  return rows.map(({ retention }) => RetentionCode.parse(retention));
};

const eventsOf = async ({ organisation, tx }: Scope): Promise<RetentionSettings["events"]> => {
  const rows = await tx.settingEvent.findMany({
    where: { organisation, subject: "retention" },
    orderBy: { event: "desc" },
    take: shownEvents,
  });
  return rows.map(({ validFrom, act, actor, reason, at }) => ({
    validFromMs: validFrom.getTime(),
    act: act === "set" ? "set" : "taken_back",
    by: MemberId.parse(actor),
    reason,
    atMs: at.getTime(),
  }));
};

/**
 * What is closed and kept, counted by class and by the day of its closing in the Netherlands: read from the index alone, and
 * once more for what is held, where anything is.
 */
export const keptDays = async ({ organisation, tx }: Scope, nowMs: number): Promise<KeptDay[]> => {
  const now = new Date(nowMs);
  type Row = { retention: string; closed: string; count: number };
  const all = await tx.$queryRaw<Row[]>`SELECT retention_class AS retention,
      (closed_at AT TIME ZONE ${legalTimeZone}::text)::date::text AS closed, count(*)::integer AS count
    FROM conversation WHERE organisation_id = ${organisation}::uuid AND closed_at IS NOT NULL
    GROUP BY 1, 2`;
  const anyHold = await tx.hold.findFirst({
    where: { organisation, liftedAt: null, OR: [{ endsAt: null }, { endsAt: { gt: now } }] },
    select: { hold: true },
  });
  const held = anyHold
    ? await tx.$queryRaw<Row[]>`SELECT c.retention_class AS retention,
        (c.closed_at AT TIME ZONE ${legalTimeZone}::text)::date::text AS closed, count(*)::integer AS count
      FROM conversation c
      WHERE c.organisation_id = ${organisation}::uuid AND c.closed_at IS NOT NULL
        AND EXISTS (SELECT FROM holds_on(c, ${now}::timestamptz))
      GROUP BY 1, 2`
    : [];
  const keyOf = ({ retention, closed }: Row) => `${retention} ${closed}`;
  const heldBy = new Map(held.map((row) => [keyOf(row), row.count]));
  return all.map((row) => ({
    ...row,
    retention: RetentionCode.parse(row.retention),
    held: heldBy.get(keyOf(row)) ?? 0,
  }));
};

/** Writes a table, in the place of one that is announced for the same moment, and who did so and why. */
export const writeRetention = async (
  { organisation, tx }: Scope,
  { table, reason, validFromMs, by }: Pick<SetRetention, "table" | "reason"> & Change,
) => {
  const validFrom = new Date(validFromMs);
  await tx.retentionSetting.deleteMany({ where: { organisation, validFrom } });
  await tx.retentionSetting.create({
    data: { organisation, validFrom, retention: table, reason, member: by },
  });
  const of = { subject: "retention", subjectId: organisation };
  await tx.settingEvent.create({ data: { organisation, ...of, act: "set", validFrom, actor: by, reason } });
};

type Change = { validFromMs: number; by: MemberId };

/** Takes back a table that is announced; what holds or held stays, whoever asks (the table's own policy). */
export const takeBackRetention = async ({ organisation, tx }: Scope, { validFromMs, by }: Change) => {
  const validFrom = new Date(validFromMs);
  await tx.retentionSetting.deleteMany({ where: { organisation, validFrom } });
  const of = { subject: "retention", subjectId: organisation };
  await tx.settingEvent.create({ data: { organisation, ...of, act: "taken_back", validFrom, actor: by } });
};
