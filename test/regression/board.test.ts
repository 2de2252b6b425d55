import type { BoardState } from "@eigenkanaal/client";
import { expect, test } from "vitest";
import { until } from "../harness/people.js";
import { useSetting } from "../harness/setting.js";
import { isReady, usePeople } from "../harness/talks.js";

const setting = useSetting();
const { asked, openAgent } = usePeople(setting);

type Shown = Extract<BoardState, { phase: "shown" }>;
const waits =
  (count: number) =>
  (state: BoardState): state is Shown =>
    state.phase === "shown" && state.board.desks[0]?.waiting === count;

test("a supervisor without any key of a desk opens the inbox, reads nothing, and has a board that follows what citizens do", async () => {
  const { member } = setting.colleague("bram");
  await setting.rows("UPDATE member SET roles = '{supervisor}' WHERE member_id = $1", [member]);
  await setting.rows("UPDATE desk_member SET rights = '{supervise}' WHERE member_id = $1", [member]);
  await setting.rows("DELETE FROM desk_key WHERE member_id = $1", [member]);
  const { agent } = await openAgent("bram");
  const ready = agent.state.getState();
  if (!isReady(ready)) throw new Error("not ready");
  expect([ready.me.desks, ready.queue]).toEqual([[], []]);
  const leave = agent.board.follow();
  await until(agent.board.state, waits(0));
  await asked("Is het loket open?");
  const shown = await until(agent.board.state, waits(1));
  expect(shown.board.desks[0]).toMatchObject({ desk: setting.desk.desk, untaken: 1 });
  leave();
});
