import { randomUUID } from "node:crypto";
import { dueClasses, type ListToApprove, permanentClasses } from "@eigenkanaal/domain";
import {
  type ConversationId,
  type DestructionItems,
  DestructionList,
  DestructionListId,
  DestructionState,
  LeftOut,
  MemberId,
  maxDestructionItems,
  type RemoveItem,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import { Prisma } from "./generated/client.js";
import { retentionInForce } from "./retention.js";

/** So many lists that have ended are shown. */
const shownEnded = 50;
const itemsPage = 100;

/** The newest moment (unix ms) that the database told when something was proposed, approved or destroyed; null for none. */
export const newestDestructionMs = async ({ organisation, tx }: Scope): Promise<number | null> => {
  const [row] = await tx.$queryRaw<{ newest: Date | null }[]>`SELECT greatest(
      (SELECT max(greatest(proposed_at, ended_at)) FROM destruction_list WHERE organisation_id = ${organisation}::uuid),
      (SELECT max(at) FROM destruction_approval WHERE organisation_id = ${organisation}::uuid),
      (SELECT max(deleted_at) FROM destruction_pending WHERE organisation_id = ${organisation}::uuid),
      (SELECT max(at) FROM destruction_root WHERE organisation_id = ${organisation}::uuid),
      (SELECT to_timestamp(destroyed_at_ms / 1000.0) FROM destruction_register
        WHERE organisation_id = ${organisation}::uuid ORDER BY seq DESC LIMIT 1)) AS newest`;
  return row?.newest?.getTime() ?? null;
};

/** When the gateway proposed a list last (unix ms), without anybody asking. */
export const lastProposalMs = async ({ organisation, tx }: Scope): Promise<number | null> => {
  const { _max: last } = await tx.destructionList.aggregate({
    where: { organisation, proposedBy: null },
    _max: { proposedAt: true },
  });
  return last.proposedAt?.getTime() ?? null;
};

/** Of a conversation `o`: nothing holds it, and no open list has it. */
const canBeListed = Prisma.sql`NOT EXISTS (SELECT FROM holds_on(o, clock_timestamp()))
  AND NOT EXISTS (SELECT FROM destruction_item i JOIN destruction_list l USING (organisation_id, list_id)
    WHERE i.organisation_id = o.organisation_id AND i.conversation_id = o.conversation_id AND l.ended_at IS NULL)`;

/**
 * Proposes what is due: closed before its class's moment, or kept forever and received by an e-depot; not held, and on no
 * open list; what was closed first, up to a list's bound. Undefined where nothing is.
 */
export const proposeList = async (
  scope: Scope,
  proposedBy: MemberId | null,
): Promise<DestructionListId | undefined> => {
  const { organisation, tx } = scope;
  // One at a time: two that looked at once would put the same on two lists.
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('destruction list ' || ${organisation}, 0))`;
  const { table } = await retentionInForce(scope);
  const due = dueClasses(table, await databaseNowMs(scope));
  const found = await tx.$queryRaw<{ conversation: string; retention: string; closedAt: Date }[]>`
    SELECT c.conversation_id AS conversation, c.retention_class AS retention, c.closed_at AS "closedAt"
    FROM (SELECT d.* FROM unnest(${due.map(({ retention }) => retention)}::text[],
        ${due.map(({ beforeMs }) => new Date(beforeMs).toISOString())}::text[]::timestamptz[]) AS t (retention, before)
      CROSS JOIN LATERAL (SELECT o.* FROM conversation o
        WHERE o.organisation_id = ${organisation}::uuid AND o.retention_class = t.retention
          AND o.closed_at IS NOT NULL AND o.closed_at < t.before AND ${canBeListed}
        ORDER BY o.closed_at LIMIT ${maxDestructionItems}) d
      UNION ALL
      SELECT o.* FROM conversation o
      WHERE o.organisation_id = ${organisation}::uuid AND o.retention_class = ANY (${permanentClasses(table)}::text[])
        AND o.conversation_id IN (SELECT i.conversation_id FROM deposit p JOIN deposit_conversation i USING (organisation_id, deposit_id)
          WHERE p.organisation_id = ${organisation}::uuid AND p.receipt_at IS NOT NULL)
        AND was_received(o) AND ${canBeListed}) c
    ORDER BY c.closed_at LIMIT ${maxDestructionItems}`;
  if (found.length === 0) return undefined;
  const list = DestructionListId.parse(randomUUID());
  const proposed = { proposedBy, needed: table.approvals, proposedItems: found.length };
  await tx.destructionList.create({ data: { organisation, list, ...proposed } });
  await tx.$executeRaw`INSERT INTO destruction_item (organisation_id, list_id, conversation_id, retention_class, closed_at)
    SELECT ${organisation}::uuid, ${list}::uuid, u.* FROM unnest(${found.map((row) => row.conversation)}::uuid[],
      ${found.map((row) => row.retention)}::text[],
      ${found.map((row) => row.closedAt.toISOString())}::text[]::timestamptz[]) AS u`;
  return list;
};

const listRow = { approvals: { orderBy: { at: "asc" } } } as const satisfies Prisma.DestructionListInclude;
type ListRow = Prisma.DestructionListGetPayload<{ include: typeof listRow }>;

/** Lists with what became of their items. */
const resourcesOf = async (
  { organisation, tx }: Scope,
  rows: readonly ListRow[],
): Promise<DestructionList[]> => {
  const ids = rows.map(({ list }) => list);
  const counted = await tx.$queryRaw<
    { list: string; removed: number; leftOut: number; destroyed: number; left: number }[]
  >`SELECT l.list_id AS list, i.removed, i.left_out AS "leftOut", i."left", r.destroyed
    FROM unnest(${ids}::uuid[]) AS l (list_id)
    CROSS JOIN LATERAL (SELECT count(removed_by)::int AS removed, count(left_out)::int AS left_out,
        (count(*) FILTER (WHERE removed_by IS NULL AND left_out IS NULL))::int AS "left"
      FROM destruction_item WHERE organisation_id = ${organisation}::uuid AND list_id = l.list_id) i
    CROSS JOIN LATERAL (SELECT count(*)::int AS destroyed FROM destruction_register
      WHERE organisation_id = ${organisation}::uuid AND list_id = l.list_id) r`;
  const counts = new Map(counted.map(({ list, ...of }) => [list, of]));
  const nothing = { removed: 0, leftOut: 0, destroyed: 0, left: 0 };
  return rows.map(({ list, state, needed, ...row }) =>
    DestructionList.parse({
      ...{ list, state, needed, proposedBy: row.proposedBy },
      proposedAtMs: row.proposedAt.getTime(),
      approvals: row.approvals.map(({ member, at }) => ({ member, atMs: at.getTime() })),
      items: { proposed: row.proposedItems, ...(counts.get(list) ?? nothing) },
      endedAtMs: row.endedAt?.getTime() ?? null,
      withdrawn: row.withdrawnBy === null ? null : { by: row.withdrawnBy, reason: row.withdrawReason },
    }),
  );
};

/** Those that are open, and the newest that have ended; newest first. */
export const destructionLists = async (scope: Scope): Promise<DestructionList[]> => {
  const { organisation, tx } = scope;
  const of = { include: listRow, orderBy: { proposedAt: "desc" } } as const;
  const open = await tx.destructionList.findMany({ where: { organisation, endedAt: null }, ...of });
  const ended = await tx.destructionList.findMany({
    where: { organisation, endedAt: { not: null } },
    ...of,
    take: shownEnded,
  });
  return resourcesOf(scope, [...open, ...ended]);
};

/** One list; undefined where there is none of this id. */
export const destructionList = async (
  scope: Scope,
  list: DestructionListId,
): Promise<DestructionList | undefined> => {
  const { organisation, tx } = scope;
  const row = await tx.destructionList.findUnique({
    where: { organisation_list: { organisation, list } },
    include: listRow,
  });
  return row ? (await resourcesOf(scope, [row]))[0] : undefined;
};

/** Locks a list until the transaction ends; undefined where there is none. */
export const lockList = async (
  { organisation, tx }: Scope,
  list: DestructionListId,
): Promise<ListToApprove | undefined> => {
  await tx.$queryRaw`SELECT 1 FROM destruction_list
    WHERE organisation_id = ${organisation}::uuid AND list_id = ${list}::uuid FOR UPDATE`;
  const row = await tx.destructionList.findUnique({
    where: { organisation_list: { organisation, list } },
    include: listRow,
  });
  if (!row) return undefined;
  return {
    state: DestructionState.parse(row.state),
    proposedBy: row.proposedBy === null ? null : MemberId.parse(row.proposedBy),
    needed: row.needed,
    approvedBy: row.approvals.map(({ member }) => MemberId.parse(member)),
  };
};

/** Writes an approval of a locked list, and what it made of that. */
export const writeApproval = async (
  { organisation, tx }: Scope,
  list: DestructionListId,
  { by: member, state }: { by: MemberId; state: "proposed" | "approved" },
) => {
  await tx.destructionApproval.create({ data: { organisation, list, member } });
  await tx.destructionList.update({ where: { organisation_list: { organisation, list } }, data: { state } });
};

/** Takes an item off a locked list; false where it does not stand there. Taking it off again changes nothing. */
export const removeItem = async (
  { organisation, tx }: Scope,
  list: DestructionListId,
  { conversation, reason, by }: RemoveItem & { by: MemberId },
): Promise<boolean> => {
  const where = { organisation, list, conversation };
  const { count } = await tx.destructionItem.updateMany({
    where: { ...where, removedBy: null, leftOut: null },
    data: { removedBy: by, removeReason: reason },
  });
  return count > 0 || (await tx.destructionItem.count({ where })) > 0;
};

export const withdrawList = async (
  scope: Scope,
  list: DestructionListId,
  { by, reason }: { by: MemberId; reason: string },
) => {
  const { organisation, tx } = scope;
  const endedAt = new Date(await databaseNowMs(scope));
  await tx.destructionList.update({
    where: { organisation_list: { organisation, list } },
    data: { state: "withdrawn", endedAt, withdrawnBy: by, withdrawReason: reason },
  });
};

/** A page of what is on a list and not destroyed yet, behind an id or from the first. */
export const destructionItems = async (
  { organisation, tx }: Scope,
  list: DestructionListId,
  after: ConversationId | null,
): Promise<Pick<DestructionItems, "items" | "more">> => {
  const rows = await tx.$queryRaw<
    {
      conversation: ConversationId;
      desk: DestructionItems["items"][number]["desk"];
      retention: string;
      closedAt: Date;
      held: boolean;
      removedBy: MemberId | null;
      reason: string | null;
      leftOut: string | null;
    }[]
  >`SELECT i.conversation_id AS conversation, c.desk_id AS desk, i.retention_class AS retention, i.closed_at AS "closedAt",
      i.removed_by AS "removedBy", i.remove_reason AS reason, i.left_out AS "leftOut",
      c.conversation_id IS NOT NULL AND EXISTS (SELECT FROM holds_on(c, clock_timestamp())) AS held
    FROM destruction_item i LEFT JOIN conversation c USING (organisation_id, conversation_id)
    WHERE i.organisation_id = ${organisation}::uuid AND i.list_id = ${list}::uuid
      AND (${after}::uuid IS NULL OR i.conversation_id > ${after}::uuid)
    ORDER BY i.conversation_id LIMIT ${itemsPage + 1}`;
  return {
    items: rows.slice(0, itemsPage).map(({ conversation, desk, held, ...row }) => ({
      ...{ conversation, desk, held, class: row.retention },
      closedAtMs: row.closedAt.getTime(),
      removed: row.removedBy === null ? null : { by: row.removedBy, reason: row.reason ?? "" },
      leftOut: row.leftOut === null ? null : LeftOut.parse(row.leftOut),
    })),
    more: rows.length > itemsPage,
  };
};
