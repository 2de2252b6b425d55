import { randomUUID } from "node:crypto";
import type { Actor, Conversation, ConversationEvent, Handling, Lateness } from "@eigenkanaal/domain";
import {
  Block,
  type Channel,
  ConversationId,
  ConversationState,
  DeskId,
  Handover,
  LabelId,
  MemberId,
  MessageId,
  maxQueuePage,
  Outcome,
  RetentionCode,
  TopicId,
  VerdictAnswer,
} from "@eigenkanaal/protocol";
import { z } from "zod";
import type { Scope } from "./database.js";

/** The newest epoch of a channel: its number, the id inside its sealed bytes, the log size that its record names. */
export type ChannelEpoch = { newest: number; cryptoId: string; logSize: number };

/** A conversation with what only the gateway needs of it. */
export type StoredConversation = {
  conversation: Conversation;
  citizenVkB64: string;
  pseudonym: string;
  epoch: Record<Channel, ChannelEpoch | undefined>;
};

/** The columns of a channel, as Prisma and the append both read them. */
export type ChannelRow = {
  kind: string;
  epoch: number | null;
  cryptoId: string | null;
  logSize: number | null;
};

/** The columns of a conversation, as Prisma and the append both read them. */
export type ConversationRow = {
  conversation: string;
  pseudonym: string;
  desk: string;
  topic: string | null;
  language: string | null;
  citizenVk: Uint8Array;
  state: string;
  assignee: string | null;
  handoverState: string | null;
  handoverBy: string | null;
  handoverFrom: string | null;
  handoverReturns: number;
  reader: string | null;
  labels: string[];
  snooze: string | null;
  snoozedUntil: Date | null;
  reopenedAt: Date | null;
  hadBy: string | null;
  blockedUntil: Date | null;
  blockedBy: string | null;
  blockReason: string | null;
  outcome: string | null;
  openedAt: Date;
  waitingSince: Date | null;
  lateStage: string | null;
  lateDueAt: Date | null;
  overflowDesk: string | null;
  closedAt: Date | null;
  retention: string | null;
  card: string | null;
  verdict: string | null;
  lastActivityAt: Date;
  citizenSeq: number;
  publicSeq: number;
  internalSeq: number;
  channels: ChannelRow[];
};

const hadBy = (row: ConversationRow) => (row.hadBy === null ? null : MemberId.parse(row.hadBy));

const handlingOf = (row: ConversationRow): Handling => {
  const state = ConversationState.parse(row.state);
  switch (state) {
    case "waiting":
      return { state };
    case "in_hand": {
      const snooze = row.snooze === null ? null : { untilMs: row.snoozedUntil?.getTime() ?? null };
      return { state, assignee: MemberId.parse(row.assignee), snooze };
    }
    case "closed": {
      const outcome = Outcome.parse(row.outcome);
      const card = row.card === null ? null : MessageId.parse(row.card);
      const registered = { retention: RetentionCode.parse(row.retention), card };
      const verdict = row.verdict === null ? null : VerdictAnswer.parse(row.verdict);
      return {
        state,
        closedAtMs: row.closedAt?.getTime() ?? 0,
        outcome,
        had: hadBy(row),
        registered,
        verdict,
      };
    }
  }
};

const handoverOf = ({ handoverState, ...row }: ConversationRow): Handover | null =>
  handoverState === null
    ? null
    : Handover.parse({
        by: row.handoverBy,
        from: row.handoverFrom,
        state: handoverState,
        returns: row.handoverReturns,
      });

const blockOf = ({ blockedUntil, blockedBy: by, blockReason: reason }: ConversationRow): Block | null =>
  blockedUntil && Block.parse({ untilMs: blockedUntil.getTime(), by, reason });

const LateStage = z.enum(["warned", "passed", "offered", "declined"]);

const latenessOf = ({ lateStage, lateDueAt, overflowDesk }: ConversationRow): Lateness => ({
  stage: lateStage === null ? null : LateStage.parse(lateStage),
  dueAtMs: lateDueAt?.getTime() ?? null,
  overflow: overflowDesk === null ? null : DeskId.parse(overflowDesk),
});

