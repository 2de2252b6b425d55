import { randomUUID } from "node:crypto";
import { type Actor, type AppendDecision, type ConversationEvent, decideAppend } from "@eigenkanaal/domain";
import type { Channel, ConversationId, EnvelopeHeader, OrganisationId } from "@eigenkanaal/protocol";
import { MemberId, messageClass } from "@eigenkanaal/protocol";
import type pg from "pg";
import { mayAct } from "../access.js";
import { actorOf, type Principal } from "../principals.js";
import { changingColumns, fromRow, type StoredConversation } from "./conversations.js";
import { beginForOrganisation, type Scope } from "./database.js";

/** A message on its way into the store; the header is the envelope's own. */
export type Send = {
  principal: Principal;
  conversation: ConversationId;
  channel: Channel;
  header: EnvelopeHeader;
  envelope: Uint8Array;
};

/** What became of a send. A duplicate carries the first row's bytes when they differ from those sent. */
export type Appended =
  | { outcome: "stored"; seq: number; storedAtMs: number; stored: StoredConversation }
  | { outcome: "duplicate"; seq: number; storedAtMs: number; envelope?: Uint8Array }
  | Extract<AppendDecision, { outcome: "refused" }>;

/** The rows of one batch, as they are and as the batch makes them while it is decided. */
type Batch = {
  nowMs: number;
  conversations: Map<string, StoredConversation>;
  chains: Map<string, { senderSeq: number; sender: Actor }>;
  pseudonyms: Map<string, string>;
  places: PlaceRow[];
};

type ConversationColumns = Parameters<typeof fromRow>[0];

