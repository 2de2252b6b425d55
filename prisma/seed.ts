import { type OverflowDesk, overflowFaults, settingAt } from "@eigenkanaal/domain";
import pg from "pg";
import type { Seed, TownSettings } from "./town.js";

/**
 * Writes a town's settings, as the owner of the schema, for an organisation whose bundle was imported: contact and
 * embedding origins as they are now, names, hours, topics and limits from `validFrom` on. Seeding twice is seeding once: a setting
 * that stands is never rewritten. Rejects, with nothing written, when a desk is not the organisation's, or when questions
 * would overflow in a circle or to where nobody answers.
 */
export const seed = async ({ databaseUrl, organisation, settings }: Seed): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await seedContact(client, organisation, settings);
    await seedDesks(client, organisation, settings);
    await seedMembers(client, organisation, settings);
    await seedTopics(client, organisation, settings);
    await seedStandardAnswers(client, organisation, settings);
    await seedLimits(client, organisation, settings);
    await client.query(
      `INSERT INTO audit_line (organisation_id, actor, act, object_kind, object_id, result)
       VALUES ($1, 'operator', 'operator seed', 'organisation', $2, 'done')`,
      [organisation, organisation],
    );
    await client.query("COMMIT");
  } finally {
    // Ends an open transaction without effect.
    await client.end();
  }
};

const seedContact = async (
  client: pg.Client,
  organisation: string,
  { contact, chatPage, emergencyProcedure, embeddingOrigins, secondFactor, absentAfterSeconds }: TownSettings,
) => {
  await client.query(
    `UPDATE organisation SET phone = $2, counter_url = $3, privacy_url = $4, second_factor = $5, crisis_lines = $6,
       emergency_procedure = $7, absent_after_seconds = $8, chat_url = $9
     WHERE organisation_id = $1`,
    [
      organisation,
      contact.phone,
      contact.counterUrl,
      contact.privacyUrl,
      secondFactor,
      JSON.stringify(contact.crisisLines),
      emergencyProcedure && JSON.stringify(emergencyProcedure),
      absentAfterSeconds,
      chatPage,
    ],
  );
  await client.query("DELETE FROM embedding_origin WHERE organisation_id = $1 AND origin <> ALL ($2)", [
    organisation,
    embeddingOrigins,
  ]);
  await client.query(
    `INSERT INTO embedding_origin (organisation_id, origin) SELECT $1, unnest($2::text[])
     ON CONFLICT (organisation_id, origin) DO NOTHING`,
    [organisation, embeddingOrigins],
  );
};

const seedDesks = async (
  client: pg.Client,
  organisation: string,
  { desks, hours, validFrom }: TownSettings,
) => {
  await requireOverflows(client, organisation, { desks, validFrom });
  for (const { desk, names, hours: own, assignment, overflow, warnAtPercent } of desks)
    await client.query(
      `INSERT INTO desk_setting (organisation_id, desk_id, valid_from, name, hours, assignment, overflow_desk_id,
         warn_at_percent)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (organisation_id, desk_id, valid_from) DO NOTHING`,
      [organisation, desk, validFrom, names, own ?? hours, assignment, overflow, warnAtPercent],
    );
};

/**
 * Throws where the file, with what stands of the desks that it does not name, sends questions where nobody answers: from then
 * on, or once something holds that is set for later.
 */