/** A row as the domain thinks of it. Throws when the row breaks what the migration's checks promise. */
export const fromRow = (row: ConversationRow): StoredConversation => {
  const epochOf = (kind: Channel): ChannelEpoch | undefined => {
    const found = row.channels.find((one) => one.kind === kind);
    return found && found.epoch !== null && found.cryptoId !== null && found.logSize !== null
      ? { newest: found.epoch, cryptoId: found.cryptoId, logSize: found.logSize }
      : undefined;
  };
  return {
    conversation: {
      conversation: ConversationId.parse(row.conversation),
      desk: DeskId.parse(row.desk),
      topic: row.topic === null ? null : TopicId.parse(row.topic),
      language: row.language,
      handling: handlingOf(row),
      handover: handoverOf(row),
      reader: row.reader === null ? null : MemberId.parse(row.reader),
      labels: row.labels.map((one) => LabelId.parse(one)),
      block: blockOf(row),
      reopened: row.reopenedAt && { atMs: row.reopenedAt.getTime(), had: hadBy(row) },
      openedAtMs: row.openedAt.getTime(),
      waitingSinceMs: row.waitingSince?.getTime() ?? null,
      late: latenessOf(row),
      lastActivityAtMs: row.lastActivityAt.getTime(),
      seq: { public: row.publicSeq, internal: row.internalSeq },
      citizenSeq: row.citizenSeq,
    },
    citizenVkB64: Buffer.from(row.citizenVk).toString("base64url"),
    pseudonym: row.pseudonym,
    epoch: { public: epochOf("public"), internal: epochOf("internal") },
  };
};

/** The columns that acts change, as they stand in a row. */
export const changingColumns = ({ handling, handover, late, block, ...conversation }: Conversation) => ({
  state: handling.state,
  assignee: handling.state === "in_hand" ? handling.assignee : null,
  ...snoozeColumns(handling),
  labels: [...conversation.labels],
  reopenedAt: conversation.reopened && new Date(conversation.reopened.atMs),
  hadBy: (handling.state === "closed" ? handling.had : conversation.reopened?.had) ?? null,
  blockedUntil: block && new Date(block.untilMs),
  blockedBy: block?.by ?? null,
  blockReason: block?.reason ?? null,
  handoverState: handover?.state ?? null,
  handoverBy: handover?.by ?? null,
  handoverFrom: handover?.from ?? null,
  handoverReturns: handover?.returns ?? 0,
  reader: conversation.reader,
  outcome: handling.state === "closed" ? handling.outcome : null,
  closedAt: handling.state === "closed" ? new Date(handling.closedAtMs) : null,
  retention: handling.state === "closed" ? handling.registered.retention : null,
  card: handling.state === "closed" ? handling.registered.card : null,
  verdict: handling.state === "closed" ? handling.verdict : null,
  waitingSince: conversation.waitingSinceMs === null ? null : new Date(conversation.waitingSinceMs),
  lateStage: late.stage,
  lateDueAt: late.dueAtMs === null ? null : new Date(late.dueAtMs),
  overflowDesk: late.overflow,
  lastActivityAt: new Date(conversation.lastActivityAtMs),
  citizenSeq: conversation.citizenSeq,
  publicSeq: conversation.seq.public,
  internalSeq: conversation.seq.internal,
});

const snoozeColumns = (handling: Handling) => {
  const snooze = handling.state === "in_hand" ? handling.snooze : null;
  if (snooze === null) return { snooze, snoozedUntil: null };
  const { untilMs } = snooze;
  return untilMs === null
    ? { snooze: "answer", snoozedUntil: null }
    : { snooze: "moment", snoozedUntil: new Date(untilMs) };
};

/** The conversation, or undefined. Asking whether somebody may have it is access.ts's business. */
export const findConversation = async (
  { organisation, tx }: Scope,
  conversation: ConversationId,
  { lock }: { lock: boolean },
): Promise<StoredConversation | undefined> => {
  if (lock)
    await tx.$queryRaw`SELECT 1 FROM conversation
      WHERE organisation_id = ${organisation}::uuid AND conversation_id = ${conversation}::uuid FOR UPDATE`;
  const row = await tx.conversation.findUnique({
    where: { organisation_conversation: { organisation, conversation } },
    include: { channels: true },
  });
  return row ? fromRow(row) : undefined;
};

