import type pg from "pg";
import { campaignCodes } from "./interests.js";

/**
 * Lets the town be there when its year begins (unix ms): what it set first holds from then on, and its links are registered. Done twice it is
 * done once, but for the line in the audit log.
 */
export const prepareTown = async (
  client: Pick<pg.ClientBase, "query">,
  organisation: string,
  beginsMs: number,
): Promise<void> => {
  const from = new Date(beginsMs);
  for (const { table, key, columns } of settings)
    await client.query(
      `INSERT INTO ${table} (organisation_id, ${key}, valid_from, ${columns})
       SELECT organisation_id, ${key}, $2, ${columns} FROM (
         SELECT DISTINCT ON (${key}) * FROM ${table} WHERE organisation_id = $1 ORDER BY ${key}, valid_from) first
       WHERE valid_from > $2`,
      [organisation, from],
    );
  await client.query(
    `INSERT INTO campaign (organisation_id, campaign, valid_from) SELECT $1, unnest($2::text[]), $3
     ON CONFLICT (organisation_id, campaign, valid_from) DO NOTHING`,
    [organisation, campaignCodes, from],
  );
  await client.query(
    `INSERT INTO audit_line (organisation_id, actor, act, object_kind, object_id, result)
     VALUES ($1, 'operator', 'operator seed', 'organisation', $1::uuid::text, 'done')`,
    [organisation],
  );
};

const settings = [
  {
    table: "desk_setting",
    key: "desk_id",
    columns: "name, hours, assignment, overflow_desk_id, warn_at_percent, ended",
  },
  {
    table: "topic_setting",
    key: "topic_id",
    columns: "desk_id, name, parent_id, words, norm_minutes, hours, retention_class, sensitive, ended",
  },
] as const;
