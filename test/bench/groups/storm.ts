import { execFile } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { startGateway } from "../../harness/gateway.js";
import { inTurns } from "../crowd.js";
import { type Figure, type Measure, median, rounded } from "../figure.js";
import {
  citizensWithHistory,
  type Returning,
  returningToGateway,
  returningToRelay,
  type Speaking,
} from "../returning.js";
import { asServed, startRelay, startStand } from "../stand.js";

/** Everybody at once: what a connection costs while nobody speaks, and how soon all are back after a crash. */

const storms = 5;
/** Of so many one says something right before a crash; it comes when half of that was acknowledged. */
const oneSpeaksOf = 10;

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
      stand.gateway = await startGateway(stand.databases, { ...asServed, ...ports }, []);
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
    const memory = [{ gatewayKb: atGateway.kbEach, relayKb: atRelay.kbEach }];
    const speakers = connections / oneSpeaksOf;
    for (let round = 1; round <= storms; round++) {
      // Others each time: whoever heard no answer does not know how their chain goes on.
      await halfAcknowledged(atGateway.people.slice((round - 1) * speakers, round * speakers));
      const gateway = await storm(atGateway.people, crashGateway);
      // As long away: how far everybody's back-off has grown must not differ.
      const bare = await storm(atRelay.people, () => crashRelay(gateway.awayMs));
      rounds.push({ gatewayMs: gateway.backMs, relayMs: bare.backMs });
      memory.push({
        gatewayKb: await kbEach(stand.gateway.process.pid, atGateway),
        relayKb: await kbEach(relay.running.process.pid, atRelay),
      });
      report(
        `storm ${round} of ${storms}: gateway ${rounded(gateway.backMs)} ms, relay ${rounded(bare.backMs)} ms`,
      );
    }
    for (const one of [...atGateway.people, ...atRelay.people]) one.close();
    const middle = (name: "gatewayMs" | "relayMs") => rounded(median(rounds.map((round) => round[name])));
    const kb = (name: "gatewayKb" | "relayKb") => rounded(median(memory.map((round) => round[name])));
    return [
      {
        id: "connection_kb_ratio",
        value: rounded(median(memory.map(({ gatewayKb, relayKb }) => gatewayKb / relayKb))),
        unit: "ratio",
        of: `${connections} idle connections, each ${kb("gatewayKb")} kB at the gateway to ${kb("relayKb")} kB at the relay`,
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
const arrive = async <Person extends Returning>(
  pid: number | undefined,
  count: number,
  come: (index: number) => Person,
) => {
  const aloneKb = await settledKb(pid);
  const people = await inTurns(count, async (index) => {
    const one = come(index);
    await one.back();
    return one;
  });
  return { people, aloneKb, kbEach: await kbEach(pid, { people, aloneKb }) };
};

/** So long after nothing was said any more, a server has given back what it needed for the coming alone. */
const settlingMs = 20_000;

const settledKb = async (pid: number | undefined): Promise<number> => {
  await wait(settlingMs);
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout);
};

/** What a process has in memory for each of these people, above what one has without anybody. */
const kbEach = async (
  pid: number | undefined,
  { people, aloneKb }: { people: readonly Returning[]; aloneKb: number },
): Promise<number> => ((await settledKb(pid)) - aloneKb) / people.length;

/** Lets all of them say something, until half of it was acknowledged: the rest is on its way, and nobody knows how far. */
const halfAcknowledged = (people: readonly Speaking[]): Promise<void> =>
  new Promise((resolve) => {
    let acknowledged = 0;
    const heard = () => {
      if (++acknowledged >= people.length / 2) resolve();
    };
    for (const one of people) one.say().then(heard, () => undefined);
  });

/** From the moment at which the server takes connections again to the last one's return. */
const storm = async (people: readonly Returning[], crash: () => Promise<void>) => {
  const allBack = Promise.all(people.map((one) => one.back()));
  const goneMs = performance.now();
  await crash();
  const readyMs = performance.now();
  await allBack;
  return { awayMs: readyMs - goneMs, backMs: performance.now() - readyMs };
};
