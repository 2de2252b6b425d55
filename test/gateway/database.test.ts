import { randomUUID } from "node:crypto";
import pg from "pg";
import { beforeAll, expect, test, vi } from "vitest";
import { begin, say } from "../harness/conversation.js";
import { useSetting } from "../harness/setting.js";

const setting = useSetting();

/** A connection with the rights that the gateway has, in the given organisation or in none. */
const asGateway = async <T>(
  organisation: string | undefined,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const url = new URL(setting.databases.databaseUrl);
  url.searchParams.set("options", "-c role=eigenkanaal_app");
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    if (organisation)
      await client.query("SELECT set_config('eigenkanaal.organisation', $1, false)", [organisation]);
    return await work(client);
  } finally {
    await client.end();
  }
};

const byOrganisation = [
  "organisation_secret",
  "certificate",
  "log_leaf",
  "desk",
  "desk_setting",
  "limit_setting",
  "topic",
  "topic_setting",
  "member",
  "key_slot",
  "desk_member",
  "desk_key",
  "member_session",
  "pending_sign_in",
  "second_factor",
  "recovery_code",
  "account_event",
  "member_setting",
  "setting_event",
  "member_presence",
  "presence_event",
  "conversation",
  "channel",
  "conversation_epoch",
  "message",
  "conversation_actor",
  "conversation_event",
  "deposit",
  "deposit_conversation",
  "conversation_block",
  "shared_remark",
  "audit_line",
  "audit_chain",
  "notice",
  "standard_answer",
  "campaign",
  "label",
  "retention_setting",
  "consideration",
  "hold",
  "hold_conversation",
  "destruction_list",
  "destruction_approval",
  "destruction_item",
  "destruction_pending",
  "destruction_register",
  "destruction_root",
  "transparency_leaf",
  "erasure_request",
  "conversation_figure",
  "response_figure",
  "figure_due",
  "figure_key",
  "figure_day",
  "api_token",
  "review",
  "review_conversation",
];

