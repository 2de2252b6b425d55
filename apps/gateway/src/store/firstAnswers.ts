import type { AnsweredWait } from "@eigenkanaal/domain";
import type { DeskId } from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** So far back is looked at most: a desk that opens on weekdays has been open in it. */
const withinDays = 4;
const atMost = 200;

/**
 * A desk's newest first answers, newest first, each since the citizen's first message; from the events, whatever has
 * become of their conversations.
 */
export const recentFirstAnswers = async (scope: Scope, desk: DeskId): Promise<AnsweredWait[]> => {
  const { organisation, tx } = scope;
  const from = new Date((await databaseNowMs(scope)) - withinDays * 86_400_000);
  const rows = await tx.$queryRaw<{ at: Date; asked: Date }[]>`SELECT e.at, a.asked
    FROM conversation_event e
    CROSS JOIN LATERAL (SELECT
        min(at) FILTER (WHERE kind = 'citizen_message') AS asked,
        min(event_id) FILTER (WHERE kind = 'agent_answer') AS first_answer
      FROM conversation_event WHERE organisation_id = e.organisation_id
        AND conversation_pseudonym = e.conversation_pseudonym) a
    WHERE e.organisation_id = ${organisation}::uuid AND e.desk_id = ${desk}::uuid AND e.at > ${from}
      AND e.kind = 'agent_answer' AND e.event_id = a.first_answer AND a.asked IS NOT NULL
    ORDER BY e.at DESC LIMIT ${atMost}`;
  return rows.map(({ at, asked }) => ({ askedMs: asked.getTime(), atMs: at.getTime() }));
};