/** The newest conversation that this key (32 bytes, base64url) began, or undefined. */
export const conversationOfKey = async (
  { organisation, tx }: Scope,
  vkB64: string,
): Promise<StoredConversation | undefined> => {
  const row = await tx.conversation.findFirst({
    where: { organisation, citizenVk: new Uint8Array(Buffer.from(vkB64, "base64url")) },
    include: { channels: true },
    orderBy: { openedAt: "desc" },
  });
  return row ? fromRow(row) : undefined;
};

/** Whether the newest rosters let a member answer: that of a conversation's desk, and that of the archive. */
export type Rosters = { onDesk: boolean; inArchive: boolean };

/** Which of those two rosters do. */
export const rostersNaming = async (
  { organisation, tx }: Scope,
  desk: DeskId,
  member: MemberId,
): Promise<Rosters> => {
  const [row] = await tx.$queryRaw<Rosters[]>`SELECT
      coalesce(bool_or(d.desk_id = ${desk}::uuid), false) AS "onDesk",
      coalesce(bool_or(k.kind = 'archive'), false) AS "inArchive"
    FROM desk_member d JOIN desk k USING (organisation_id, desk_id)
    WHERE d.organisation_id = ${organisation}::uuid AND d.member_id = ${member}::uuid
      AND 'answer' = ANY (d.rights)`;
  return row ?? { onDesk: false, inArchive: false };
};

/** Whether the newest roster of the desk lets the member answer. */
export const isOnDesk = async ({ organisation, tx }: Scope, desk: DeskId, member: MemberId) =>
  (await tx.deskMember.findUnique({
    where: { organisation_desk_member: { organisation, desk, member }, rights: { has: "answer" } },
    select: { member: true },
  })) !== null;

/** The desks whose newest roster lets the member answer. */
export const desksOf = async ({ organisation, tx }: Scope, member: MemberId): Promise<DeskId[]> => {
  const rows = await tx.deskMember.findMany({
    where: { organisation, member, rights: { has: "answer" } },
    select: { desk: true },
  });
  return rows.map(({ desk }) => DeskId.parse(desk));
};

/** The desks whose newest roster makes the member their supervisor: of these they have the figures, and by it read nothing. */
export const supervisedDesks = async ({ organisation, tx }: Scope, member: MemberId): Promise<DeskId[]> => {
  const rows = await tx.deskMember.findMany({
    where: { organisation, member, rights: { has: "supervise" } },
    select: { desk: true },
    orderBy: { desk: "asc" },
  });
  return rows.map(({ desk }) => DeskId.parse(desk));
};

/** By member, the desks of whose boards each hears: those that they supervise, while that is their role; a member without any is not in it. */
export const watchedDesksOfAll = async (
  { organisation, tx }: Scope,
  members: MemberId[],
): Promise<ReadonlyMap<MemberId, DeskId[]>> =>
  desksByMember(
    await tx.deskMember.findMany({
      where: {
        ...{ organisation, member: { in: members }, rights: { has: "supervise" } },
        ofMember: { roles: { has: "supervisor" } },
      },
      select: { member: true, desk: true },
    }),
  );

/** As `desksOf`, of several members at once; a member without any desk is not in it. */
export const desksOfAll = async (
  { organisation, tx }: Scope,
  members: MemberId[],
): Promise<ReadonlyMap<MemberId, DeskId[]>> => {
  const rows = await tx.deskMember.findMany({
    where: { organisation, member: { in: members }, rights: { has: "answer" } },
    select: { member: true, desk: true },
  });
  return desksByMember(rows);
};

const desksByMember = (
  rows: readonly { member: string; desk: string }[],
): ReadonlyMap<MemberId, DeskId[]> => {
  const desks = new Map<MemberId, DeskId[]>();
  for (const row of rows) {
    const member = MemberId.parse(row.member);
    desks.set(member, [...(desks.get(member) ?? []), DeskId.parse(row.desk)]);
  }
  return desks;
};

/** Who does something in a conversation, and when. `gateway`: a rule that the town set. */
export type Deed = { stored: StoredConversation; actor: Actor | { kind: "gateway" }; atMs: number };

/** What an event calls its actor. */
const eventActor = { citizen: "citizen", member: "agent", gateway: "gateway" } as const;

