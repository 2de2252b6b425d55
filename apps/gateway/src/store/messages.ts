import { randomUUID } from "node:crypto";
import {
  type Actor,
  type AppendDecision,
  type ConversationEvent,
  decideAppend,
  showsOnBoard,
} from "@eigenkanaal/domain";
import type { Channel, ConversationId, EnvelopeHeader, OrganisationId } from "@eigenkanaal/protocol";
import { MemberId, messageClass } from "@eigenkanaal/protocol";
import type pg from "pg";
import { mayAct, relationTo } from "../access.js";
import { actorOf, type Citizen, type Principal } from "../principals.js";
import {
  type AppendChannelRow,
  channelsStatement,
  type LockedRow,
  lockStatement,
  type PlaceRow,
  placesStatement,
  storeStatement,
} from "./appendStatements.js";
import { byteaArray, intArray, smallintArray, textArray, timeArray, uuidArray } from "./arrays.js";
import { changingColumns, fromRow, type StoredConversation } from "./conversations.js";
import { beginForOrganisation, sentTogether } from "./database.js";

/** A message on its way into the store; the header is the envelope's own. */
export type Send = {
  principal: Principal;
  conversation: ConversationId;
  channel: Channel;
  header: EnvelopeHeader;
  envelope: Uint8Array;
};

/** What became of a send; `board`: whether it shows on the board of its desk. A duplicate carries the first row's bytes when they differ from those sent. */
export type Appended =
  | {
      outcome: "stored";
      seq: number;
      storedAtMs: number;
      stored: StoredConversation;
      reopened: boolean;
      board: "changed" | "same";
    }
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
  const batch = await load(client, organisation, sends);
  const decided = sends.map((send, index) => decide(batch, send, index));
  // Sent together: when one fails, what is behind it fails too, and the commit ends as a rollback.
  await sentTogether(client, () =>
    Promise.all([write(client, organisation, { batch, decided }), client.query("COMMIT")]),
  );
  return decided.map(({ appended }) => appended);
};

const load = async (client: pg.ClientBase, organisation: OrganisationId, sends: readonly Send[]) => {
  const ids = [...new Set(sends.map(({ conversation }) => conversation))];
  const idArray = uuidArray(ids);
  // Sent together and carried out one by one: each sees what the lock before it waited for.
  const [, locked, channels, places] = await sentTogether(client, () =>
    Promise.all([
      beginForOrganisation(client, organisation),
      client.query<LockedRow>({ ...lockStatement, values: [organisation, idArray] }),
      client.query<AppendChannelRow>({ ...channelsStatement, values: [organisation, idArray] }),
      client.query<PlaceRow>({
        ...placesStatement,
        values: [
          organisation,
          uuidArray(sends.map(({ conversation }) => conversation)),
          textArray(sends.map(({ channel }) => channel)),
          uuidArray(sends.map(({ header }) => header.messageId)),
          uuidArray(sends.map(({ header }) => header.senderRef)),
          uuidArray(sends.map(memberOf)),
        ],
      }),
    ]),
  );
  const batch: Batch = {
    nowMs: places.rows[0]?.nowMs ?? 0,
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
  // Who keeps the archive (P20) or reviews (Q14) sends nothing by that, so it is not asked.
  const rosters = { onDesk: place?.onDesk ?? false, inArchive: false, reviewing: false };
  if (!place || !stored || !mayAct(principal, { act: "send", channel }, relationTo(stored, rosters)))
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
        appended: {
          outcome: "stored",
          seq: decision.seq,
          storedAtMs: batch.nowMs,
          stored: next,
          reopened: decision.events.some(({ kind }) => kind === "reopened"),
          board: decision.events.some(({ kind }) => showsOnBoard(kind)) ? "changed" : "same",
        },
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

/** Stores what was decided; undefined when that is nothing. */
const write = (
  client: pg.ClientBase,
  organisation: OrganisationId,
  { batch, decided }: { batch: Batch; decided: Decided[] },
): Promise<unknown> | undefined => {
  const rows = decided.flatMap(({ send, appended, events }, index) =>
    appended.outcome === "stored"
      ? [{ send, events, seq: appended.seq, stored: appended.stored, met: batch.places[index]?.pseudonym }]
      : [],
  );
  if (rows.length === 0) return undefined;
  const changed = [...new Set(rows.map(({ send }) => send.conversation))].flatMap((id) => {
    const now = batch.conversations.get(id);
    return now ? [{ id, ...changingColumns(now.conversation) }] : [];
  });
  const events = rows.flatMap(({ send, stored, events }) => events.map((one) => ({ ...one, send, stored })));
  const newcomers = rows.filter(({ met, events }) => met === null && events.length > 0);
  const met = [...new Map(newcomers.map(({ send }) => [actorKey(send), send])).values()];
  return client.query({
    ...storeStatement,
    values: [
      organisation,
      new Date(batch.nowMs),
      uuidArray(rows.map(({ send }) => send.conversation)),
      textArray(rows.map(({ send }) => send.channel)),
      intArray(rows.map(({ seq }) => seq)),
      uuidArray(rows.map(({ send }) => send.header.messageId)),
      smallintArray(rows.map(({ send }) => send.header.class)),
      intArray(rows.map(({ send }) => send.header.epoch)),
      byteaArray(
        rows.map(({ send: { principal } }) => (principal.kind === "citizen" ? vkOf(principal) : null)),
      ),
      uuidArray(rows.map(({ send }) => memberOf(send))),
      uuidArray(rows.map(({ send }) => send.header.senderRef)),
      intArray(rows.map(({ send }) => send.header.senderSeq)),
      byteaArray(rows.map(({ send }) => send.envelope)),

      uuidArray(changed.map(({ id }) => id)),
      textArray(changed.map(({ state }) => state)),
      uuidArray(changed.map(({ assignee }) => assignee)),
      textArray(changed.map(({ outcome }) => outcome)),
      timeArray(changed.map(({ closedAt }) => closedAt)),
      timeArray(changed.map(({ waitingSince }) => waitingSince)),
      timeArray(changed.map(({ lastActivityAt }) => lastActivityAt)),
      intArray(changed.map(({ citizenSeq }) => citizenSeq)),
      intArray(changed.map(({ publicSeq }) => publicSeq)),
      intArray(changed.map(({ internalSeq }) => internalSeq)),
      textArray(changed.map(({ lateStage }) => lateStage)),
      timeArray(changed.map(({ lateDueAt }) => lateDueAt)),

      uuidArray(met.map(({ conversation }) => conversation)),
      uuidArray(met.map(memberOf)),
      uuidArray(met.map((send) => pseudonymOf(batch, send))),

      uuidArray(events.map(({ stored }) => stored.pseudonym)),
      textArray(events.map(({ event }) => event.kind)),
      uuidArray(events.map(({ stored }) => stored.conversation.desk)),
      textArray(events.map(({ send }) => (send.principal.kind === "citizen" ? "citizen" : "agent"))),
      uuidArray(events.map(({ actorPseudonym }) => actorPseudonym)),

      textArray(changed.map(({ snooze }) => snooze)),
      timeArray(changed.map(({ snoozedUntil }) => snoozedUntil)),
      timeArray(changed.map(({ reopenedAt }) => reopenedAt)),
    ],
  });
};

const vkOf = ({ vkB64 }: Citizen) => Buffer.from(vkB64, "base64url");
