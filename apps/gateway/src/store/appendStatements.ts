import type { ChannelRow, ConversationRow } from "./conversations.js";

// The five statements of an append (messages.ts), each over a whole batch of one organisation ($1). Each join also says
// `= ANY (…)`: before the planner has statistics it would rather read a whole organisation.

/** A conversation without its channels. */
export type LockedRow = Omit<ConversationRow, "channels">;

/** Locks the batch's conversations, always in the same order, and reads them as they are once the lock is held. */
export const lockStatement = {
  name: "append-lock",
  text: `SELECT c.conversation_id AS conversation, c.pseudonym, c.desk_id AS desk, c.topic_id AS topic, c.language,
      c.citizen_vk AS "citizenVk", c.state, c.assignee_id AS assignee, c.outcome, c.opened_at AS "openedAt",
      c.waiting_since AS "waitingSince", c.closed_at AS "closedAt", c.last_activity_at AS "lastActivityAt",
      c.citizen_seq AS "citizenSeq"
    FROM conversation c WHERE c.organisation_id = $1 AND c.conversation_id = ANY ($2::uuid[])
    ORDER BY c.conversation_id FOR UPDATE`,
};

/** A channel, and whether its epoch names the newest key of the desk and of the archive. */
export type AppendChannelRow = ChannelRow & { conversation: string; namesNewestKeys: boolean | null };

/** The channels of those conversations. Only behind the lock: what the lock waited for is what this must show. */
export const channelsStatement = {
  name: "append-channels",
  text: `SELECT h.conversation_id AS conversation, h.kind, h.last_seq AS "lastSeq", h.epoch, h.crypto_id AS "cryptoId",
      h.log_size AS "logSize",
      h.desk_key_hash = d.key_hash AND h.archive_key_hash = (SELECT a.key_hash FROM desk a
        WHERE a.organisation_id = $1 AND a.kind = 'archive' AND a.key_hash IS NOT NULL) AS "namesNewestKeys"
    FROM channel h
    JOIN conversation c ON c.organisation_id = $1 AND c.conversation_id = ANY ($2::uuid[])
      AND c.conversation_id = h.conversation_id
    JOIN desk d ON d.organisation_id = $1 AND d.desk_id = c.desk_id
    WHERE h.organisation_id = $1 AND h.conversation_id = ANY ($2::uuid[])`,
};

export type PlaceRow = {
  now: Date;
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
  text: `SELECT clock_timestamp() AS now,
      EXISTS (SELECT FROM desk_member d WHERE d.organisation_id = $1 AND d.desk_id = c.desk_id
        AND d.member_id = s.member AND 'answer' = ANY (d.rights)) AS "onDesk",
      a.pseudonym,
      f.seq AS "firstSeq", f.stored_at AS "firstStoredAt", f.sender_vk AS "firstVk",
      f.sender_member_id AS "firstMember", f.envelope AS "firstEnvelope",
      h.sender_seq AS "headSeq", h.sender_vk AS "headVk", h.sender_member_id AS "headMember"
    FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::uuid[]) WITH ORDINALITY
      AS s (conversation, channel, message, sender_ref, member, place)
    LEFT JOIN conversation c ON c.organisation_id = $1 AND c.conversation_id = ANY ($2::uuid[])
      AND c.conversation_id = s.conversation
    LEFT JOIN LATERAL (SELECT p.pseudonym FROM conversation_actor p WHERE p.organisation_id = $1
      AND p.conversation_id = s.conversation AND p.member_id IS NOT DISTINCT FROM s.member LIMIT 1) a ON true
    LEFT JOIN LATERAL (SELECT m.* FROM message m
      WHERE m.organisation_id = $1 AND m.message_id = s.message OFFSET 0) f
      ON f.conversation_id = s.conversation AND f.channel = s.channel
    LEFT JOIN LATERAL (SELECT m.sender_seq, m.sender_vk, m.sender_member_id FROM message m
      WHERE m.organisation_id = $1 AND m.conversation_id = s.conversation AND m.channel = s.channel
        AND m.sender_ref = s.sender_ref ORDER BY m.sender_seq DESC LIMIT 1) h ON true
    ORDER BY s.place`,
};

/** Stores messages, their envelopes cut from one value, and raises their channels' `last_seq`. */
export const messagesStatement = {
  name: "append-messages",
  text: `WITH stored AS (
      INSERT INTO message (organisation_id, stored_at, conversation_id, channel, seq, message_id, class, epoch, sender_vk,
        sender_member_id, sender_ref, sender_seq, envelope)
      SELECT $1, $2::timestamptz, m.conversation_id, m.channel, m.seq, m.message_id, m.class, m.epoch, m.sender_vk,
        m.sender_member_id, m.sender_ref, m.sender_seq, substring($3::bytea FROM m.start FOR m.length)
      FROM unnest($4::uuid[], $5::text[], $6::int[], $7::uuid[], $8::smallint[], $9::int[], $10::bytea[], $11::uuid[],
        $12::uuid[], $13::int[], $14::int[], $15::int[]) AS m (conversation_id, channel, seq, message_id, class, epoch,
        sender_vk, sender_member_id, sender_ref, sender_seq, start, length)
    )
    UPDATE channel SET last_seq = n.last_seq
    FROM unnest($16::uuid[], $17::text[], $18::int[]) AS n (conversation_id, kind, last_seq)
    WHERE channel.organisation_id = $1 AND channel.conversation_id = ANY ($16::uuid[])
      AND channel.conversation_id = n.conversation_id AND channel.kind = n.kind`,
};

/** Stores what the messages made of their conversations, who is new in them, and the events. */
export const consequencesStatement = {
  name: "append-consequences",
  text: `WITH changed AS (
      UPDATE conversation SET state = n.state, assignee_id = n.assignee, outcome = n.outcome,
        closed_at = n.closed_at, waiting_since = n.waiting_since, last_activity_at = n.last_activity_at,
        citizen_seq = n.citizen_seq
      FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[], $8::timestamptz[],
        $9::timestamptz[], $10::int[]) AS n (conversation_id, state, assignee, outcome, closed_at,
        waiting_since, last_activity_at, citizen_seq)
      WHERE conversation.organisation_id = $1 AND conversation.conversation_id = ANY ($3::uuid[])
        AND conversation.conversation_id = n.conversation_id
    ), met AS (
      INSERT INTO conversation_actor (organisation_id, conversation_id, member_id, pseudonym)
      SELECT $1, a.* FROM unnest($11::uuid[], $12::uuid[], $13::uuid[]) AS a
    )
    INSERT INTO conversation_event (organisation_id, at, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym)
    SELECT $1, $2::timestamptz, e.* FROM unnest($14::uuid[], $15::text[], $16::uuid[], $17::text[], $18::uuid[]) AS e`,
};
