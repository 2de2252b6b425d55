import { expect } from "vitest";
import { ownershipViolations } from "../../faults/ownership.js";
import { answered } from "../../harness/closing.js";
import { yes } from "../../harness/conversation.js";
import type { Played, Talk } from "./play.js";
import { ask, type Stage } from "./stage.js";
import { names, type Which } from "./steps.js";

/** What must hold when nothing happens any more, however much happened before. */

const patience = { timeout: 20_000, interval: 50 };

/** Whose conversation is nobody's, twice somebody's, or forgotten; empty when none is. */
export const violationsOf = async ({ setting }: Stage, talks: readonly Talk[]) => {
  const found = await setting.rows<{ conversation: string; violation: string }>(ownershipViolations);
  return found.filter((one) => talks.some(({ conversation }) => conversation === one.conversation));
};

/**
 * Everybody comes back, and then: every conversation has one owner or a place in one queue, by what is stored, by what every
 * colleague is shown and by what every citizen is told. So it is when the last of them has gone home; and when all are there
 * and have room nothing waits any more.
 */
export const everythingHolds = async (stage: Stage, { talks }: Played): Promise<void> => {
  const { rows } = stage.setting;
  for (const name of names) stage.opensBrowser(name, 0);
  await stage.mended();
  const isRight = async () => ({
    violations: await violationsOf(stage, talks),
    shown: await differences(stage),
    told: await misplaced(stage, talks),
  });
  const right = { violations: [], shown: [], told: [] };
  await expect.poll(isRight, patience).toEqual(right);
  expect(await unstored(stage, talks)).toEqual([]);

  const all = async (state: "off" | "on_duty") => {
    for (const name of names) await ask(stage.colleague(name), "presence:set", { state });
  };
  await all("off");
  await expect.poll(isRight, patience).toEqual(right);
  await rows("UPDATE member_presence SET capacity = 1000");
  for (const desk of [0, 1] as const) await stage.setDesk(desk, "open", "push");
  await all("on_duty");
  const waits =
    "SELECT conversation_id FROM conversation WHERE state = 'waiting' AND waiting_since IS NOT NULL";
  await expect.poll(() => rows(waits), patience).toEqual([]);
  await expect.poll(isRight, patience).toEqual(right);
};

/** What is open at a colleague's desks, or read along by them [X6], and not so in their queue; or there, and not so open. */
const differences = async (stage: Stage): Promise<string[]> => {
  const found: string[] = [];
  for (const name of names) {
    const open = await stage.setting.rows<{ id: string; so: string }>(
      `SELECT c.conversation_id AS id, concat_ws(' ', c.state, c.assignee_id) AS so FROM conversation c
       WHERE c.state <> 'closed' AND (c.reader_id = $1 OR EXISTS (SELECT FROM desk_member d
         WHERE d.organisation_id = c.organisation_id AND d.desk_id = c.desk_id AND d.member_id = $1
           AND 'answer' = ANY (d.rights))) ORDER BY c.conversation_id`,
      [stage.memberOf(name)],
    );
    const answer = await ask(stage.colleague(name), "queue:load", { list: "open" });
    const queue = (answer ? yes(answer).conversations : []) as Record<string, string | null>[];
    const shown = queue.map(({ conversation, state, assignee }) => ({
      id: conversation,
      so: assignee ? `${state} ${assignee}` : state,
    }));
    if (JSON.stringify(shown) !== JSON.stringify(open)) found.push(`the queue of ${name}`);
  }
  return found;
};

/** Where citizens are not told the places 0, 1, 2 … in the order in which they wait at their desk, or one who does not wait is. */
export const misplaced = async (stage: Stage, talks: readonly Talk[]): Promise<string[]> => {
  const told = new Map(
    await Promise.all(
      talks.map(async ({ conversation, line }) => {
        const answer = await ask(line, "queue:position", { conversation });
        return [conversation, answer ? yes(answer).ahead : null] as const;
      }),
    ),
  );
  const places = await Promise.all(([0, 1] as const).map((which) => waitingAt(stage, which)));
  const due = new Map(places.flatMap((waiting) => waiting.map((id, place) => [id, place] as const)));
  return [...told].flatMap(([id, ahead]) => {
    const place = due.get(id) ?? null;
    return ahead === place ? [] : [`${id} is told ${ahead}, and is at ${place}`];
  });
};

const waitingAt = async (stage: Stage, which: Which): Promise<string[]> => {
  const rows = await stage.setting.rows<{ id: string }>(
    `SELECT conversation_id AS id FROM conversation WHERE desk_id = $1 AND state = 'waiting'
       AND waiting_since IS NOT NULL ORDER BY waiting_since, conversation_id`,
    [stage.deskOf(which).desk],
  );
  return rows.map(({ id }) => id);
};

/** Messages that were acknowledged and are not there. */
const unstored = async ({ setting }: Stage, talks: readonly Talk[]): Promise<string[]> => {
  const acknowledged = talks.flatMap(({ stored }) => stored);
  const rows = await setting.rows<{ id: string }>(
    "SELECT message_id AS id FROM message WHERE message_id = ANY ($1::uuid[])",
    [acknowledged],
  );
  const there = new Set(rows.map(({ id }) => id));
  return acknowledged.filter((id) => !there.has(id));
};

/** Everybody goes home, with nothing left open: a colleague of its desk closes each. */
export const closeAll = async (stage: Stage): Promise<void> => {
  const open = await stage.setting.rows<{ conversation: string; desk: string }>(
    "SELECT conversation_id AS conversation, desk_id AS desk FROM conversation WHERE state <> 'closed'",
  );
  for (const { conversation, desk } of open) {
    const line = stage.colleague(desk === stage.setting.desk.desk ? "anna" : "chris");
    const answer = await ask(line, "conversation:close", { conversation, ...answered });
    if (answer) yes(answer);
  }
};
