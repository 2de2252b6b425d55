import { setTimeout as wait } from "node:timers/promises";
import type { AgentClient } from "@eigenkanaal/client";
import pg from "pg";
import { agentBrowser, until } from "../../harness/people.js";
import { isReady } from "../../harness/talks.js";
import { crowdAtGateway } from "../crowd.js";
import { type Measure, median, percentile, rounded } from "../figure.js";
import type { Pair } from "../pair.js";
import { type Stand, startStand } from "../stand.js";

/** How soon a supervisor's board shows what happened at their desks. */

/** Twenty colleagues on ten desks, and two hundred citizens. */
const connections = 220;
const perSecond = 50;
/** So long nothing is said between two rounds: what was on its way is there by then. */
const quietMs = 2_000;

export const measure: Measure = async ({ rounds, secondsEach, report }) => {
  const stand = await startStand();
  try {
    report("connecting");
    const pairs = await crowdAtGateway(stand, connections);
    const supervisor = await supervisorOfAll(stand);
    const speak = speakers(pairs);
    const p95s: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      const delaysMs = await delaysOf(supervisor, () => speak(perSecond * secondsEach));
      p95s.push(percentile(delaysMs, 0.95));
      report(
        `round ${round} of ${rounds}: p95 ${rounded(p95s.at(-1) ?? 0)} ms of ${delaysMs.length} answers`,
      );
    }
    supervisor.stop();
    return [
      {
        id: "board_delay_ms",
        value: rounded(median(p95s)),
        unit: "ms",
        of: `p95 from sending an answer to its being on the board of ten desks, at ${perSecond} messages/s`,
        target: { atMost: 1_000 },
      },
    ];
  } finally {
    await stand.stop();
  }
};

/** Somebody who supervises all desks and answers none, with the real client. */
const supervisorOfAll = async ({ databases, town, gateway }: Stand) => {
  const archivist = town.people.get("archivist");
  if (!archivist) throw new Error("nobody to supervise");
  const owner = new pg.Client({ connectionString: databases.databaseUrl });
  await owner.connect();
  await owner.query("UPDATE member SET roles = '{supervisor}' WHERE member_id = $1", [archivist.member]);
  await owner.query(
    "INSERT INTO desk_member SELECT organisation_id, desk_id, $1, '{supervise}' FROM desk WHERE kind = 'desk'",
    [archivist.member],
  );
  await owner.end();
  const client = (await agentBrowser(gateway.inboxOrigin, archivist)).open();
  await until(client.state, isReady);
  client.board.follow();
  await until(client.board.state, (state) => state.phase === "shown");
  return client;
};

/** Lets the pairs speak one after the other, in each the citizen and then the colleague; when each answer of a colleague was sent. */
const speakers = (pairs: readonly Pair[]) => {
  let said = 0;
  return async (count: number): Promise<number[]> => {
    const answersMs: number[] = [];
    const speaking: Promise<unknown>[] = [];
    const startedMs = performance.now();
    for (let n = 0; n < count; n++) {
      await wait(Math.max(0, startedMs + (n * 1_000) / perSecond - performance.now()));
      const pair = pairs[Math.floor(said / 2) % pairs.length];
      if (said++ % 2 === 1) answersMs.push(performance.now());
      if (pair) speaking.push(pair.say());
    }
    await Promise.all(speaking);
    return answersMs;
  };
};

/** From sending each answer to the first board that has as many: the order in which they are stored is that of their sending, nearly. */
const delaysOf = async (
  { board }: Pick<AgentClient, "board">,
  speak: () => Promise<number[]>,
): Promise<number[]> => {
  const answersShown = () => {
    const state = board.state.getState();
    if (state.phase !== "shown") throw new Error("no board");
    return state.board.desks.reduce((all, { lastHour }) => all + lastHour.answers, 0);
  };
  const before = answersShown();
  const boards: { atMs: number; answers: number }[] = [];
  const leave = board.state.subscribe(() => {
    boards.push({ atMs: performance.now(), answers: answersShown() - before });
  });
  const sentMs = await speak();
  await until(board.state, () => answersShown() - before >= sentMs.length);
  await wait(quietMs);
  leave();
  return sentMs.flatMap((atMs, index) => {
    const shown = boards.find(({ answers }) => answers > index);
    return shown ? [shown.atMs - atMs] : [];
  });
};
