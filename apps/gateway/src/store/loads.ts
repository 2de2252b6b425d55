import type {
  AuditDetail,
  Channel,
  ConversationId,
  OrganisationId,
  StoredEpoch,
  StoredMessage,
} from "@eigenkanaal/protocol";
import type pg from "pg";
import { mayAct, type Relation, relationTo } from "../access.js";
import type { Principal } from "../principals.js";
import { conversationObject, linesStatement, lineValues, type NewLine } from "./auditLines.js";
import { type ConversationRow, fromRow, type Rosters, type StoredConversation } from "./conversations.js";
import { beginForOrganisation, sentTogether } from "./database.js";
import { openRecord } from "./sealing.js";

/** A page that somebody asks for. */
export type Load = {
  principal: Principal;
  conversation: ConversationId;
  channel: Channel;
  afterSeq: number;
  limit: number;
  /** `once`: the caller hears nothing of the conversation for it; else they follow it. */
  mode: "once" | "follow";
  /** Whether this is to be in the audit log: a colleague's first page of the channel on a connection (PROTOCOL.md Y2). */
  line: "due" | "none";
  /** Runs when the caller may have it, before anything is read: what is stored from then on must reach them as news. */
  admitted: () => void;
};

export type Loaded =
  | {
      outcome: "loaded";
      stored: StoredConversation;
      epochs: StoredEpoch[];
      messages: StoredMessage[];
      more: boolean;
    }
  | { outcome: "refused"; code: "not_found" }
  /** Its key is not there or does not open its records: it was destroyed, or the wrong cluster is connected. */
  | { outcome: "broken"; error: unknown };

/** A page ends with the message that passes this, whatever its limit: thousands of readers must not fill the memory. */
const maxPageBytes = 2 ** 20;

/**
 * Reads a batch of one organisation's pages in one transaction, in the same order (PROTOCOL.md C5), on a connection of `openBatchPool`:
 * what is sent together is carried out one after the other. `opening` gives the conversations' keys. Throws when the database is away.
 */
export const loadBatch = async (
  client: pg.ClientBase,
  organisation: OrganisationId,
  { loads, opening }: { loads: readonly Load[]; opening: Promise<ReadonlyMap<string, Uint8Array>> },
): Promise<Loaded[]> => {
  const [, first] = await sentTogether(client, () =>
    Promise.all([beginForOrganisation(client, organisation), reach(client, organisation, loads)]),
  );
  loads.forEach(({ admitted }, index) => {
    if (first[index]) admitted();
  });
  const [messages, epochs, last] = await sentTogether(client, () =>
    Promise.all([
      pagesOf(client, organisation, loads),
      // Behind the messages, so that every message finds its epoch; the conversations last, so that they are not older.
      epochsOf(client, organisation, loads),
      reach(client, organisation, loads),
    ]),
  );
  const lines = loads.flatMap((load, index) => linesOf(load, first[index] && last[index]));
  await sentTogether(client, () =>
    Promise.all([
      // One statement for the whole batch, and none where all of it was loaded before.
      lines.length > 0 && client.query({ ...linesStatement, values: lineValues(organisation, lines) }),
      client.query("COMMIT"),
    ]),
  );
  const keys = await opening;
  return loads.map((load, index): Loaded => {
    const before = first[index];
    const stored = before && last[index];
    if (!stored) return { outcome: "refused", code: "not_found" };
    const { conversation, channel } = load;
    const page = messages.get(index) ?? [];
    const readSeq = page.at(-1)?.seq ?? load.afterSeq;
    try {
      return {
        outcome: "loaded",
        stored,
        epochs: openEpochs(epochs.get(`${conversation}/${channel}`) ?? [], organisation, keys),
        messages: page.map(({ seq, storedAt, envelope }) => ({
          conversation,
          channel,
          seq,
          storedAtMs: storedAt.getTime(),
          envelope,
        })),
        // Of what was stored before the page was read: more may not be promised and then not be there.
        more: readSeq < before.conversation.seq[channel],
      };
    } catch (error) {
      // What is wrong with one conversation is no other's business.
      return { outcome: "broken", error };
    }
  });
};