beforeAll(async () => {
  await say(await begin(setting));
  const topic = randomUUID();
  const { organisation } = setting.town;
  await setting.rows("INSERT INTO topic VALUES ($1, $2)", [organisation, topic]);
  await setting.rows("INSERT INTO topic_setting VALUES ($1, $2, now(), $3, '{}')", [
    organisation,
    topic,
    setting.desk.desk,
  ]);
  await setting.rows("INSERT INTO desk_setting VALUES ($1, $2, now(), '{}', '{}')", [
    organisation,
    setting.desk.desk,
  ]);
  await setting.rows("INSERT INTO embedding_origin VALUES ($1, 'https://www.town.example')", [organisation]);
  await setting.rows(
    `INSERT INTO notice (organisation_id, conversation_id, sealed_address)
     SELECT organisation_id, conversation_id, 'sealed' FROM conversation WHERE organisation_id = $1`,
    [organisation],
  );
  await setting.rows(
    `INSERT INTO shared_remark (organisation_id, conversation_id, desk_id, sealed_copy, shared_at)
     SELECT organisation_id, conversation_id, desk_id, decode(repeat('00', 1355), 'hex'), now()
     FROM conversation WHERE organisation_id = $1`,
    [organisation],
  );
  await setting.rows("INSERT INTO standard_answer VALUES ($1, $2, $3, 'Groet', '{}')", [
    organisation,
    randomUUID(),
    setting.desk.desk,
  ]);
  await setting.rows("INSERT INTO campaign VALUES ($1, 'poster', now())", [organisation]);
  await setting.rows("INSERT INTO label VALUES ($1, $2, $3, 'Spoed', 'in_use')", [
    organisation,
    randomUUID(),
    setting.desk.desk,
  ]);
  const anna = [organisation, setting.colleague("anna").member];
  for (const sql of [
    "INSERT INTO pending_sign_in VALUES ($1, sha256('token'), $2, 'code')",
    "INSERT INTO second_factor VALUES ($1, $2, 'pending', decode(repeat('00', 48), 'hex'))",
    "INSERT INTO recovery_code VALUES ($1, $2, sha256('code'))",
    `INSERT INTO account_event (organisation_id, member_id, kind, actor)
     VALUES ($1, $2, 'second_factor_reset', 'operator')`,
    "INSERT INTO member_presence VALUES ($1, $2)",
    "INSERT INTO member_setting VALUES ($1, $2, now(), 3, '{nl}')",
    `INSERT INTO setting_event (organisation_id, subject, subject_id, act, valid_from, actor_id)
     VALUES ($1, 'member', $2, 'set', now(), $2)`,
    `INSERT INTO presence_event (organisation_id, member_id, state, cause, at)
     VALUES ($1, $2, 'off', 'said', now())`,
    `INSERT INTO conversation_block (organisation_id, conversation_id, act, member_id, at)
     SELECT $1, conversation_id, 'lifted', $2, now() FROM conversation WHERE organisation_id = $1`,
    "INSERT INTO retention_setting VALUES ($1, '2999-01-01', '{}', 'Archiefwet', $2)",
    `INSERT INTO consideration (organisation_id, subject, decision, reason, member_id)
     VALUES ($1, 'uploads', '{}', 'Nieuw', $2)`,
    `INSERT INTO hold (organisation_id, hold_id, kind, reference, reason, by_scope, placed_by)
     VALUES ($1, gen_random_uuid(), 'woo', 'Woo 1', 'Verzoek', false, $2)`,
    `INSERT INTO hold_conversation SELECT $1, hold_id, conversation_id
     FROM hold JOIN conversation USING (organisation_id) WHERE organisation_id = $1 AND placed_by = $2`,
    `INSERT INTO api_token (organisation_id, secret_hash, member_id, name, desk_ids, expires_at)
     VALUES ($1, sha256('secret'), $2, 'Power BI', ARRAY[gen_random_uuid()], now())`,
    `INSERT INTO review (organisation_id, desk_id, from_at, to_at, reviewer_id, reason, asked_by, ends_at)
     SELECT $1, desk_id, 'epoch', now(), $2, 'Kwartaal', $2, now() FROM desk WHERE organisation_id = $1 LIMIT 1`,
    `INSERT INTO review_conversation (organisation_id, review_id, place, conversation_id, closed_at)
     SELECT $1, review_id, 1, conversation_id, now()
     FROM review JOIN conversation USING (organisation_id) WHERE organisation_id = $1 AND asked_by = $2 LIMIT 1`,
    `INSERT INTO deposit (organisation_id, deposit_id, selection, chosen, sealed, member_id)
     VALUES ($1, gen_random_uuid(), '{}', 1, true, $2)`,
    `INSERT INTO deposit_conversation SELECT $1, deposit_id, conversation_id, now()
     FROM deposit JOIN conversation USING (organisation_id) WHERE organisation_id = $1 AND member_id = $2`,
  ])
    await setting.rows(sql, anna);
  await holdAndDestroy();
  // Nothing takes them away: with hours such as those above the gateway computes no figures.
  for (const sql of [
    `INSERT INTO conversation_figure (organisation_id, conversation_pseudonym, desk_id, begun_at, opened_at, opened_on,
       hour_of_week, norm_minutes, abandoned, handling_calendar_ms, handling_open_ms, reopened, transfers, later_responses)
     VALUES ($1, $1, $1, 'chat', now(), now(), 0, 60, false, 0, 0, 0, 0, 1)`,
    "INSERT INTO response_figure VALUES ($1, $1, 1, $1, now(), now(), 0, 0)",
    "INSERT INTO figure_due (organisation_id, conversation_pseudonym) VALUES ($1, $1)",
  ])
    await setting.rows(sql, [organisation]);
  await (await setting.agent("anna")).call("queue:load", { list: "open" });
  await vi.waitUntil(async () => (await setting.rows("SELECT FROM audit_chain")).length > 0, 20_000);
});

/** A row of all that keeps conversations or destroys them. */
const holdAndDestroy = async () => {
  const [id, other] = [randomUUID(), randomUUID()];
  const by = [setting.town.organisation, id, setting.colleague("anna").member];
  const certificate = { conversation: other, list: id, destroyedAtMs: 1 };
  for (const [sql, values] of [
    ["INSERT INTO retention_setting VALUES ($1, now() + interval '1 day', '{}', 'proef')", by.slice(0, 1)],
    [
      `INSERT INTO hold (organisation_id, hold_id, kind, reference, reason, by_scope, placed_by)
       VALUES ($1, $2, 'woo', 'Woo-1', 'verzoek', false, $3)`,
      by,
    ],
    [
      "INSERT INTO hold_conversation SELECT organisation_id, $2, conversation_id FROM conversation WHERE organisation_id = $1",
      by.slice(0, 2),
    ],
    [
      `INSERT INTO destruction_list (organisation_id, list_id, proposed_by, approvals, proposed_items)
       VALUES ($1, $2, $3, 1, 1)`,
      by,
    ],
    ["INSERT INTO destruction_approval VALUES ($1, $2, $3)", by],
    ["INSERT INTO destruction_item VALUES ($1, $2, gen_random_uuid(), '6.3', now())", by.slice(0, 2)],
    ["INSERT INTO destruction_pending VALUES ($1, $2, '{}')", by.slice(0, 2)],
    [
      "INSERT INTO destruction_register (organisation_id, certificate) VALUES ($1, $2)",
      [setting.town.organisation, JSON.stringify(certificate)],
    ],
    ["INSERT INTO destruction_root VALUES ($1, 1, 1, sha256('root'))", by.slice(0, 1)],
    [
      `INSERT INTO erasure_request (organisation_id, conversation_pseudonym, outcome, ground)
       VALUES ($1, gen_random_uuid(), 'refused', 'held')`,
      by.slice(0, 1),
    ],
  ] as const)
    await setting.rows(sql, [...values]);
};

