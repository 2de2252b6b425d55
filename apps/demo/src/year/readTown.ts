import { hoursBetween } from "@eigenkanaal/domain";
import { DeskId, HoursSetting, MemberId, RetentionCode, TopicId } from "@eigenkanaal/protocol";
import type pg from "pg";
import { z } from "zod";
import type { YearTown } from "./town.js";

const Name = z.object({ nl: z.string() });

/** The town as it was set up, with the holidays of the year up to a moment (unix ms). Throws for one that was not seeded. */
export const readTown = async (
  client: Pick<pg.ClientBase, "query">,
  organisation: string,
  endMs: number,
): Promise<YearTown> => {
  const fromMs = endMs - 366 * 86_400_000;
  const desks = await client.query(
    `SELECT DISTINCT ON (d.desk_id) d.desk_id AS desk, d.general, s.hours, s.overflow_desk_id AS overflow,
       s.warn_at_percent AS "warnAtPercent", ARRAY (SELECT m.member_id::text FROM desk_member m
         WHERE m.organisation_id = $1 AND m.desk_id = d.desk_id AND 'answer' = ANY (m.rights)
         ORDER BY m.member_id) AS colleagues
     FROM desk d JOIN desk_setting s USING (organisation_id, desk_id)
     WHERE d.organisation_id = $1 AND d.kind = 'desk' ORDER BY d.desk_id, s.valid_from`,
    [organisation],
  );
  const topics = await client.query(
    `SELECT DISTINCT ON (topic_id) topic_id AS topic, desk_id AS desk, name, norm_minutes AS "normMinutes",
       retention_class AS retention, sensitive, ended
     FROM topic_setting WHERE organisation_id = $1 ORDER BY topic_id, valid_from`,
    [organisation],
  );
  const settings = desks.rows.map((row) => ({ row, hours: HoursSetting.parse(row.hours) }));
  const [first] = settings;
  if (!first) throw new Error("a town without desks");
  return {
    timeZone: first.hours.timeZone,
    desks: settings.map(({ row, hours }) => ({
      desk: DeskId.parse(row.desk),
      general: row.general,
      // Somewhat beyond, for what is due then.
      hours: hoursBetween(hours, fromMs, endMs + 60 * 86_400_000),
      colleagues: z.array(MemberId).parse(row.colleagues),
      overflow: row.overflow === null ? null : DeskId.parse(row.overflow),
      warnAtPercent: row.warnAtPercent,
    })),
    topics: topics.rows
      .filter(({ ended }) => !ended)
      .map((row) => ({
        topic: TopicId.parse(row.topic),
        desk: DeskId.parse(row.desk),
        name: Name.parse(row.name).nl,
        normMinutes: row.normMinutes,
        retention: row.retention === null ? null : RetentionCode.parse(row.retention),
        sensitive: row.sensitive,
      })),
  };
};
