import { civilDateAt, type FoundItem, type ListedItem, legalTimeZone } from "@eigenkanaal/domain";
import {
  ConversationId,
  DeskId,
  DestructionCertificate,
  DestructionListId,
  type ErasureGround,
  type LeftOut,
  RetentionCode,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** The lists whose items are to be destroyed, the oldest first. */
export const approvedLists = async ({ organisation, tx }: Scope): Promise<DestructionListId[]> => {
  const rows = await tx.destructionList.findMany({
    where: { organisation, state: "approved" },
    orderBy: { proposedAt: "asc" },
    select: { list: true },
  });
  return rows.map(({ list }) => DestructionListId.parse(list));
};

/** An item of a list with its conversation as it is now, both locked. */
export type LockedItem = { conversation: ConversationId; item: ListedItem; found: FoundItem };

/**
 * The next items of a list that is still approved, each with its conversation; nobody else decides about any of them, writes
 * in one or holds one until the transaction ends.
 */
export const lockItems = async (
  { organisation, tx }: Scope,
  list: DestructionListId,
  limit: number,
): Promise<LockedItem[]> => {
  // Before any row: a hold that is being placed takes the same lock first, and then the rows.
  await tx.$queryRaw`SELECT 1 FROM holds_wait(${organisation}::uuid)`;
  const items = await tx.$queryRaw<{ conversation: string; retention: string; closedAt: Date }[]>`
    SELECT i.conversation_id AS conversation, i.retention_class AS retention, i.closed_at AS "closedAt"
    FROM destruction_item i JOIN destruction_list l USING (organisation_id, list_id)
    WHERE i.organisation_id = ${organisation}::uuid AND i.list_id = ${list}::uuid AND l.state = 'approved'
      AND i.removed_by IS NULL AND i.left_out IS NULL
      AND NOT EXISTS (SELECT FROM destruction_pending p
        WHERE p.organisation_id = i.organisation_id AND p.conversation_id = i.conversation_id)
    ORDER BY i.conversation_id LIMIT ${limit} FOR UPDATE OF i SKIP LOCKED`;
  const ids = items.map(({ conversation }) => conversation);
  await tx.$queryRaw`SELECT 1 FROM conversation
    WHERE organisation_id = ${organisation}::uuid AND conversation_id = ANY (${ids}::uuid[])
    ORDER BY conversation_id FOR UPDATE`;
  // Behind the locks: what they waited for is what this shows.
  const rows = await tx.$queryRaw<
    {
      conversation: string;
      retention: string | null;
      closedAt: Date | null;
      held: boolean;
      received: boolean;
    }[]
  >`SELECT c.conversation_id AS conversation, c.retention_class AS retention, c.closed_at AS "closedAt",
      EXISTS (SELECT FROM holds_on(c, clock_timestamp())) AS held, was_received(c) AS received
    FROM conversation c WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = ANY (${ids}::uuid[])`;
  const found = new Map(rows.map((row) => [row.conversation, row]));
  return items.map(({ conversation, retention, closedAt }) => {
    const row = found.get(conversation);
    return {
      conversation: ConversationId.parse(conversation),
      item: { retention: RetentionCode.parse(retention), closedAtMs: closedAt.getTime() },
      found: row
        ? {
            ...{ retention: row.retention, closedAtMs: row.closedAt?.getTime() ?? null },
            ...{ held: row.held, received: row.received },
          }
        : null,
    };
  });
};

/** Notes why an item stays. */
export const leaveOut = async (
  { organisation, tx }: Scope,
  list: DestructionListId,
  { conversation, why }: { conversation: ConversationId; why: LeftOut },
) => {
  await tx.destructionItem.update({
    where: { organisation_list_conversation: { organisation, list, conversation } },
    data: { leftOut: why },
  });
};

/** By whose word conversations are destroyed: a list that officers approved, or their citizen's. */
export type ByWord = { list: DestructionListId } | { erased: ErasureGround };

/**
 * Deletes all rows of locked conversations, in one transaction with the certificates that will say so. Throws, and nothing
 * happens, where the database lets one of them not go.
 */
export const deleteConversations = async (
  scope: Scope,
  conversations: readonly ConversationId[],
  by: ByWord & Pick<DestructionCertificate, "policyFromMs">,
) => {
  const { organisation, tx } = scope;
  const destroyedAtMs = await databaseNowMs(scope);
  const rows = await tx.$queryRaw<
    ConversationFacts[]
  >`SELECT c.conversation_id AS conversation, c.desk_id AS desk,
      c.retention_class AS class, c.closed_at AS "closedAt", m.public, m.internal, m.head,
      (SELECT count(*)::int FROM conversation_epoch e WHERE e.organisation_id = c.organisation_id
        AND e.conversation_id = c.conversation_id AND e.channel = 'public') AS "publicEpochs",
      (SELECT count(*)::int FROM conversation_epoch e WHERE e.organisation_id = c.organisation_id
        AND e.conversation_id = c.conversation_id AND e.channel = 'internal') AS "internalEpochs"
    FROM conversation c
    CROSS JOIN LATERAL (SELECT (count(*) FILTER (WHERE m.channel = 'public'))::int AS public,
        (count(*) FILTER (WHERE m.channel = 'internal'))::int AS internal,
        sha256(coalesce(string_agg(sha256(m.envelope), ''::bytea ORDER BY m.channel DESC, m.seq), ''::bytea)) AS head
      FROM message m WHERE m.organisation_id = c.organisation_id AND m.conversation_id = c.conversation_id) m
    WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = ANY (${conversations}::uuid[])`;
  await tx.destructionPending.createMany({
    data: rows.map((row) => ({
      organisation,
      conversation: row.conversation,
      certificate: textOf(row, { ...by, destroyedAtMs }),
    })),
  });
  const deleted = await tx.$executeRaw`DELETE FROM conversation
    WHERE organisation_id = ${organisation}::uuid AND conversation_id = ANY (${conversations}::uuid[])`;
  if (deleted !== conversations.length) throw new Error("a conversation that was to go stayed");
};

type ConversationFacts = {
  conversation: string;
  desk: string;
  /** Null of one that is open, as when it was closed. */
  class: string | null;
  closedAt: Date | null;
  public: number;
  internal: number;
  publicEpochs: number;
  internalEpochs: number;
  head: Uint8Array;
};

/** A certificate's own bytes: the schema puts the fields in their order. */
const textOf = (
  row: ConversationFacts,
  of: ByWord & Pick<DestructionCertificate, "policyFromMs" | "destroyedAtMs">,
): string =>
  JSON.stringify(
    DestructionCertificate.parse({
      v: "list" in of ? 1 : 2,
      ...of,
      conversation: row.conversation,
      desk: DeskId.parse(row.desk),
      class: row.class,
      closedOn: row.closedAt && civilDateAt(row.closedAt.getTime(), legalTimeZone),
      public: { messages: row.public, epochs: row.publicEpochs },
      internal: { messages: row.internal, epochs: row.internalEpochs },
      head: Buffer.from(row.head).toString("base64url"),
    }),
  );

/** Conversations whose rows are gone and whose key may still be there. */
export const pendingDestructions = async (
  { organisation, tx }: Scope,
  limit: number,
): Promise<DestructionCertificate[]> => {
  const rows = await tx.destructionPending.findMany({
    where: { organisation },
    orderBy: [{ deletedAt: "asc" }, { conversation: "asc" }],
    take: limit,
    select: { certificate: true },
  });
  return rows.map(({ certificate }) => DestructionCertificate.parse(JSON.parse(certificate)));
};

/** The keys are gone: writes the certificates into the register and takes away all that still named the conversations. */
export const registerDestroyed = async (
  { organisation, tx }: Scope,
  conversations: readonly ConversationId[],
) => {
  await tx.$executeRaw`INSERT INTO destruction_register (organisation_id, certificate)
    SELECT organisation_id, certificate FROM destruction_pending
    WHERE organisation_id = ${organisation}::uuid AND conversation_id = ANY (${conversations}::uuid[])
    ORDER BY deleted_at, conversation_id`;
  const where = { organisation, conversation: { in: [...conversations] } };
  await tx.destructionPending.deleteMany({ where });
  await tx.destructionItem.deleteMany({ where });
};

/** Ends a list of which nothing is left to do; what stays on it is what was taken off and left out. */
export const endList = async (scope: Scope, list: DestructionListId) => {
  const { organisation, tx } = scope;
  const endedAt = new Date(await databaseNowMs(scope));
  await tx.$executeRaw`UPDATE destruction_list l SET state = 'done', ended_at = ${endedAt}
    WHERE organisation_id = ${organisation}::uuid AND list_id = ${list}::uuid AND state = 'approved'
      AND NOT EXISTS (SELECT FROM destruction_item i WHERE i.organisation_id = l.organisation_id
        AND i.list_id = l.list_id AND i.removed_by IS NULL AND i.left_out IS NULL)`;
};
