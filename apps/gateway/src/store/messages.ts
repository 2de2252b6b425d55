import { randomUUID } from "node:crypto";
import { type Actor, type AppendDecision, type ConversationEvent, decideAppend } from "@eigenkanaal/domain";
import type { Channel, ConversationId, EnvelopeHeader, OrganisationId } from "@eigenkanaal/protocol";
import { MemberId, messageClass } from "@eigenkanaal/protocol";
import type pg from "pg";
import { mayAct } from "../access.js";
import { actorOf, type Principal } from "../principals.js";
import {
  type AppendChannelRow,
  channelsStatement,
  consequencesStatement,
  type LockedRow,
  lockStatement,
  messagesStatement,
  type PlaceRow,
  placesStatement,
} from "./appendStatements.js";
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
  /** The channels whose newest epoch names the newest keys. */
  namingNewestKeys: Set<string>;
  chains: Map<string, { senderSeq: number; sender: Actor }>;
  pseudonyms: Map<string, string>;
  places: PlaceRow[];
};

const channelKey = (send: Send) => `${send.conversation}/${send.channel}`;
const chainKey = (send: Send) => `${channelKey(send)}/${send.header.senderRef}`;
const memberOf = ({ principal }: Send) => (principal.kind === "member" ? principal.member : null);
const actorKey = (send: Send) => `${send.conversation}/${memberOf(send) ?? ""}`;

/**
 * Appends a batch of one organisation's messages in one transaction and says of each what became of it, in the same
 * order (PROTOCOL.md M1–M5, M9, M10). No two of a batch carry the same message id. When it returns, all is committed; when it
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
  const locked = await client.query<LockedRow>({ ...lockStatement, values: [organisation, ids] });
  const channels = await client.query<AppendChannelRow>({
    ...channelsStatement,
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
    conversations: new Map(),
    namingNewestKeys: new Set(),
    chains: new Map(),
    pseudonyms: new Map(),
    places: places.rows,
  };
  const channelsOf = new Map<string, AppendChannelRow[]>(ids.map((id) => [id, []]));
  for (const row of channels.rows) {
    channelsOf.get(row.conversation)?.push(row);
    if (row.namesNewestKeys) batch.namingNewestKeys.add(`${row.conversation}/${row.kind}`);
  }
  for (const row of locked.rows)
    batch.conversations.set(
      row.conversation,
      fromRow({ ...row, channels: channelsOf.get(row.conversation) ?? [] }),
    );
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
  const epoch = stored.epoch[channel];
  const decision = decideAppend(
    { ...header, class: classOf(header), channel, sender, cryptoId: header.conversation },
    {
      conversation: stored.conversation,
      epoch: epoch && {
        ...epoch,
        keys: batch.namingNewestKeys.has(channelKey(send)) ? "newest" : "replaced",
      },
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
  const envelopes = rows.map(({ send }) => send.envelope);
  let end = 0;
  // SQL counts from 1.
  const starts = envelopes.map(({ length }) => {
    end += length;
    return end - length + 1;
  });
  const heads = new Map(rows.map(({ send, seq }) => [channelKey(send), { send, seq }]));
  const newest = [...heads.values()];
  await client.query({
    ...messagesStatement,
    values: [
      organisation,
      at,
      // One binary value: an array would cross as text, in which bytes take twice their length and are escaped.
      Buffer.concat(envelopes),
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
      starts,
      envelopes.map(({ length }) => length),
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
