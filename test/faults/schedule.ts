import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** What is done when in a run: a pure function of its seed. Times are milliseconds since the talk began. */

/** Faults of the server side: one at a time, each mended after `forMs`. */
export const serverFaults = [
  /** SIGKILL of the gateway, started again afterwards. */
  "gateway-killed",
  /** SIGTERM: it finishes what it took, and is started again. */
  "gateway-restarted",
  /** SIGSTOP and SIGCONT: alive and silent. */
  "gateway-frozen",
  /** The orderly ("fast") shutdown of PostgreSQL. */
  "database-stopped",
  /** SIGKILL of the postmaster and all its processes at once. */
  "database-killed",
  /** All its connections ended by the database. */
  "database-cut",
  /** Not one byte free under the database. */
  "disk-full",
  /** The cluster of the conversation keys, the same two ways. */
  "keys-stopped",
  "keys-killed",
] as const;
/** Faults that only several gateways can have: those of the second one, and of Redis between them. */
export const clusterFaults = [
  "second-killed",
  "second-restarted",
  "second-frozen",
  /** Redis ends in order; it has kept nothing. */
  "redis-stopped",
  /** SIGKILL of Redis, which comes back empty. */
  "redis-killed",
  /** SIGSTOP and SIGCONT: news comes late, or is given up. */
  "redis-frozen",
  /** All connections to Redis ended by Redis. */
  "redis-cut",
] as const;
export type ServerFault = (typeof serverFaults)[number] | (typeof clusterFaults)[number];
/** What every run has, however short: they come first. */
const always = { 1: ["gateway-killed", "database-killed"], 2: ["second-killed", "redis-killed"] } as const;
/** How many gateways serve the town. */
export type GatewayCount = 1 | 2;

/** Faults of the lines between some clients and the gateway. */
export const lineFaults = [
  /** The connections break. */
  "cut",
  /** Every byte comes late. */
  "slow",
  /** Nothing passes towards the client, then the connection breaks: requests arrive and their answers are lost. */
  "answers-lost",
  /** Nothing passes in either direction, and then all of it. */
  "stalled",
  /** Each request is sent twice. */
  "doubled",
  /** The clients have no network at all, and know it. */
  "offline",
] as const;
export type LineFault = (typeof lineFaults)[number];

export type CitizenAct = "write" | "look" | "close" | "reload";
export type ColleagueAct = "take" | "answer" | "note" | "close" | "look" | "reload";

export type Step = { atMs: number } & (
  | { kind: "server"; fault: ServerFault; forMs: number }
  | { kind: "line"; fault: LineFault; clients: string[]; forMs: number }
  | { kind: "citizen"; who: string; act: CitizenAct }
  | { kind: "colleague"; who: string; act: ColleagueAct; citizen: string }
);

export type Cast = { citizens: string[]; colleagues: string[] };

type Draw = {
  /** Both ends included. */
  between(from: number, to: number): number;
  one<T>(of: readonly T[]): T;
  shuffled<T>(of: readonly T[]): T[];
};

const drawFrom = (seed: number): Draw => {
  const random = xoroshiro128plus(seed);
  const between = (from: number, to: number) => uniformInt(random, from, to);
  const one = <T>(of: readonly T[]): T => {
    const drawn = of[between(0, of.length - 1)];
    if (drawn === undefined) throw new RangeError("nothing to draw from");
    return drawn;
  };
  return {
    between,
    one,
    shuffled: (of) => {
      const left = [...of];
      return of.flatMap(() => left.splice(between(0, left.length - 1), 1));
    },
  };
};

/** Everything that happens in `durationMs`, in order of time. Every server fault comes once before one comes twice. */
export const scheduleFor = (
  seed: number,
  { durationMs, cast, gateways }: { durationMs: number; cast: Cast; gateways: GatewayCount },
): Step[] => {
  const draw = drawFrom(seed);
  return [
    ...serverSteps(draw, {
      durationMs,
      faults: gateways === 1 ? serverFaults : [...serverFaults, ...clusterFaults],
      first: always[gateways],
    }),
    ...lineSteps(draw, { durationMs, cast }),
    ...talk(draw, { durationMs, cast }),
  ]
    .filter(({ atMs }) => atMs < durationMs)
    .toSorted((a, b) => a.atMs - b.atMs);
};

const serverSteps = (
  draw: Draw,
  {
    durationMs,
    faults,
    first,
  }: { durationMs: number; faults: readonly ServerFault[]; first: readonly ServerFault[] },
): Step[] => {
  const steps: Step[] = [];
  const others = faults.filter((fault) => !first.includes(fault));
  let waiting = [...draw.shuffled(others), ...draw.shuffled(first)];
  for (let atMs = draw.between(1000, 2000); atMs < durationMs; ) {
    if (waiting.length === 0) waiting = draw.shuffled(faults);
    const fault = waiting.pop() ?? "gateway-killed";
    const forMs = draw.between(300, 2000);
    steps.push({ atMs, kind: "server", fault, forMs });
    atMs += forMs + draw.between(800, 3000);
  }
  return steps;
};

const lineSteps = (draw: Draw, { durationMs, cast }: { durationMs: number; cast: Cast }): Step[] => {
  const everybody = [...cast.citizens, ...cast.colleagues];
  const steps: Step[] = [];
  let waiting: LineFault[] = [];
  for (let atMs = draw.between(500, 1500); atMs < durationMs; atMs += draw.between(500, 2500)) {
    if (waiting.length === 0) waiting = draw.shuffled(lineFaults);
    const clients = draw.shuffled(everybody).slice(0, draw.between(1, Math.ceil(everybody.length / 2)));
    steps.push({
      atMs,
      kind: "line",
      fault: waiting.pop() ?? "cut",
      clients,
      forMs: draw.between(300, 3000),
    });
  }
  return steps;
};

/** How often each act is drawn. */
const citizenActs: CitizenAct[] = [...Array(16).fill("write"), ...Array(4).fill("look"), "reload", "close"];
const colleagueActs: ColleagueAct[] = [
  ...Array(10).fill("answer"),
  ...Array(4).fill("take"),
  ...Array(4).fill("look"),
  ...Array(3).fill("note"),
  "close",
  "reload",
];

const talk = (draw: Draw, { durationMs, cast }: { durationMs: number; cast: Cast }): Step[] => {
  const steps: Step[] = cast.citizens.map((who) => ({
    atMs: draw.between(0, 800),
    kind: "citizen",
    who,
    act: "write",
  }));
  for (const who of cast.citizens)
    for (let atMs = draw.between(200, 1200); atMs < durationMs; atMs += draw.between(50, 900))
      steps.push({ atMs, kind: "citizen", who, act: draw.one(citizenActs) });
  for (const who of cast.colleagues)
    for (let atMs = draw.between(500, 1500); atMs < durationMs; atMs += draw.between(50, 500))
      steps.push({
        atMs,
        kind: "colleague",
        who,
        act: draw.one(colleagueActs),
        citizen: draw.one(cast.citizens),
      });
  return steps;
};