test("every table has its organisation first in its key, and row-level security", async () => {
  const tables = await setting.rows<{ name: string; secured: boolean; first: string }>(
    `SELECT c.relname AS name, c.relrowsecurity AS secured, a.attname AS first
     FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'`,
  );
  expect(tables.map(({ name }) => name).toSorted()).toEqual(
    [...byOrganisation, "organisation", "embedding_origin"].toSorted(),
  );
  for (const table of tables) expect(table).toMatchObject({ secured: true, first: "organisation_id" });
});

test("the gateway sees its organisation's rows, and none of them under another's setting or none", async () => {
  const count = (organisation: string | undefined, table: string) =>
    asGateway(organisation, async (client) => {
      const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
      return Number(rows[0]?.count);
    });
  for (const table of byOrganisation) {
    expect([table, await count(setting.town.organisation, table)]).not.toEqual([table, 0]);
    expect([table, await count(randomUUID(), table)]).toEqual([table, 0]);
    expect([table, await count(undefined, table)]).toEqual([table, 0]);
  }
  for (const table of ["organisation", "embedding_origin"]) expect(await count(undefined, table)).toBe(1);
});

test("the gateway writes no row of another organisation", async () => {
  const insert = (organisation: string) =>
    asGateway(setting.town.organisation, (client) =>
      client.query(
        `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, at)
         VALUES ($1, $2, 'opened', $2, 'citizen', $2, now())`,
        [organisation, randomUUID()],
      ),
    );
  await expect(insert(randomUUID())).rejects.toThrow(/row-level security/);
  await expect(insert(setting.town.organisation)).resolves.toMatchObject({ rowCount: 1 });
});

test("the gateway may not change or delete events, certificates, the log, messages or anybody's rights", async () => {
  const refused = [
    ...[
      "conversation_event",
      "conversation_block",
      "shared_remark",
      "certificate",
      "log_leaf",
      "message",
      "conversation_epoch",
      "member",
      "desk_member",
      "account_event",
      "presence_event",
      "campaign",
      "setting_event",
      "consideration",
      "hold_conversation",
      "audit_line",
      "audit_chain",
      "destruction_register",
      "destruction_root",
      "destruction_approval",
      "transparency_leaf",
      "erasure_request",
    ].flatMap((table) => [`DELETE FROM ${table}`, `UPDATE ${table} SET organisation_id = organisation_id`]),
    ...["review", "review_conversation"].map((table) => `DELETE FROM ${table}`),
    ...["reviewer_id", "desk_id", "ends_at", "reason"].map(
      (column) => `UPDATE review SET ${column} = ${column}`,
    ),
    ...["conversation_id", "review_id", "place"].map(
      (column) => `UPDATE review_conversation SET ${column} = ${column}`,
    ),
    ...["DELETE FROM figure_day", "DELETE FROM figure_key", "UPDATE figure_key SET key = key"],
    "UPDATE figure_day SET opened_on = opened_on",
    "DELETE FROM label",
    "DELETE FROM hold",
    ...["reference", "reason", "ends_at", "placed_by", "desks"].map(
      (column) => `UPDATE hold SET ${column} = ${column}`,
    ),
    "UPDATE retention_setting SET reason = reason",
    "UPDATE label SET desk_id = desk_id",
    "DELETE FROM destruction_list",
    "UPDATE destruction_list SET approvals = approvals",
    "UPDATE destruction_item SET retention_class = retention_class",
    "UPDATE destruction_pending SET certificate = certificate",
    "UPDATE conversation SET citizen_vk = citizen_vk",
    "UPDATE conversation SET opened_at = opened_at",
    "UPDATE second_factor SET sealed_secret = sealed_secret",
    "UPDATE organisation SET second_factor = 'offered'",
    ...["topic_setting", "desk_setting", "member_setting"].map(
      (table) => `UPDATE ${table} SET valid_from = valid_from`,
    ),
    "DELETE FROM topic",
    "DELETE FROM desk",
    "UPDATE member_presence SET capacity = capacity",
    "UPDATE member_presence SET languages = languages",
    "INSERT INTO member SELECT * FROM member",
    "INSERT INTO certificate SELECT * FROM certificate",
    "INSERT INTO desk_member SELECT * FROM desk_member",
    ...["conversation_event", "audit_line", "audit_chain"].map((table) => `TRUNCATE ${table}`),
    // A time of its own choice.
    "INSERT INTO audit_line (organisation_id, at, actor, act, result) VALUES (gen_random_uuid(), now(), 'system', 'x', 'done')",
  ];
  for (const sql of refused)
    await expect(
      asGateway(setting.town.organisation, (client) => client.query(sql)),
      sql,
    ).rejects.toThrow(/permission denied/);
  // It deletes, of these, what officers approved and nothing else (test/protocol/destruction.test.ts).
  for (const table of ["conversation", "destruction_item", "destruction_pending"]) {
    const sql = `DELETE FROM ${table}`;
    const deleting = asGateway(setting.town.organisation, (client) => client.query(sql));
    expect([table, await deleting]).toMatchObject([table, { rowCount: 0 }]);
  }
  const allowed = "UPDATE conversation SET citizen_seq = citizen_seq";
  expect(await asGateway(setting.town.organisation, (client) => client.query(allowed))).toMatchObject({
    rowCount: 1,
  });
});