type PlaceRow = {
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

// Each join below also says `= ANY (…)`: before the planner has statistics it would rather read a whole organisation.

const lockStatement = {
  name: "append-lock",
  text: `SELECT 1 FROM conversation WHERE organisation_id = $1 AND conversation_id = ANY($2::uuid[])
    ORDER BY conversation_id FOR UPDATE`,
};

const conversationsStatement = {
  name: "append-conversations",
  text: `SELECT c.conversation_id AS conversation, c.pseudonym, c.desk_id AS desk, c.topic_id AS topic, c.language,
      c.citizen_vk AS "citizenVk", c.state, c.assignee_id AS assignee, c.outcome, c.opened_at AS "openedAt",
      c.waiting_since AS "waitingSince", c.closed_at AS "closedAt", c.last_activity_at AS "lastActivityAt",
      c.citizen_seq AS "citizenSeq",
      (SELECT json_agg(json_build_object('kind', h.kind, 'lastSeq', h.last_seq, 'epoch', h.epoch,
          'cryptoId', h.crypto_id, 'logSize', h.log_size))
        FROM channel h WHERE h.organisation_id = $1 AND h.conversation_id = c.conversation_id) AS channels
    FROM conversation c WHERE c.organisation_id = $1 AND c.conversation_id = ANY($2::uuid[])`,
};

const placesStatement = {
  name: "append-places",
  text: `SELECT clock_timestamp() AS now,
      EXISTS (SELECT FROM desk_member d WHERE d.organisation_id = $1 AND d.desk_id = c.desk_id
        AND d.member_id = s.member) AS "onDesk",
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

const messagesStatement = {
  name: "append-messages",
  text: `WITH stored AS (
      INSERT INTO message (organisation_id, stored_at, conversation_id, channel, seq, message_id, class, epoch, sender_vk,
        sender_member_id, sender_ref, sender_seq, envelope)
      SELECT $1, $2::timestamptz, m.* FROM unnest($3::uuid[], $4::text[], $5::int[], $6::uuid[], $7::smallint[],
        $8::int[], $9::bytea[], $10::uuid[], $11::uuid[], $12::int[], $13::bytea[]) AS m
    )
    UPDATE channel SET last_seq = n.last_seq
    FROM unnest($14::uuid[], $15::text[], $16::int[]) AS n (conversation_id, kind, last_seq)
    WHERE channel.organisation_id = $1 AND channel.conversation_id = ANY ($14::uuid[])
      AND channel.conversation_id = n.conversation_id AND channel.kind = n.kind`,
};

const consequencesStatement = {
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

const channelKey = (send: Send) => `${send.conversation}/${send.channel}`;
const chainKey = (send: Send) => `${channelKey(send)}/${send.header.senderRef}`;
const memberOf = ({ principal }: Send) => (principal.kind === "member" ? principal.member : null);
const actorKey = (send: Send) => `${send.conversation}/${memberOf(send) ?? ""}`;

/**
 * Appends a batch of one organisation's messages in one transaction and says of each what became of it, in the same
 * order (PROTOCOL.md M1–M5, M9). No two of a batch carry the same message id. When it returns, all is committed; when it
 * throws, nothing is stored.
 */
export const appendBatch = async (
  client: pg.ClientBase,
  organisation: OrganisationId,
  sends: readonly Send[],
): Promise<Appended[]> => {
  await beginForOrganisation(client, organisation);
  const batch = await load(client, organisation, sends);
  const decided = sends.map((send, index) => decide(batch, send, index));
  await write(client, organisation, { batch, decided });
  await client.query("COMMIT");
  return decided.map(({ appended }) => appended);
};

const load = async (client: pg.ClientBase, organisation: OrganisationId, sends: readonly Send[]) => {
  const ids = [...new Set(sends.map(({ conversation }) => conversation))];
  await client.query({ ...lockStatement, values: [organisation, ids] });
  // Read only behind the lock: what the lock waited for is what these must show.
  const conversations = await client.query<ConversationColumns>({
    ...conversationsStatement,
    values: [organisation, ids],
  });
  const places = await client.query<PlaceRow>({
    ...placesStatement,
    values: [
      organisation,
      sends.map(({ conversation }) => conversation),
      sends.map(({ channel }) => channel),
      sends.map(({ header }) => header.messageId),
      sends.map(({ header }) => header.senderRef),
      sends.map(memberOf),
    ],
  });
  const batch: Batch = {
    nowMs: places.rows[0]?.now.getTime() ?? 0,
    conversations: new Map(conversations.rows.map((row) => [row.conversation, fromRow(row)])),
    chains: new Map(),
    pseudonyms: new Map(),
    places: places.rows,
  };
  sends.forEach((send, index) => {
    const place = places.rows[index];
    if (place?.pseudonym) batch.pseudonyms.set(actorKey(send), place.pseudonym);
    if (place && place.headSeq !== null)
      batch.chains.set(chainKey(send), {
        senderSeq: place.headSeq,
        sender: actorFrom(place.headVk, place.headMember),
      });
  });
  return batch;
};

const actorFrom = (vk: Buffer | null, member: string | null): Actor =>
  vk
    ? { kind: "citizen", vkB64: vk.toString("base64url") }
    : { kind: "member", member: MemberId.parse(member) };

/** A class by its name: the domain knows no numbers of the wire. */
const classOf = (header: EnvelopeHeader) => {
  switch (header.class) {
    case messageClass.message:
      return "message";
    case messageClass.service:
      return "service";
    case messageClass.ephemeral:
      return "ephemeral";
  }
};

type Decided = {
  send: Send;
  appended: Appended;
  events: { event: ConversationEvent; actorPseudonym: string }[];
};

/** Decides one send and lets the batch's rows be what it made of them, for those behind it. */
const decide = (batch: Batch, send: Send, index: number): Decided => {
  const place = batch.places[index];
  const stored = batch.conversations.get(send.conversation);
  const { principal, channel, header } = send;
  if (
    !place ||
    !stored ||
    !mayAct(principal, { act: "send", channel }, { citizenVkB64: stored.citizenVkB64, onDesk: place.onDesk })
  )
    return { send, appended: { outcome: "refused", code: "not_found" }, events: [] };

  const sender = actorOf(principal);
  const decision = decideAppend(
    { ...header, class: classOf(header), channel, sender, cryptoId: header.conversation },
    {
      conversation: stored.conversation,
      epoch: stored.epoch[channel],
      chain: batch.chains.get(chainKey(send)),
      earlier:
        place.firstSeq === null
          ? undefined
          : {
              seq: place.firstSeq,
              storedAtMs: place.firstStoredAt.getTime(),
              sender: actorFrom(place.firstVk, place.firstMember),
              bytes: place.firstEnvelope.equals(send.envelope) ? "same" : "other",
            },
    },
    batch.nowMs,
  );
  switch (decision.outcome) {
    case "refused":
      return { send, appended: decision, events: [] };
    case "duplicate": {
      const { seq, storedAtMs, bytes } = decision.earlier;
      const envelope = bytes === "other" ? { envelope: place.firstEnvelope } : {};
      return { send, appended: { outcome: "duplicate", seq, storedAtMs, ...envelope }, events: [] };
    }
    case "accepted": {
      const next = { ...stored, conversation: decision.conversation };
      batch.conversations.set(send.conversation, next);
      batch.chains.set(chainKey(send), { senderSeq: header.senderSeq, sender });
      return {
        send,
        appended: { outcome: "stored", seq: decision.seq, storedAtMs: batch.nowMs, stored: next },
        events: decision.events.map((event) => ({ event, actorPseudonym: pseudonymOf(batch, send) })),
      };
    }
  }
};

const pseudonymOf = (batch: Batch, send: Send): string => {
  const known = batch.pseudonyms.get(actorKey(send));
  const pseudonym = known ?? randomUUID();
  if (!known) batch.pseudonyms.set(actorKey(send), pseudonym);
  return pseudonym;
};

const write = async (
  client: pg.ClientBase,
  organisation: OrganisationId,
  { batch, decided }: { batch: Batch; decided: Decided[] },
) => {
  const rows = decided.flatMap(({ send, appended, events }) =>
    appended.outcome === "stored" ? [{ send, events, seq: appended.seq, stored: appended.stored }] : [],
  );
  if (rows.length === 0) return;
  const at = new Date(batch.nowMs);
  const heads = new Map(rows.map(({ send, seq }) => [channelKey(send), { send, seq }]));
  const newest = [...heads.values()];
  await client.query({
    ...messagesStatement,
    values: [
      organisation,
      at,
      rows.map(({ send }) => send.conversation),
      rows.map(({ send }) => send.channel),
      rows.map(({ seq }) => seq),
      rows.map(({ send }) => send.header.messageId),
      rows.map(({ send }) => send.header.class),
      rows.map(({ send }) => send.header.epoch),
      rows.map(({ send: { principal } }) =>
        principal.kind === "citizen" ? Buffer.from(principal.vkB64, "base64url") : null,
      ),
      rows.map(({ send }) => memberOf(send)),
      rows.map(({ send }) => send.header.senderRef),
      rows.map(({ send }) => send.header.senderSeq),
      rows.map(({ send }) => send.envelope),
      newest.map(({ send }) => send.conversation),
      newest.map(({ send }) => send.channel),
      newest.map(({ seq }) => seq),
    ],
  });

  const eventful = rows.filter(({ events }) => events.length > 0);
  if (eventful.length === 0) return;
  const changed = [...new Set(eventful.map(({ send }) => send.conversation))].flatMap((id) => {
    const stored = batch.conversations.get(id);
    return stored ? [{ id, ...changingColumns(stored.conversation) }] : [];
  });
  const met = new Map(
    decided.flatMap(({ send, events }, index) =>
      events.length > 0 && batch.places[index]?.pseudonym === null ? [[actorKey(send), send]] : [],
    ),
  );
  const events = eventful.flatMap(({ send, stored, events }) =>
    events.map((one) => ({ ...one, send, stored })),
  );
  await client.query({
    ...consequencesStatement,
    values: [
      organisation,
      at,
      changed.map(({ id }) => id),
      changed.map(({ state }) => state),
      changed.map(({ assignee }) => assignee),
      changed.map(({ outcome }) => outcome),
      changed.map(({ closedAt }) => closedAt),
      changed.map(({ waitingSince }) => waitingSince),
      changed.map(({ lastActivityAt }) => lastActivityAt),
      changed.map(({ citizenSeq }) => citizenSeq),
      [...met.values()].map(({ conversation }) => conversation),
      [...met.values()].map(memberOf),
      [...met.keys()].map((key) => batch.pseudonyms.get(key)),
      events.map(({ stored }) => stored.pseudonym),
      events.map(({ event }) => event.kind),
      events.map(({ stored }) => stored.conversation.desk),
      events.map(({ send }) => (send.principal.kind === "citizen" ? "citizen" : "agent")),
      events.map(({ actorPseudonym }) => actorPseudonym),
    ],
  });
};

/** One page of a channel's messages, by seq. */
export const messagesAfter = async (
  { organisation, tx }: Scope,
  place: { conversation: ConversationId; channel: Channel },
  page: { afterSeq: number; limit: number },
) => {
  const rows = await tx.message.findMany({
    where: { organisation, ...place, seq: { gt: page.afterSeq } },
    select: { seq: true, storedAt: true, envelope: true },
    orderBy: { seq: "asc" },
    take: page.limit + 1,
  });
  return {
    messages: rows.slice(0, page.limit).map(({ seq, storedAt, envelope }) => ({
      ...place,
      seq,
      storedAtMs: storedAt.getTime(),
      envelope,
    })),
    more: rows.length > page.limit,
  };
};
