import { execFile } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { startGateway } from "../../harness/gateway.js";
import { inTurns } from "../crowd.js";
import { type Figure, type Measure, median, rounded } from "../figure.js";
import { citizensWithHistory, type Returning, returningToGateway, returningToRelay } from "../returning.js";
import { asServed, startRelay, startStand } from "../stand.js";

/** Everybody at once: what a connection costs while nobody speaks, and how soon all are back after a crash. */

const storms = 3;

export const measure: Measure = async ({ connections, report }) => {
  const stand = await startStand();
  const relay = { running: await startRelay() };
  const { port: relayPort } = new URL(relay.running.url);
  try {
    report("beginning conversations");
    const kept = await citizensWithHistory(stand, connections);
    const crashGateway = async () => {
      const { process, widgetOrigin, inboxOrigin } = stand.gateway;
      process.kill("SIGKILL");
      await once(process, "exit");
      const ports = { PORT: new URL(widgetOrigin).port, INBOX_PORT: new URL(inboxOrigin).port };
      stand.gateway = await startGateway(stand.databases, { ...asServed, ...ports });
    };
    // What beginning so many conversations left in its memory is not what a connection costs.
    await crashGateway();
    report("connecting");
    const atGateway = await arrive(stand.gateway.process.pid, connections, (index) => {
      const one = kept[index];
      if (!one) throw new Error("nobody");
      return returningToGateway(stand, one);
    });
    const atRelay = await arrive(relay.running.process.pid, connections, () =>
      returningToRelay(relay.running.url),
    );

    const crashRelay = async (awayMs: number) => {
      relay.running.process.kill("SIGKILL");
      await wait(awayMs);
      relay.running = await startRelay(Number(relayPort));
    };
    const rounds: { gatewayMs: number; relayMs: number }[] = [];
    for (let round = 1; round <= storms; round++) {
      const gateway = await storm(atGateway.people, crashGateway);
      // As long away: how far everybody's back-off has grown must not differ.
      const bare = await storm(atRelay.people, () => crashRelay(gateway.awayMs));
      rounds.push({ gatewayMs: gateway.backMs, relayMs: bare.backMs });
      report(
        `storm ${round} of ${storms}: gateway ${rounded(gateway.backMs)} ms, relay ${rounded(bare.backMs)} ms`,
      );
    }
    for (const one of [...atGateway.people, ...atRelay.people]) one.close();
    const middle = (name: "gatewayMs" | "relayMs") => rounded(median(rounds.map((round) => round[name])));
    return [
      {
        id: "connection_kb_ratio",
        value: rounded(atGateway.kbEach / atRelay.kbEach),
        unit: "ratio",
        of: `${connections} idle connections, each ${rounded(atGateway.kbEach)} kB at the gateway to ${rounded(atRelay.kbEach)} kB at the relay`,
        target: { atMost: 1.5 },
      },
      {
        id: "storm_ratio",
        value: rounded(median(rounds.map(({ gatewayMs, relayMs }) => gatewayMs / relayMs))),
        unit: "ratio",
        of: `${connections} back after a crash, with all that was said: ${middle("gatewayMs")} ms to relay ${middle("relayMs")} ms`,
        target: { atMost: 1.5 },
      },
    ] satisfies Figure[];
  } finally {
    relay.running.stop();
    await stand.stop();
  }
};

/** Connects everybody, and the memory that the server's process has more for each of them. */
const arrive = async (pid: number | undefined, count: number, come: (index: number) => Returning) => {
  const beforeKb = await settledKb(pid);
  const people = await inTurns(count, async (index) => {
    const one = come(index);
    await one.back();
    return one;
  });
  return { people, kbEach: ((await settledKb(pid)) - beforeKb) / count };
};

/** So long after nothing was said any more, a server has given back what it needed for the coming alone. */
const settlingMs = 30_000;

const settledKb = async (pid: number | undefined): Promise<number> => {
  await wait(settlingMs);
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout);
};

/** From the moment at which the server takes connections again to the last one's return. */
const storm = async (people: readonly Returning[], crash: () => Promise<void>) => {
  const allBack = Promise.all(people.map((one) => one.back()));
  const goneMs = performance.now();
  await crash();
  const readyMs = performance.now();
  await allBack;
  return { awayMs: readyMs - goneMs, backMs: performance.now() - readyMs };
};