test("the gateway adds settings of now and later, takes away those of later, and leaves what was", async () => {
  const { organisation } = setting.town;
  const { member } = setting.colleague("bram");
  const insert = (at: string) => `INSERT INTO member_setting VALUES ($1, $2, ${at}, 3, '{nl}')`;
  const asTown = (sql: string, values?: unknown[]) =>
    asGateway(organisation, (client) => client.query(sql, values));
  await expect(asTown(insert("now() - interval '1 second'"), [organisation, member])).rejects.toThrow(
    /row-level security/,
  );
  await asTown(insert("clock_timestamp()"), [organisation, member]);
  await asTown(insert("now() + interval '1 day'"), [organisation, member]);
  for (const table of ["topic_setting", "desk_setting"])
    expect(await asTown(`DELETE FROM ${table}`)).toMatchObject({ rowCount: 0 });
  expect(await asTown("DELETE FROM member_setting")).toMatchObject({ rowCount: 1 });
  expect(await setting.rows("SELECT FROM member_setting WHERE member_id = $1", [member])).toHaveLength(1);
});

test("a state that contradicts itself cannot be stored, whatever the code does", async () => {
  for (const change of [
    ...["state = 'in_hand'", "state = 'closed'", "closed_at = now()", "outcome = 'spam'"],
    // Put off by nobody; until no moment; who had what was never closed; more labels than it can have.
    ...["snooze = 'answer'", "snoozed_until = now()", "had_by_id = member_id FROM member"],
    "labels = array_fill(gen_random_uuid(), '{11}')",
  ])
    await expect(setting.rows(`UPDATE conversation SET ${change}`), change).rejects.toThrow(
      /check constraint/,
    );
  const again = `INSERT INTO message SELECT (jsonb_populate_record(m, $1)).* FROM message m LIMIT 1`;
  for (const same of [{ seq: 99 }, { seq: 99, message_id: randomUUID() }])
    await expect(setting.rows(again, [same])).rejects.toThrow(/duplicate key/);
  await setting.rows(again, [{ seq: 99, message_id: randomUUID(), sender_seq: 99 }]);
});

test("a conversation's messages go with it, and no other's", async () => {
  const [gone, kept] = [await begin(setting), await begin(setting)];
  for (const begun of [gone, kept]) await say(begun);
  const messages = async ({ conversation }: { conversation: string }) =>
    (await setting.rows("SELECT 1 FROM message WHERE conversation_id = $1", [conversation])).length;
  expect([await messages(gone), await messages(kept)]).toEqual([1, 1]);
  await setting.rows("DELETE FROM conversation WHERE conversation_id = $1", [gone.conversation]);
  expect([await messages(gone), await messages(kept)]).toEqual([0, 1]);
});

test("no index of conversations makes a message dearer: none of what messages change, none beside the key by organisation", async () => {
  const indexes = await setting.rows<{ name: string; definition: string; whole: boolean; first: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition, i.indpred IS NULL AS whole, a.attname AS first
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
     WHERE i.indrelid = 'conversation'::regclass`,
  );
  const changes = /last_activity_at|waiting_since|citizen_seq|public_seq|internal_seq/;
  expect(indexes.filter(({ definition }) => changes.test(definition))).toEqual([]);
  const byOrganisationAlone = indexes.filter(({ whole, first }) => whole && first === "organisation_id");
  expect(byOrganisationAlone.map(({ name }) => name)).toEqual(["conversation_pkey"]);
});
