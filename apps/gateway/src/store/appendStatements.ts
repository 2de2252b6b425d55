import type { ChannelRow, ConversationRow } from "./conversations.js";

// The statements of an append (messages.ts), each over a whole batch of one organisation ($1). They run on the
// connections of `openBatchPool` only. Every table is reached row by row through its primary key, in a lateral subquery
// that OFFSET 0 keeps as it is written: without statistics, as on a town's first day, the planner takes an organisation
// for a row or two and would read all of it, for every row again. Where conversations are locked and changed that cannot be
// said; no other index of all of them begins with the organisation (test/gateway/database.test.ts).

/** A conversation without its channels. */
export type LockedRow = Omit<ConversationRow, "channels">;

/** Locks the batch's conversations, always in the same order, and reads them as they are once the lock is held. */
export const lockStatement = {
  name: "append-lock",
  text: `SELECT c.conversation_id AS conversation, c.pseudonym, c.desk_id AS desk, c.topic_id AS topic, c.language,
      c.citizen_vk AS "citizenVk", c.state, c.assignee_id AS assignee, c.handover_state AS "handoverState",
      c.handover_by AS "handoverBy", c.handover_from AS "handoverFrom", c.handover_returns AS "handoverReturns", c.reader_id AS reader, c.labels,
      c.snooze, c.snoozed_until AS "snoozedUntil", c.reopened_at AS "reopenedAt", c.had_by_id AS "hadBy", c.blocked_until AS "blockedUntil",
      c.blocked_by_id AS "blockedBy", c.block_reason AS "blockReason", c.outcome, c.opened_at AS "openedAt",
      c.waiting_since AS "waitingSince", c.late_stage AS "lateStage", c.late_due_at AS "lateDueAt",
      c.overflow_desk_id AS "overflowDesk", c.closed_at AS "closedAt", c.retention_class AS retention,
      c.card_message_id AS card, c.verdict, c.last_activity_at AS "lastActivityAt",
      c.citizen_seq AS "citizenSeq", c.public_seq AS "publicSeq", c.internal_seq AS "internalSeq"
    FROM conversation c WHERE c.organisation_id = $1 AND c.conversation_id = ANY ($2::uuid[])
    ORDER BY c.conversation_id FOR UPDATE`,
};

/** A channel, and whether its epoch names the newest key of the desk and of the archive. */
export type AppendChannelRow = ChannelRow & { conversation: string; namesNewestKeys: boolean | null };

/** The channels of those conversations. Only behind the lock: what the lock waited for is what this must show. */
export const channelsStatement = {
  name: "append-channels",
  text: `SELECT h.conversation_id AS conversation, h.kind, h.epoch, h.crypto_id AS "cryptoId",
      h.log_size AS "logSize",
      h.desk_key_hash = (SELECT d.key_hash FROM desk d WHERE d.organisation_id = $1 AND d.desk_id = c.desk_id)
        AND h.archive_key_hash = (SELECT a.key_hash FROM desk a
          WHERE a.organisation_id = $1 AND a.kind = 'archive' AND a.key_hash IS NOT NULL) AS "namesNewestKeys"
    FROM unnest($2::uuid[]) AS s (conversation)
    CROSS JOIN LATERAL (SELECT desk_id FROM conversation
      WHERE organisation_id = $1 AND conversation_id = s.conversation OFFSET 0) c
    CROSS JOIN LATERAL (SELECT * FROM channel
      WHERE organisation_id = $1 AND conversation_id = s.conversation OFFSET 0) h`,
};

export type PlaceRow = {
  nowMs: number;
  onDesk: boolean;
  pseudonym: string | null;
  firstSeq: number | null;
  firstStoredAt: Date;
  firstVk: Buffer | null;
  firstMember: string | null;
  firstEnvelope: Buffer;
  headSeq: number | null;
  headVk: Buffer | null;
  headMember: string | null;
};

