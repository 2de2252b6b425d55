import { createDatabase } from "@eigenkanaal/postgres";
import { createCommits } from "../commits.js";
import { crowdAtGateway, crowdAtRelay } from "../crowd.js";
import { type Effort, type Figure, type Measure, median, percentile, rounded } from "../figure.js";
import { pace, saturate } from "../load.js";
import type { Pair } from "../pair.js";
import { startRelay, startStand } from "../stand.js";

/** A message's way through the gateway, beside a relay that stores nothing and a database that delivers nothing. */

const connections = 1_000;
const inFlight = 256;
const perSecond = 1_000;
/** The smallest real MCE1 envelope. */
const payloadBytes = 1_160;

export const measure: Measure = async (effort) => {
  const stand = await startStand();
  const relay = await startRelay();
  try {
    effort.report("connecting");
    const atGateway = await crowdAtGateway(stand, connections);
    const atRelay = await crowdAtRelay(relay.url, { connections, envelope: new Uint8Array(payloadBytes) });
    const commits = await createCommits(await createDatabase(stand.server, "commits"), {
      clients: 16,
      counters: atGateway.length,
      payloadBytes,
    });
    const throughput = await measureThroughput(effort, {
      gateway: (seconds) => saturate(atGateway, { inFlight, seconds }),
      relay: (seconds) => saturate(atRelay, { inFlight, seconds }),
      postgres: commits.measure,
    });
    const waits = await measureWaits(effort, {
      gateway: (seconds) => acknowledged(atGateway, seconds),
      relay: (seconds) => acknowledged(atRelay, seconds),
    });
    await commits.close();
    return [...throughput, ...waits];
  } finally {
    relay.stop();
    await stand.stop();
  }
};

const acknowledged = async (pairs: readonly Pair[], seconds: number): Promise<number[]> =>
  (await pace(pairs, { perSecond, seconds })).map(({ acknowledgedMs }) => acknowledgedMs);

type Contestants<Name extends string, Result> = Record<Name, (seconds: number) => Promise<Result>>;

/** Every contestant once a round, and an unmeasured round before: all of them warm, and none in another's weather. */
const interleave = async <Name extends string, Result>(
  { rounds, secondsEach, report }: Effort,
  contestants: Contestants<Name, Result>,
  show: (result: Result) => number,
): Promise<Record<Name, Result>[]> => {
  const names = Object.keys(contestants) as Name[];
  const results: Record<Name, Result>[] = [];
  for (let round = 0; round <= rounds; round++) {
    const result = {} as Record<Name, Result>;
    for (const name of names) result[name] = await contestants[name](secondsEach);
    if (round > 0) results.push(result);
    const shown = names.map((name) => `${name} ${rounded(show(result[name]))}`).join(", ");
    report(`round ${round} of ${rounds}: ${shown}`);
  }
  return results;
};

const measureThroughput = async (
  effort: Effort,
  contestants: Contestants<"gateway" | "relay" | "postgres", number>,
): Promise<Figure[]> => {
  const rounds = await interleave(effort, contestants, (perSecondEach) => perSecondEach);
  const speed = (name: keyof typeof contestants) => Math.round(median(rounds.map((round) => round[name])));
  const ratio = (other: "relay" | "postgres", atLeast: number): Figure => ({
    id: `${other}_ratio`,
    value: rounded(median(rounds.map((round) => round.gateway / round[other]))),
    unit: "ratio",
    of: `gateway ${speed("gateway")} messages/s to ${other} ${speed(other)}/s`,
    target: { atLeast },
  });
  return [ratio("relay", 0.6), ratio("postgres", 0.9)];
};

const measureWaits = async (
  effort: Effort,
  contestants: Contestants<"gateway" | "relay", number[]>,
): Promise<Figure[]> => {
  const rounds = await interleave(effort, contestants, (waitsMs) => percentile(waitsMs, 0.5));
  const wait = (name: keyof typeof contestants, share: number) =>
    median(rounds.map((round) => percentile(round[name], share)));
  const figure = (id: string, share: number): Figure => ({
    id,
    value: rounded(wait("gateway", share)),
    unit: "ms",
    of: `at ${perSecond} messages/s, bare relay ${rounded(wait("relay", share))} ms`,
  });
  const target = { atMost: rounded(wait("relay", 0.5) + 1.5) };
  return [{ ...figure("ack_p50_ms", 0.5), target }, figure("ack_p99_ms", 0.99)];
};
