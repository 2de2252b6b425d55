import { randomUUID } from "node:crypto";
import type { Told } from "./counted.js";
import type { Setting } from "./setting.js";

/** Conversations that stand, and of whose events it is known who did them: what figures of one colleague are counted from. */

/** An event that is told of, and by which member; null: by the citizen or by a rule. */
export type ToldBy = { told: Told; by: string | null };

/** Writes them as closed conversations, their actors and events, each conversation's in their order. Gives their ids. */
export const tellStanding = async (
  setting: Pick<Setting, "rows"> & { town: { organisation: string } },
  conversations: readonly (readonly ToldBy[])[],
): Promise<string[]> => {
  const { organisation } = setting.town;
  const made = conversations.map((events) => {
    const members = [...new Set(events.map(({ by }) => by))];
    const pseudonyms = new Map(members.map((member) => [member, randomUUID()]));
    const pseudonym = randomUUID();
    return {
      ...{ conversation: randomUUID(), pseudonym, desk: events[0]?.told.desk },
      ...{ opened: events[0]?.told.at, ended: events.at(-1)?.told.at },
      actors: [...pseudonyms].map(([member, actor]) => ({ member, actor })),
      events: events.map(({ told, by }) => ({ ...told, pseudonym, by: pseudonyms.get(by) })),
    };
  });
  await setting.rows(
    `INSERT INTO conversation (organisation_id, conversation_id, pseudonym, desk_id, citizen_vk, state, outcome, opened_at,
       closed_at, retention_class, last_activity_at)
     SELECT $1, c.conversation, c.pseudonym, c.desk, sha256(c.conversation::text::bytea), 'closed', 'answered', c.opened,
       c.ended, '6.1.3', c.ended
     FROM jsonb_to_recordset($2::jsonb) AS c (conversation uuid, pseudonym uuid, desk uuid, opened timestamptz,
       ended timestamptz)`,
    [organisation, JSON.stringify(made)],
  );
  await setting.rows(
    `INSERT INTO conversation_actor (organisation_id, conversation_id, member_id, pseudonym)
     SELECT $1, a.conversation, a.member, a.actor
     FROM jsonb_to_recordset($2::jsonb) AS a (conversation uuid, member uuid, actor uuid)`,
    [
      organisation,
      JSON.stringify(
        made.flatMap(({ conversation, actors }) => actors.map((one) => ({ ...one, conversation }))),
      ),
    ],
  );
  await setting.rows(
    `INSERT INTO conversation_event (organisation_id, conversation_pseudonym, kind, desk_id, to_desk_id, actor,
       actor_pseudonym, outcome, language, begun_at, verdict, at)
     SELECT $1, e.pseudonym, e.kind, e.desk, e.to_desk, coalesce(e.actor, 'agent'), e.by, e.outcome, e.language, e.begun_at,
       e.verdict, e.at
     FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (pseudonym uuid, kind text, desk uuid, to_desk uuid, actor text,
       by uuid, outcome text, language text, begun_at text, verdict text, at timestamptz)) WITH ORDINALITY e
     ORDER BY e.ordinality`,
    [organisation, JSON.stringify(made.flatMap(({ events }) => events))],
  );
  return made.map(({ conversation }) => conversation);
};
