import { maxQueuePage } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { yes } from "../harness/conversation.js";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { usePeople } from "../harness/talks.js";

const setting = useSetting();
const { openAgent } = usePeople(setting);

test("[C10] open conversations come by pages, each once, those of one's desks only, and the client follows", async () => {
  const count = 2 * maxQueuePage + 7;
  await setting.rows(
    `INSERT INTO conversation (organisation_id, conversation_id, pseudonym, desk_id, citizen_vk, state, opened_at,
       waiting_since, last_activity_at, citizen_seq, public_seq)
     SELECT $1, gen_random_uuid(), gen_random_uuid(), desk, decode(repeat('ab', 32), 'hex'), 'waiting', now(), now(), now(), 1, 1
     FROM unnest($2::uuid[], $3::int[]) AS u (desk, rows), generate_series(1, u.rows)`,
    [setting.town.organisation, [setting.desk.desk, setting.otherDesk.desk], [count, 3]],
  );
  const anna = await setting.agent("anna");
  const found: string[] = [];
  for (let last: string | undefined, size = maxQueuePage; size === maxQueuePage; last = found.at(-1)) {
    const asked = { list: "open", ...(last && { after: last }) };
    const page = yes(await anna.call("queue:load", asked)).conversations as { conversation: string }[];
    found.push(...page.map(({ conversation }) => conversation));
    size = page.length;
  }
  expect([found.length, new Set(found).size]).toEqual([count, count]);
  expect(found).toEqual(found.toSorted());
  const { agent } = await openAgent("anna");
  const full = await until(agent.state, (state) => state.phase === "ready" && state.queue.length === count);
  expect(full.phase).toBe("ready");
});