/** Writes what a decision made of a locked conversation, and its event beside it: that of the desk where it happened. */
export const changeConversation = async (
  scope: Scope,
  conversation: Conversation,
  deed: Deed & { event: ConversationEvent },
) => {
  const { organisation, tx } = scope;
  await tx.conversation.update({
    where: { organisation_conversation: { organisation, conversation: conversation.conversation } },
    data: { desk: conversation.desk, topic: conversation.topic, ...changingColumns(conversation) },
  });
  await writeEvent(scope, deed.event, deed);
};

/** Writes an event in the transaction of its act (PROTOCOL.md C7). */
export const writeEvent = async (scope: Scope, event: ConversationEvent, deed: Deed) => {
  const { organisation, tx } = scope;
  await tx.conversationEvent.create({
    data: {
      organisation,
      conversationPseudonym: deed.stored.pseudonym,
      kind: event.kind,
      desk: deed.stored.conversation.desk,
      actor: eventActor[deed.actor.kind],
      actorPseudonym: await pseudonymOf(scope, deed),
      outcome: event.kind === "closed" ? event.outcome : null,
      toDesk: "toDesk" in event ? event.toDesk : null,
      campaign: event.kind === "opened" ? event.campaign : null,
      begunAt: event.kind === "opened" ? event.begunAt : null,
      topic: "topic" in event ? event.topic : null,
      language: event.kind === "opened" ? event.language : null,
      verdict: event.kind === "verdict_given" ? event.verdict : null,
      blockReason: event.kind === "blocked" ? event.reason : null,
      blockedUntil: event.kind === "blocked" ? new Date(event.untilMs) : null,
      at: new Date(deed.atMs),
    },
  });
};

/** What a rule does is noted beside its citizen. */
const pseudonymOf = async ({ organisation, tx }: Scope, { stored, actor }: Deed): Promise<string> => {
  const { conversation } = stored.conversation;
  const member = actor.kind === "member" ? actor.member : null;
  const known = await tx.conversationActor.findFirst({ where: { organisation, conversation, member } });
  if (known) return known.pseudonym;
  const pseudonym = randomUUID();
  await tx.conversationActor.create({ data: { organisation, conversation, member, pseudonym } });
  return pseudonym;
};

/** How many conversations of a town wait for a colleague, at whatever desk. */
export const countWaiting = ({ organisation, tx }: Scope): Promise<number> =>
  tx.conversation.count({ where: { organisation, closedAt: null, waitingSince: { not: null } } });

/**
 * A page of the conversations of these desks that wait or are in hand, and of those that the reader reads along with,
 * behind an id or from the first (PROTOCOL.md C10, X6).
 */
export const openConversations = async (
  { organisation, tx }: Scope,
  { desks, reader }: { desks: DeskId[]; reader: MemberId },
  after: ConversationId | undefined,
) => {
  const rows = await tx.conversation.findMany({
    where: {
      organisation,
      OR: [{ desk: { in: desks } }, { reader }],
      closedAt: null,
      ...(after && { conversation: { gt: after } }),
    },
    include: { channels: true },
    orderBy: { conversation: "asc" },
    take: maxQueuePage,
  });
  return rows.map(fromRow);
};

/** Those of these conversations that belong to the desks, or that the reader reads along with. */
export const readableConversations = async (
  { organisation, tx }: Scope,
  { desks, reader }: { desks: DeskId[]; reader: MemberId },
  conversations: ConversationId[],
): Promise<ConversationId[]> => {
  const rows = await tx.conversation.findMany({
    where: { organisation, conversation: { in: conversations }, OR: [{ desk: { in: desks } }, { reader }] },
    select: { conversation: true },
  });
  return rows.map(({ conversation }) => ConversationId.parse(conversation));
};

/** One page of these desks' closed conversations, newest first, closed before a time. */
export const closedConversations = async (
  { organisation, tx }: Scope,
  desks: DeskId[],
  page: { beforeMs: number | null; limit: number },
) => {
  const rows = await tx.conversation.findMany({
    where: {
      organisation,
      desk: { in: desks },
      closedAt: page.beforeMs === null ? { not: null } : { not: null, lt: new Date(page.beforeMs) },
    },
    include: { channels: true },
    orderBy: { closedAt: "desc" },
    take: page.limit,
  });
  return rows.map(fromRow);
};
