import { setTimeout as wait } from "node:timers/promises";
import { answered } from "../../harness/closing.js";
import { yes } from "../../harness/conversation.js";
import { opens, type Talk, writes } from "./play.js";
import { ask, type Stage } from "./stage.js";
import { type Name, names, type Which } from "./steps.js";

/** Many questions at once, and colleagues who work them off. */

/** So many citizens are busy with asking at a time. */
const atOnce = 24;

/** Citizens ask, two of three at the first desk, at both gateways in turn. */
export const rush = async (stage: Stage, count: number): Promise<Talk[]> => {
  const talks: Talk[] = [];
  let next = 0;
  const oneAfterTheOther = async () => {
    while (next < count) {
      const place = next++;
      const [desk, at]: [Which, Which] = [place % 3 === 2 ? 1 : 0, place % 2 === 0 ? 0 : 1];
      const { talk, outcome } = await opens(stage, { desk, at, topic: null });
      const said = outcome === "ok" ? await writes(talk) : outcome;
      if (said !== "ok") throw new Error(`question ${place}: ${said}`);
      talks.push(talk);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, oneAfterTheOther));
  return talks;
};

/** Everybody closes what they have, until nothing is open. */
export const workOff = async (stage: Stage): Promise<void> => {
  const { rows } = stage.setting;
  const work = async (name: Name) => {
    for (;;) {
      const mine = await rows<{ conversation: string }>(
        "SELECT conversation_id AS conversation FROM conversation WHERE assignee_id = $1 AND state = 'in_hand'",
        [stage.memberOf(name)],
      );
      for (const { conversation } of mine) {
        const request = { conversation, ...answered };
        const answer = await ask(stage.colleague(name), "conversation:close", request);
        if (answer) yes(answer);
      }
      const open = await rows("SELECT FROM conversation WHERE state <> 'closed' AND desk_id = $1", [
        stage.deskOf(name === "chris" ? 1 : 0).desk,
      ]);
      if (open.length === 0) return;
      await wait(20);
    }
  };
  await Promise.all(names.map(work));
};

/** The number of the newest event; of the later ones it is asked what came after it. */
export const newestEvent = async ({ setting }: Stage): Promise<string> => {
  const [row] = await setting.rows<{ newest: string }>(
    "SELECT coalesce(max(event_id), 0)::text AS newest FROM conversation_event",
  );
  return row?.newest ?? "0";
};

/**
 * What was assigned before something that had waited longer at the same desk, of all that was assigned after an event. What
 * one transaction assigned was assigned at once.
 */
export const outOfTurn = ({ setting }: Stage, afterEvent: string) =>
  setting.rows(
    `WITH asked AS (
       SELECT conversation_pseudonym AS who, min(at) AS since FROM conversation_event
       WHERE kind = 'citizen_message' GROUP BY 1
     ), given AS (
       SELECT e.event_id, e.xmin::text AS at_once, e.desk_id, a.since, c.conversation_id
       FROM conversation_event e JOIN asked a ON a.who = e.conversation_pseudonym
       JOIN conversation c ON c.pseudonym = e.conversation_pseudonym
       WHERE e.kind = 'assigned' AND e.event_id > $1::bigint
     )
     SELECT early.conversation_id AS early, late.conversation_id AS late FROM given early JOIN given late
       ON late.desk_id = early.desk_id AND late.event_id > early.event_id AND late.at_once <> early.at_once
     WHERE (late.since, late.conversation_id) < (early.since, early.conversation_id)`,
    [afterEvent],
  );
