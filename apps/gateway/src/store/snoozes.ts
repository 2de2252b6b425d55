import { ConversationId } from "@eigenkanaal/protocol";
import type { StoredConversation } from "./conversations.js";
import type { Scope } from "./database.js";
import { conversationsOf } from "./routing.js";

/** So many come back in one transaction; what is left comes with the next sweep. */
const maxAtOnce = 200;

/**
 * Ends the putting off of conversations whose moment has come, each with its event, and gives them as they are then. What
 * somebody is busy with just now is left for the next time; the pseudonym is that of the colleague whose it is.
 */
export const wakeDue = async (scope: Scope): Promise<StoredConversation[]> => {
  const { organisation, tx } = scope;
  const rows = await tx.$queryRaw<{ conversation: string }[]>`WITH due AS (
      SELECT conversation_id FROM conversation
      WHERE organisation_id = ${organisation}::uuid AND snoozed_until <= clock_timestamp()
      ORDER BY snoozed_until LIMIT ${maxAtOnce} FOR UPDATE SKIP LOCKED
    ), woken AS (
      UPDATE conversation c SET snooze = NULL, snoozed_until = NULL FROM due
      WHERE c.organisation_id = ${organisation}::uuid AND c.conversation_id = due.conversation_id
      RETURNING c.conversation_id, c.pseudonym, c.desk_id, c.assignee_id
    ), noted AS (
      INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, actor, actor_pseudonym, at)
      SELECT ${organisation}::uuid, w.pseudonym, 'woken', w.desk_id, 'gateway', a.pseudonym, clock_timestamp()
      FROM woken w JOIN conversation_actor a ON a.organisation_id = ${organisation}::uuid
        AND a.conversation_id = w.conversation_id AND a.member_id = w.assignee_id
    )
    SELECT conversation_id AS conversation FROM woken`;
  return rows.length === 0
    ? []
    : conversationsOf(
        scope,
        rows.map(({ conversation }) => ConversationId.parse(conversation)),
      );
};
