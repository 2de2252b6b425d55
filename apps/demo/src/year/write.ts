import { messageClass } from "@eigenkanaal/protocol";
import type pg from "pg";
import type { Lived } from "./lived.js";
import { insertRows } from "./rows.js";

/**
 * Writes conversations of one organisation with all that belongs to them, in the transaction of the caller. Events stand in the
 * order in which they happened within each conversation, as the gateway writes them.
 */
export const writeLived = async (
  client: pg.ClientBase,
  organisation: string,
  lived: readonly Lived[],
): Promise<void> => {
  await insertRows(client, conversationTable, lived.map(conversationRow(organisation)));
  const each = <T, Row>(list: (one: Lived) => readonly T[], row: (item: T, one: Lived) => Row): Row[] =>
    lived.flatMap((one) => list(one).map((item) => row(item, one)));
  await insertRows(
    client,
    channelTable,
    each(
      ({ channels }) => channels,
      ({ kind, newest }, of) => ({
        ...placeOf(organisation, of),
        kind,
        crypto_id: newest?.cryptoId ?? null,
        epoch: newest?.epoch ?? null,
        log_size: newest?.logSize ?? null,
        desk_key_hash: newest?.deskKeyHash ?? null,
        archive_key_hash: newest?.archiveKeyHash ?? null,
      }),
    ),
  );
  await insertRows(
    client,
    epochTable,
    each(
      ({ epochs }) => epochs,
      ({ channel, epoch, sealedRecord, atMs }, of) => ({
        ...placeOf(organisation, of),
        ...{ channel, epoch, sealed_record: sealedRecord, stored_at: new Date(atMs) },
      }),
    ),
  );
  await insertRows(
    client,
    messageTable,
    each(
      ({ messages }) => messages,
      ({ channel, seq, id, epoch, member, ref, senderSeq, envelope, atMs, ...message }, of) => ({
        ...placeOf(organisation, of),
        ...{ channel, seq, message_id: id, class: messageClass[message.class], epoch },
        ...{ sender_vk: member === null ? of.citizenVk : null, sender_member_id: member },
        ...{ sender_ref: ref, sender_seq: senderSeq, envelope, stored_at: new Date(atMs) },
      }),
    ),
  );
  await insertRows(
    client,
    actorTable,
    each(
      ({ actors }) => actors,
      ({ member, pseudonym }, of) => ({ ...placeOf(organisation, of), member_id: member, pseudonym }),
    ),
  );
  await insertRows(
    client,
    eventTable,
    each(
      ({ events }) => events,
      ({ event, desk, actor, pseudonym, topic, language, atMs }, of) => ({
        organisation_id: organisation,
        conversation_pseudonym: of.pseudonym,
        ...{ kind: event.kind, desk_id: desk, actor, actor_pseudonym: pseudonym },
        outcome: event.kind === "closed" ? event.outcome : null,
        to_desk_id: "toDesk" in event ? event.toDesk : null,
        campaign: event.kind === "opened" ? event.campaign : null,
        begun_at: event.kind === "opened" ? event.begunAt : null,
        verdict: event.kind === "verdict_given" ? event.verdict : null,
        ...{ topic_id: topic, language, at: new Date(atMs) },
      }),
    ),
  );
};

const placeOf = (organisation: string, { conversation }: Lived) => ({
  organisation_id: organisation,
  conversation_id: conversation.conversation,
});

const moment = (ms: number | null) => (ms === null ? null : new Date(ms));

const conversationRow = (organisation: string) => (lived: Lived) => {
  const { conversation, campaign, pseudonym, citizenVk } = lived;
  const { handling, handover, late, reopened } = conversation;
  const closed = handling.state === "closed" ? handling : null;
  return {
    ...placeOf(organisation, lived),
    ...{ pseudonym, campaign, citizen_vk: citizenVk },
    ...{ desk_id: conversation.desk, topic_id: conversation.topic, language: conversation.language },
    state: handling.state,
    assignee_id: handling.state === "in_hand" ? handling.assignee : null,
    handover_state: handover?.state ?? null,
    handover_by: handover?.by ?? null,
    handover_from: handover?.from ?? null,
    handover_returns: handover?.returns ?? 0,
    reopened_at: moment(reopened?.atMs ?? null),
    had_by_id: (closed ? closed.had : reopened?.had) ?? null,
    outcome: closed?.outcome ?? null,
    opened_at: moment(conversation.openedAtMs),
    waiting_since: moment(conversation.waitingSinceMs),
    late_stage: late.stage,
    late_due_at: moment(late.dueAtMs),
    overflow_desk_id: late.overflow,
    closed_at: moment(closed?.closedAtMs ?? null),
    retention_class: closed?.registered.retention ?? null,
    card_message_id: closed?.registered.card ?? null,
    verdict: closed?.verdict ?? null,
    last_activity_at: moment(conversation.lastActivityAtMs),
    citizen_seq: conversation.citizenSeq,
    public_seq: conversation.seq.public,
    internal_seq: conversation.seq.internal,
  };
};

const place = { organisation_id: "uuid", conversation_id: "uuid" } as const;
const time = "timestamptz";

const conversationTable = {
  table: "conversation",
  columns: {
    ...place,
    ...{ pseudonym: "uuid", campaign: "text", citizen_vk: "bytea" },
    ...{ desk_id: "uuid", topic_id: "uuid", language: "text", state: "text", assignee_id: "uuid" },
    ...{ handover_state: "text", handover_by: "uuid", handover_from: "uuid", handover_returns: "smallint" },
    ...{ reopened_at: time, had_by_id: "uuid", outcome: "text", opened_at: time, waiting_since: time },
    ...{ late_stage: "text", late_due_at: time, overflow_desk_id: "uuid", closed_at: time },
    ...{ retention_class: "text", card_message_id: "uuid", verdict: "text", last_activity_at: time },
    ...{ citizen_seq: "integer", public_seq: "integer", internal_seq: "integer" },
  },
} as const;
const channelTable = {
  table: "channel",
  columns: {
    ...place,
    ...{ kind: "text", crypto_id: "uuid", epoch: "integer", log_size: "integer" },
    ...{ desk_key_hash: "bytea", archive_key_hash: "bytea" },
  },
} as const;
const epochTable = {
  table: "conversation_epoch",
  columns: { ...place, channel: "text", epoch: "integer", sealed_record: "bytea", stored_at: time },
} as const;
const messageTable = {
  table: "message",
  columns: {
    ...place,
    ...{ channel: "text", seq: "integer", message_id: "uuid", class: "smallint", epoch: "integer" },
    ...{ sender_vk: "bytea", sender_member_id: "uuid", sender_ref: "uuid", sender_seq: "integer" },
    ...{ envelope: "bytea", stored_at: time },
  },
} as const;
const actorTable = {
  table: "conversation_actor",
  columns: { ...place, member_id: "uuid", pseudonym: "uuid" },
} as const;
const eventTable = {
  table: "conversation_event",
  columns: {
    ...{ organisation_id: "uuid", conversation_pseudonym: "uuid", kind: "text", desk_id: "uuid" },
    ...{ actor: "text", actor_pseudonym: "uuid", outcome: "text", to_desk_id: "uuid", campaign: "text" },
    ...{ begun_at: "text", topic_id: "uuid", language: "text", verdict: "text", at: time },
  },
} as const;