const linesOf = (
  { principal, channel, mode, line }: Load,
  stored: StoredConversation | undefined,
): NewLine[] => {
  if (!stored || line === "none" || principal.kind === "citizen") return [];
  const detail: AuditDetail = mode === "once" ? `${channel}_once` : channel;
  const { member, sessionId } = principal;
  const by = { actor: member, session: sessionId, act: "conversation:load" } as const;
  return [{ ...by, object: conversationObject(stored), detail, result: "done" }];
};

const openEpochs = (
  rows: readonly EpochRow[],
  organisation: OrganisationId,
  keys: ReadonlyMap<string, Uint8Array>,
): StoredEpoch[] =>
  rows.map(({ conversation, channel, epoch, sealedRecord }) => {
    const key = keys.get(conversation);
    if (!key) throw new Error("a conversation without its key");
    const place = { conversation, channel, epoch };
    return { ...place, record: openRecord(key, { organisation, ...place }, sealedRecord) };
  });

type Standing = Rosters & Pick<Relation, "reviewing">;

/** The conversations that the callers may have, by the loads' places. */
const reach = async (
  client: pg.ClientBase,
  organisation: OrganisationId,
  loads: readonly Load[],
): Promise<(StoredConversation | undefined)[]> => {
  const members = loads.map(({ principal }) => (principal.kind === "member" ? principal.member : null));
  const { rows } = await client.query<ConversationRow & Standing & { place: string }>({
    ...reachStatement,
    values: [organisation, loads.map(({ conversation }) => conversation), members],
  });
  const found = new Map(rows.map((row) => [Number(row.place) - 1, row]));
  return loads.map(({ principal, channel, mode }, index) => {
    const row = found.get(index);
    if (!row) return undefined;
    const stored = fromRow(row);
    const act = mode === "once" ? "load" : "follow";
    return mayAct(principal, { act, channel }, relationTo(stored, row)) ? stored : undefined;
  });
};

const reachStatement = {
  name: "load-reach",
  text: `SELECT s.place, c.conversation_id AS conversation, c.pseudonym, c.desk_id AS desk, c.topic_id AS topic, c.language,
      c.citizen_vk AS "citizenVk", c.state, c.assignee_id AS assignee, c.handover_state AS "handoverState",
      c.handover_by AS "handoverBy", c.handover_from AS "handoverFrom", c.handover_returns AS "handoverReturns", c.reader_id AS reader, c.labels,
      c.snooze, c.snoozed_until AS "snoozedUntil", c.reopened_at AS "reopenedAt", c.had_by_id AS "hadBy", c.blocked_until AS "blockedUntil",
      c.blocked_by_id AS "blockedBy", c.block_reason AS "blockReason", c.outcome, c.opened_at AS "openedAt",
      c.waiting_since AS "waitingSince", c.late_stage AS "lateStage", c.late_due_at AS "lateDueAt",
      c.overflow_desk_id AS "overflowDesk", c.closed_at AS "closedAt", c.retention_class AS retention,
      c.card_message_id AS card, c.verdict, c.last_activity_at AS "lastActivityAt",
      c.citizen_seq AS "citizenSeq", c.public_seq AS "publicSeq", c.internal_seq AS "internalSeq",
      (SELECT jsonb_agg(jsonb_build_object('kind', h.kind, 'epoch', h.epoch, 'cryptoId', h.crypto_id, 'logSize', h.log_size)) FROM channel h
        WHERE h.organisation_id = $1 AND h.conversation_id = c.conversation_id) AS channels,
      EXISTS (SELECT FROM desk_member d WHERE d.organisation_id = $1 AND d.desk_id = c.desk_id
        AND d.member_id = s.member AND 'answer' = ANY (d.rights)) AS "onDesk",
      EXISTS (SELECT FROM desk_member d JOIN desk k USING (organisation_id, desk_id) WHERE d.organisation_id = $1
        AND d.member_id = s.member AND 'answer' = ANY (d.rights) AND k.kind = 'archive') AS "inArchive",
      s.member IS NOT NULL AND EXISTS (SELECT FROM review_conversation i JOIN review r USING (organisation_id, review_id)
        JOIN desk_member d ON d.organisation_id = $1 AND d.desk_id = r.desk_id AND d.member_id = r.reviewer_id
        WHERE i.organisation_id = $1 AND i.conversation_id = c.conversation_id AND i.released_at IS NOT NULL
          AND r.reviewer_id = s.member AND r.desk_id = c.desk_id AND 'review' = ANY (d.rights)
          AND r.ended_at IS NULL AND r.ends_at > clock_timestamp()
          AND (SELECT decision->>'choice' FROM consideration WHERE organisation_id = $1 AND subject = 'reviewers'
            ORDER BY consideration_id DESC LIMIT 1) = 'yes') AS reviewing
    FROM unnest($2::uuid[], $3::uuid[]) WITH ORDINALITY AS s (conversation, member, place)
    JOIN conversation c ON c.organisation_id = $1 AND c.conversation_id = ANY ($2::uuid[])
      AND c.conversation_id = s.conversation`,
};

