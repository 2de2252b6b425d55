import type { Conversation, ConversationEvent, HoursFrom, Lateness, WaitRules } from "@eigenkanaal/domain";
import { defaultNormMinutes } from "@eigenkanaal/domain";
import { ConversationId, DeskId, type TopicId } from "@eigenkanaal/protocol";
import type { StoredConversation } from "./conversations.js";
import type { Scope } from "./database.js";
import { closed, hoursAround } from "./settings.js";

/**
 * The conversations that are to be looked at by now, the longest overdue first, locked; none that somebody else is busy
 * with. Found by the index of those moments alone: neither what is closed nor what waits within its norm is read.
 */
export const lockDue = async ({ organisation, tx }: Scope, limit: number): Promise<ConversationId[]> => {
  const rows = await tx.$queryRaw<{ conversation: string }[]>`SELECT conversation_id AS conversation
    FROM conversation WHERE organisation_id = ${organisation}::uuid AND late_due_at <= clock_timestamp()
    ORDER BY late_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  return rows.map(({ conversation }) => ConversationId.parse(conversation));
};

/**
 * What the town sets for these conversations' waits: the norm that held when each began and the hours as they held and will hold, a
 * topic's own while its own desk has the conversation; when to warn and where to overflow as they are now.
 */
export const waitRules = async (
  { organisation, tx }: Scope,
  conversations: readonly Conversation[],
  nowMs: number,
): Promise<(conversation: Conversation) => WaitRules> => {
  const topicIds = conversations.flatMap(({ topic }) => topic ?? []);
  const [desks, topics] = [
    await tx.deskSetting.findMany({
      where: { organisation },
      select: { desk: true, validFrom: true, hours: true, overflow: true, warnAt: true },
      orderBy: { validFrom: "asc" },
    }),
    await tx.topicSetting.findMany({
      where: { organisation, topic: { in: [...new Set(topicIds)] } },
      select: { topic: true, validFrom: true, desk: true, hours: true, normMinutes: true },
      orderBy: { validFrom: "asc" },
    }),
  ];
  const ofDesk = (desk: string) => desks.filter((setting) => setting.desk === desk);
  const ofTopic = (topic: TopicId | null) => topics.filter((setting) => setting.topic === topic);
  const hoursOver = new Map<string, HoursFrom[]>();

  /** The hours of a desk's conversations on a topic, from each change of either on. */
  const hoursFor = (desk: DeskId, topic: TopicId | null): HoursFrom[] => {
    const [general, own] = [ofDesk(desk), ofTopic(topic)];
    const moments = [...general, ...own].map(({ validFrom }) => validFrom.getTime());
    return [...new Set(moments)]
      .toSorted((one, other) => one - other)
      .map((fromMs) => {
        const about = heldAt(own, fromMs);
        const hours = (about?.desk === desk ? about.hours : null) ?? heldAt(general, fromMs)?.hours;
        return { fromMs, hours: hours ? hoursAround(nowMs, hours) : closed };
      });
  };
  const overflowOf = (overflow: string | null | undefined): WaitRules["overflow"] => {
    if (!overflow) return null;
    const hours = heldAt(ofDesk(overflow), nowMs)?.hours;
    return { desk: DeskId.parse(overflow), hours: hours ? hoursAround(nowMs, hours) : closed };
  };
  return ({ desk, topic, waitingSinceMs }) => {
    const now = heldAt(ofDesk(desk), nowMs);
    const place = `${desk}/${topic}`;
    const hours = hoursOver.get(place) ?? hoursFor(desk, topic);
    hoursOver.set(place, hours);
    return {
      normMinutes: heldAt(ofTopic(topic), waitingSinceMs ?? nowMs)?.normMinutes ?? defaultNormMinutes,
      warnAtPercent: now?.warnAt ?? defaultWarnAtPercent,
      hours,
      overflow: overflowOf(now?.overflow),
    };
  };
};

/** As the column has it. */
const defaultWarnAtPercent = 75;

/** Of settings, oldest first, the one that held at a moment (unix ms). */
const heldAt = <Setting extends { validFrom: Date }>(
  settings: readonly Setting[],
  atMs: number,
): Setting | undefined => settings.findLast(({ validFrom }) => validFrom.getTime() <= atMs);

/** What has come of a wait. */
export type Escalated = { stored: StoredConversation; late: Lateness; events: readonly ConversationEvent[] };

/** Writes what has come of locked conversations' waits, each with its events; those are the gateway's, about its citizen. */
export const writeEscalated = async ({ organisation, tx }: Scope, escalated: readonly Escalated[]) => {
  const conversations = escalated.map(({ stored }) => stored.conversation.conversation);
  const stages = escalated.map(({ late }) => late.stage);
  const dues = escalated.map(({ late }) => (late.dueAtMs === null ? null : new Date(late.dueAtMs)));
  const overflows = escalated.map(({ late }) => late.overflow);
  await tx.$executeRaw`UPDATE conversation c
    SET late_stage = e.stage, late_due_at = e.due_at, overflow_desk_id = e.overflow
    FROM unnest(${conversations}::uuid[], ${stages}::text[], ${dues}::timestamptz[], ${overflows}::uuid[])
      AS e (conversation, stage, due_at, overflow)
    WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = e.conversation`;
  const events = escalated.flatMap(({ stored, events }) => events.map((event) => ({ event, stored })));
  if (events.length === 0) return;
  const of = events.map(({ stored }) => stored.conversation.conversation);
  const kinds = events.map(({ event }) => event.kind);
  const toDesks = events.map(({ event }) => ("toDesk" in event ? event.toDesk : null));
  await tx.$executeRaw`INSERT INTO conversation_event
      (organisation_id, conversation_pseudonym, kind, desk_id, to_desk_id, actor, actor_pseudonym, at)
    SELECT c.organisation_id, c.pseudonym, e.kind, c.desk_id, e.to_desk, 'gateway', a.pseudonym, clock_timestamp()
    FROM unnest(${of}::uuid[], ${kinds}::text[], ${toDesks}::uuid[]) WITH ORDINALITY
      AS e (conversation, kind, to_desk, place)
    JOIN conversation c ON c.organisation_id = ${organisation}::uuid AND c.conversation_id = e.conversation
    JOIN conversation_actor a ON a.organisation_id = c.organisation_id AND a.conversation_id = c.conversation_id
      AND a.member_id IS NULL
    ORDER BY e.place`;
};