/** For each send, by its place in the batch: the caller's relation, the row that has its id, the head of its chain. */
export const placesStatement = {
  name: "append-places",
  text: `SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs",
      d.desk_id IS NOT NULL AS "onDesk",
      a.pseudonym,
      f.seq AS "firstSeq", f.stored_at AS "firstStoredAt", f.sender_vk AS "firstVk",
      f.sender_member_id AS "firstMember", f.envelope AS "firstEnvelope",
      h.sender_seq AS "headSeq", h.sender_vk AS "headVk", h.sender_member_id AS "headMember"
    FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[]) WITH ORDINALITY
      AS s (conversation, channel, message, sender_ref, member, place)
    LEFT JOIN LATERAL (SELECT desk_id FROM conversation
      WHERE organisation_id = $1 AND conversation_id = s.conversation OFFSET 0) c ON true
    LEFT JOIN LATERAL (SELECT desk_id FROM desk_member
      WHERE organisation_id = $1 AND desk_id = c.desk_id AND member_id = s.member
        AND 'answer' = ANY (rights) OFFSET 0) d ON true
    LEFT JOIN LATERAL (SELECT pseudonym FROM conversation_actor
      WHERE organisation_id = $1 AND conversation_id = s.conversation
        AND member_id IS NOT DISTINCT FROM s.member LIMIT 1) a ON true
    LEFT JOIN LATERAL (SELECT * FROM message
      WHERE organisation_id = $1 AND message_id = s.message OFFSET 0) f
      ON f.conversation_id = s.conversation AND f.channel = s.channel
    LEFT JOIN LATERAL (SELECT sender_seq, sender_vk, sender_member_id FROM message
      WHERE organisation_id = $1 AND conversation_id = s.conversation AND channel = s.channel
        AND sender_ref = s.sender_ref ORDER BY sender_seq DESC LIMIT 1) h ON true
    ORDER BY s.place`,
};

/**
 * Stores messages, what they made of their conversations, who is new in those, and the events. Of a conversation's new
 * values each stands in its array where the conversation stands in `$14`. A message offers no other desk: it leaves the
 * offer that stands, or its wait ends and the offer with it; and registers nothing: what it reopens is not registered any more, and its
 * citizen's verdict is not of it.
 */
export const storeStatement = {
  name: "append-store",
  text: `WITH stored AS (
      INSERT INTO message (organisation_id, stored_at, conversation_id, channel, seq, message_id, class, epoch, sender_vk,
        sender_member_id, sender_ref, sender_seq, envelope)
      SELECT $1, $2::timestamptz, m.* FROM unnest($3::uuid[], $4::text[], $5::int[], $6::uuid[], $7::smallint[],
        $8::int[], $9::bytea[], $10::uuid[], $11::uuid[], $12::int[], $13::bytea[]) AS m
    ), changed AS (
      UPDATE conversation SET (state, assignee_id, outcome, closed_at, waiting_since, last_activity_at, citizen_seq,
        public_seq, internal_seq, late_stage, late_due_at, overflow_desk_id, snooze, snoozed_until,
        reopened_at, retention_class, card_message_id, verdict) = (SELECT ($15::text[])[n],
        ($16::uuid[])[n], ($17::text[])[n], ($18::timestamptz[])[n], ($19::timestamptz[])[n], ($20::timestamptz[])[n],
        ($21::int[])[n], ($22::int[])[n], ($23::int[])[n], ($24::text[])[n], ($25::timestamptz[])[n],
        CASE WHEN ($24::text[])[n] IN ('offered', 'declined') THEN overflow_desk_id END,
        ($34::text[])[n], ($35::timestamptz[])[n], ($36::timestamptz[])[n],
        CASE WHEN ($18::timestamptz[])[n] IS NOT NULL THEN retention_class END,
        CASE WHEN ($18::timestamptz[])[n] IS NOT NULL THEN card_message_id END,
        CASE WHEN ($18::timestamptz[])[n] IS NOT NULL THEN verdict END
        FROM array_position($14::uuid[], conversation_id) AS n)
      WHERE organisation_id = $1 AND conversation_id = ANY ($14::uuid[])
    ), met AS (
      INSERT INTO conversation_actor (organisation_id, conversation_id, member_id, pseudonym)
      SELECT $1, a.* FROM unnest($26::uuid[], $27::uuid[], $28::uuid[]) AS a
    )
    INSERT INTO conversation_event (organisation_id, at, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym)
    SELECT $1, $2::timestamptz, e.* FROM unnest($29::uuid[], $30::text[], $31::uuid[], $32::text[], $33::uuid[]) AS e`,
};