const requireOverflows = async (
  client: pg.Client,
  organisation: string,
  { desks, validFrom }: Pick<TownSettings, "desks" | "validFrom">,
) => {
  const { rows } = await client.query<OverflowDesk & { setAt: Date | null }>(
    `SELECT d.desk_id AS desk, d.kind, s.overflow_desk_id AS overflow, s.valid_from AS "setAt"
     FROM desk d LEFT JOIN desk_setting s USING (organisation_id, desk_id) WHERE d.organisation_id = $1`,
    [organisation],
  );
  const fromMs = Date.parse(validFrom);
  const standing = rows.flatMap(({ desk, overflow, setAt }) =>
    setAt ? [{ desk, validFromMs: setAt.getTime(), setting: overflow }] : [],
  );
  const said = desks
    .map(({ desk, overflow }) => ({ desk, validFromMs: fromMs, setting: overflow }))
    // A setting that stands is not rewritten.
    .filter(({ desk }) => !standing.some((one) => one.desk === desk && one.validFromMs === fromMs));
  const settings = [...standing, ...said];
  const kinds = new Map(rows.map(({ desk, kind }) => [desk, kind]));
  const moments = settings.map(({ validFromMs }) => validFromMs).filter((atMs) => atMs > fromMs);
  const faults = [fromMs, ...moments].flatMap((atMs) =>
    overflowFaults(
      [...kinds].map(([desk, kind]) => {
        const own = settings.filter((one) => one.desk === desk);
        return { desk, kind, overflow: settingAt(own, atMs) ?? null };
      }),
    ),
  );
  const told = new Set(faults.map(({ desk, fault }) => `${desk} (${fault})`));
  if (told.size > 0)
    throw new Error(`These desks cannot overflow as the file says: ${[...told].join(", ")}.`);
};

const seedStandardAnswers = async (
  client: pg.Client,
  organisation: string,
  { standardAnswers = [] }: TownSettings,
) => {
  // Into an empty list only: what a desk has taken away does not come back.
  const { rowCount } = await client.query("SELECT FROM standard_answer WHERE organisation_id = $1 LIMIT 1", [
    organisation,
  ]);
  if (rowCount !== 0) return;
  for (const { answer, desk, title, text } of standardAnswers)
    await client.query(
      "INSERT INTO standard_answer (organisation_id, answer_id, desk_id, title, text) VALUES ($1, $2, $3, $4, $5)",
      [organisation, answer, desk, title, text],
    );
};

/** Beside how they are, which is theirs to say: who is not there yet begins off. */
const seedMembers = async (client: pg.Client, organisation: string, { members, domain }: TownSettings) => {
  for (const { account, capacity, languages } of members) {
    if (capacity === undefined && languages === undefined) continue;
    await client.query(
      `INSERT INTO member_presence AS p (organisation_id, member_id, capacity, languages)
       SELECT organisation_id, member_id, coalesce($3::integer, 4), coalesce($4::text[], '{nl}') FROM member
       WHERE organisation_id = $1 AND account || '@' || $5 = $2
       ON CONFLICT (organisation_id, member_id) DO UPDATE
         SET capacity = coalesce($3::integer, p.capacity), languages = coalesce($4::text[], p.languages)`,
      [organisation, account, capacity ?? null, languages ?? null, domain],
    );
  }
};

const seedTopics = async (client: pg.Client, organisation: string, { topics, validFrom }: TownSettings) => {
  // All of them first: one may stand under another that comes later in the file.
  await client.query(
    `INSERT INTO topic (organisation_id, topic_id) SELECT $1, unnest($2::uuid[])
     ON CONFLICT (organisation_id, topic_id) DO NOTHING`,
    [organisation, topics.map(({ topic }) => topic)],
  );
  for (const topic of topics)
    await client.query(
      `INSERT INTO topic_setting (organisation_id, topic_id, valid_from, desk_id, name, parent_id, words, norm_minutes,
         hours, retention_class, sensitive, ended)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       ON CONFLICT (organisation_id, topic_id, valid_from) DO NOTHING`,
      [
        organisation,
        topic.topic,
        validFrom,
        topic.desk,
        topic.names,
        topic.under,
        wordsOf(topic),
        topic.normMinutes,
        topic.hours,
        topic.retention,
        topic.sensitive,
        topic.ended,
      ],
    );
};

/** The uniform product name is one of a topic's words: it is what other organisations and their letters call it. */
const wordsOf = ({ words, product }: TownSettings["topics"][number]) =>
  product === null ? words : { ...words, nl: [product, ...words.nl] };

const seedLimits = async (client: pg.Client, organisation: string, { limits, validFrom }: TownSettings) => {
  if (!limits) return;
  await client.query(
    `INSERT INTO limit_setting (organisation_id, valid_from, limits) VALUES ($1, $2, $3)
     ON CONFLICT (organisation_id, valid_from) DO NOTHING`,
    [organisation, validFrom, limits],
  );
};