type PageRow = { place: string; seq: number; storedAt: Date; envelope: Buffer };

const pagesOf = async (client: pg.ClientBase, organisation: OrganisationId, loads: readonly Load[]) => {
  const { rows } = await client.query<PageRow>({
    ...pagesStatement,
    values: [
      organisation,
      loads.map(({ conversation }) => conversation),
      loads.map(({ channel }) => channel),
      loads.map(({ afterSeq }) => afterSeq),
      loads.map(({ limit }) => limit),
      maxPageBytes,
    ],
  });
  return grouped(rows, ({ place }) => Number(place) - 1);
};

const pagesStatement = {
  name: "load-pages",
  text: `SELECT s.place, p.seq, p.stored_at AS "storedAt", p.envelope
    FROM unnest($2::uuid[], $3::text[], $4::int[], $5::int[]) WITH ORDINALITY
      AS s (conversation, channel, after_seq, page_limit, place)
    CROSS JOIN LATERAL (SELECT m.*, sum(octet_length(m.envelope)) OVER (ORDER BY m.seq) - octet_length(m.envelope) AS begins
      FROM (SELECT seq, stored_at, envelope FROM message WHERE organisation_id = $1 AND conversation_id = s.conversation
        AND channel = s.channel AND seq > s.after_seq ORDER BY seq LIMIT s.page_limit) m) p
    WHERE p.begins < $6
    ORDER BY s.place, p.seq`,
};

type EpochRow = { conversation: ConversationId; channel: Channel; epoch: number; sealedRecord: Buffer };

/** All records of the loads' channels, oldest first, by `conversation/channel`. */
const epochsOf = async (client: pg.ClientBase, organisation: OrganisationId, loads: readonly Load[]) => {
  const { rows } = await client.query<EpochRow>({
    ...epochsStatement,
    values: [
      organisation,
      loads.map(({ conversation }) => conversation),
      loads.map(({ channel }) => channel),
    ],
  });
  return grouped(rows, ({ conversation, channel }) => `${conversation}/${channel}`);
};

const epochsStatement = {
  name: "load-epochs",
  text: `SELECT e.conversation_id AS conversation, e.channel, e.epoch, e.sealed_record AS "sealedRecord"
    FROM (SELECT DISTINCT * FROM unnest($2::uuid[], $3::text[]) AS u (conversation, channel)) s
    JOIN conversation_epoch e ON e.organisation_id = $1 AND e.conversation_id = ANY ($2::uuid[])
      AND e.conversation_id = s.conversation AND e.channel = s.channel
    ORDER BY e.epoch`,
};

const grouped = <Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};
