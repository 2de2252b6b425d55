import type { Candidate, Conversation, Handed, RoutingDesk, Waiting } from "@eigenkanaal/domain";
import { Assignment, ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { fromRow, type StoredConversation } from "./conversations.js";
import { databaseNowMs, type Scope } from "./database.js";
import { inForce } from "./settings.js";

/** How a desk hands out what waits, at this moment. */
const assignmentOf = async (scope: Scope, desk: DeskId): Promise<Assignment> => {
  const { organisation, tx } = scope;
  const { where, ...newest } = inForce(await databaseNowMs(scope));
  const setting = await tx.deskSetting.findFirst({ where: { organisation, desk, ...where }, ...newest });
  return Assignment.parse(setting?.assignment ?? "pull");
};

/** What takes somebody's room: what they have in hand, and have not put off. */
export const takesRoom = { state: "in_hand", snooze: null } as const;

/**
 * The colleagues of a desk who are on duty, with what they have in hand. Until the transaction ends nobody else decides
 * about any of them, for whichever desk: locked one after the other by their ids, and counted behind the locks.
 */
const lockCandidates = async ({ organisation, tx }: Scope, desk: DeskId): Promise<Candidate[]> => {
  const rows = await tx.$queryRaw<
    { member: string; capacity: number; languages: string[]; lastAssignedAt: Date | null }[]
  >`SELECT p.member_id AS member, coalesce(s.capacity, p.capacity) AS capacity,
      coalesce(s.languages, p.languages) AS languages, p.last_assigned_at AS "lastAssignedAt"
    FROM member_presence p JOIN desk_member d USING (organisation_id, member_id)
    LEFT JOIN LATERAL (SELECT capacity, languages FROM member_setting o
      WHERE o.organisation_id = p.organisation_id AND o.member_id = p.member_id AND o.valid_from <= clock_timestamp()
      ORDER BY o.valid_from DESC LIMIT 1) s ON true
    WHERE d.organisation_id = ${organisation}::uuid AND d.desk_id = ${desk}::uuid AND 'answer' = ANY (d.rights)
      AND p.state = 'on_duty'
    ORDER BY p.member_id FOR UPDATE OF p`;
  const counted = await tx.conversation.groupBy({
    by: ["assignee"],
    where: { ...takesRoom, organisation, assignee: { in: rows.map(({ member }) => member) } },
    _count: true,
  });
  const open = new Map(counted.map(({ assignee, _count }) => [assignee, _count]));
  return rows.map(({ member, capacity, languages, lastAssignedAt }) => ({
    member: MemberId.parse(member),
    presence: "on_duty",
    capacity,
    open: open.get(member) ?? 0,
    languages,
    lastAssignedAtMs: lastAssignedAt?.getTime() ?? null,
  }));
};

/** What waits longest at a desk without an owner, and whether more does that somebody else is busy with just now. */
export const lockWaiting = async ({ organisation, tx }: Scope, desk: DeskId, limit: number) => {
  const rows = await tx.$queryRaw<
    { conversation: string; since: Date; language: string | null; answeredBefore: string | null }[]
  >`SELECT c.conversation_id AS conversation, c.waiting_since AS since, c.language,
      (SELECT a.member_id FROM conversation_event e
        JOIN conversation_actor a ON a.organisation_id = e.organisation_id AND a.pseudonym = e.actor_pseudonym
          AND a.conversation_id = c.conversation_id
        WHERE e.organisation_id = c.organisation_id AND e.conversation_pseudonym = c.pseudonym
          AND e.kind = 'agent_answer'
        ORDER BY e.event_id DESC LIMIT 1) AS "answeredBefore"
    FROM conversation c
    WHERE c.organisation_id = ${organisation}::uuid AND c.desk_id = ${desk}::uuid AND c.state = 'waiting'
      AND c.waiting_since IS NOT NULL
    ORDER BY c.waiting_since, c.conversation_id LIMIT ${limit} FOR UPDATE OF c SKIP LOCKED`;
  const waiting = rows.map(
    ({ conversation, since, language, answeredBefore }): Waiting => ({
      conversation: ConversationId.parse(conversation),
      sinceMs: since.getTime(),
      language,
      answeredBefore: answeredBefore === null ? null : MemberId.parse(answeredBefore),
    }),
  );
  const all = await tx.conversation.count({
    where: { organisation, desk, state: "waiting", waitingSince: { not: null } },
  });
  return { waiting, skipped: Math.min(all, limit) > waiting.length };
};

/** A desk as a choice needs it, its colleagues on duty locked. */
export const lockDesk = async (scope: Scope, desk: DeskId): Promise<RoutingDesk> => {
  const assignment = await assignmentOf(scope, desk);
  return { assignment, candidates: assignment === "pull" ? [] : await lockCandidates(scope, desk) };
};

/** Conversations by their ids, as they are now. */
export const conversationsOf = async (
  { organisation, tx }: Scope,
  conversations: readonly ConversationId[],
): Promise<StoredConversation[]> => {
  const rows = await tx.conversation.findMany({
    where: { organisation, conversation: { in: [...conversations] } },
    include: { channels: true },
  });
  return rows.map(fromRow);
};

/**
 * Gives locked conversations to their new owners, each with its event; `last_assigned_at` tells whose turn is next. An
 * offer of another desk ends with that (`offerWithdrawn` of packages/domain).
 * Guarded by the state: what is no longer waiting stays as it is.
 */
export const writeAssigned = async ({ organisation, tx }: Scope, handed: readonly Handed[]) => {
  const conversations = handed.map(({ conversation }) => conversation);
  const members = handed.map(({ member }) => member);
  await tx.$executeRaw`WITH given AS (
      UPDATE conversation c SET state = 'in_hand', assignee_id = h.member,
        late_stage = CASE c.late_stage WHEN 'offered' THEN 'passed' ELSE c.late_stage END,
        overflow_desk_id = CASE WHEN c.late_stage <> 'offered' THEN c.overflow_desk_id END
      FROM unnest(${conversations}::uuid[], ${members}::uuid[]) AS h (conversation, member)
      WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = h.conversation AND c.state = 'waiting'
      RETURNING c.conversation_id, c.pseudonym, c.desk_id, h.member
    ), turned AS (
      UPDATE member_presence SET last_assigned_at = clock_timestamp()
      WHERE organisation_id = ${organisation}::uuid AND member_id IN (SELECT member FROM given)
    ), known AS (
      SELECT a.conversation_id, a.pseudonym FROM conversation_actor a
      JOIN given g ON a.conversation_id = g.conversation_id AND a.member_id = g.member
      WHERE a.organisation_id = ${organisation}::uuid
    ), met AS (
      INSERT INTO conversation_actor (organisation_id, conversation_id, member_id, pseudonym)
      SELECT ${organisation}::uuid, conversation_id, member, gen_random_uuid() FROM given
      WHERE conversation_id NOT IN (SELECT conversation_id FROM known)
      RETURNING conversation_id, pseudonym
    )
    INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, at)
    SELECT ${organisation}::uuid, g.pseudonym, 'assigned', g.desk_id, 'gateway', a.pseudonym, clock_timestamp()
    FROM given g JOIN (SELECT * FROM known UNION ALL SELECT * FROM met) a USING (conversation_id)`;
};

/**
 * In hand of somebody who is off or no longer answers the desk, while the citizen waits; locked, and who has each. What
 * somebody has put off is not left behind when they go home: that is asked when it comes back (PROTOCOL.md W5).
 */
export const lockAbandoned = async ({ organisation, tx }: Scope): Promise<ConversationId[]> => {
  const rows = await tx.$queryRaw<{ conversation: string }[]>`SELECT c.conversation_id AS conversation
    FROM conversation c
    WHERE c.organisation_id = ${organisation}::uuid AND c.state = 'in_hand' AND c.waiting_since IS NOT NULL
      AND (c.snooze IS NULL AND NOT EXISTS (SELECT FROM member_presence p WHERE p.organisation_id = c.organisation_id
          AND p.member_id = c.assignee_id AND p.state <> 'off')
        OR NOT EXISTS (SELECT FROM desk_member d WHERE d.organisation_id = c.organisation_id
          AND d.desk_id = c.desk_id AND d.member_id = c.assignee_id AND 'answer' = ANY (d.rights)))
    ORDER BY c.conversation_id FOR UPDATE OF c SKIP LOCKED`;
  return rows.map(({ conversation }) => ConversationId.parse(conversation));
};

/** Puts locked conversations back into their queues, each with its event; since when the citizen waits stays. */
export const writeReturned = async (
  { organisation, tx }: Scope,
  conversations: readonly ConversationId[],
) => {
  await tx.$executeRaw`WITH had AS (
      SELECT conversation_id, assignee_id FROM conversation
      WHERE organisation_id = ${organisation}::uuid AND conversation_id = ANY (${conversations}::uuid[])
        AND state = 'in_hand'
    ), returned AS (
      UPDATE conversation c SET state = 'waiting', assignee_id = NULL, snooze = NULL, snoozed_until = NULL FROM had
      WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = had.conversation_id
      RETURNING c.conversation_id, c.pseudonym, c.desk_id, had.assignee_id
    )
    INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, at)
    SELECT ${organisation}::uuid, r.pseudonym, 'returned', r.desk_id, 'gateway', a.pseudonym, clock_timestamp()
    FROM returned r JOIN conversation_actor a ON a.organisation_id = ${organisation}::uuid
      AND a.conversation_id = r.conversation_id AND a.member_id = r.assignee_id`;
};

/** How many at its desk have waited longer without an owner; null for one that does not wait without one. */
export const countAhead = async (
  { organisation, tx }: Scope,
  { conversation, desk, handling, waitingSinceMs }: Conversation,
): Promise<number | null> => {
  if (handling.state !== "waiting" || waitingSinceMs === null) return null;
  const since = new Date(waitingSinceMs);
  return tx.conversation.count({
    where: {
      ...{ organisation, desk, state: "waiting" },
      OR: [{ waitingSince: { lt: since } }, { waitingSince: since, conversation: { lt: conversation } }],
    },
  });
};

/** The desks at which somebody waits for an owner. */
export const desksThatWait = async ({ organisation, tx }: Scope): Promise<DeskId[]> => {
  const rows = await tx.conversation.findMany({
    where: { organisation, state: "waiting", waitingSince: { not: null } },
    select: { desk: true },
    distinct: ["desk"],
  });
  return rows.map(({ desk }) => DeskId.parse(desk));
};
