import { type ChildProcess, fork } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { citizenFromEntropy } from "@eigenkanaal/crypto";
import { defaultLimits, type LimitSettings } from "@eigenkanaal/protocol";
import pg from "pg";
import { connectCitizen } from "../../harness/callers.js";
import { opening, yes } from "../../harness/conversation.js";
import { Chain, makeEpoch } from "../../harness/frames.js";
import { roomy, setLimits } from "../../harness/limits.js";
import { crowdAtGateway } from "../crowd.js";
import { type Effort, type Figure, type Measure, median, percentile, rounded } from "../figure.js";
import type { Flood, Flooded, Floods } from "../flooder.js";
import { pace } from "../load.js";
import type { Pair } from "../pair.js";
import { type Stand, startStand } from "../stand.js";

/** What one conversation that is flooded does to all others, with a town's limits and without any. */

const connections = 500;
/** Colleagues write half of it, each below a person's rate. */
const perSecond = 100;
const many = 20;

/** All come from one address here, so only what is of a person or a connection can be as a town has it. */
const { messages, ephemerals, otherCalls, callsInFlight, refusedCalls } = defaultLimits;
const asATown: LimitSettings = { ...roomy, messages, ephemerals, otherCalls, callsInFlight, refusedCalls };

export const measure: Measure = async (effort) => {
  const stand = await startStand();
  const owner = new pg.Client({ connectionString: stand.databases.databaseUrl });
  const flooder = fork(new URL("../flooder.js", import.meta.url), { serialization: "advanced" });
  try {
    await owner.connect();
    effort.report("connecting");
    const pairs = await crowdAtGateway(stand, connections);
    flooder.send(await floodedConversation(stand));
    await once(flooder, "message");
    const given = {
      organisation: stand.town.organisation,
      gateway: stand.gateway,
      query: (sql: string, values: unknown[]) => owner.query(sql, values),
    };
    await setLimits(asATown, given);
    const limited = await measureFloods(effort, { pairs, flooder });
    await setLimits(roomy, given);
    const unlimited = await measureFloods(effort, { pairs, flooder });
    return [
      { ...figure("neighbour_ratio", limited), target: { atMost: 1.5 } },
      figure("neighbour_without_limits_ratio", unlimited),
    ];
  } finally {
    flooder.kill();
    await owner.end();
    await stand.stop();
  }
};

/** A citizen's own conversation, with a chain for each connection. */
const floodedConversation = async ({ gateway, town }: Stand): Promise<Floods> => {
  const [desk] = town.desks;
  if (!desk) throw new Error("no desk");
  const entropyBytes = randomBytes(16);
  const keys = citizenFromEntropy(entropyBytes);
  const { socket, call } = await connectCitizen({ gateway, town }, keys);
  const conversation = randomUUID();
  const epoch = await makeEpoch({ town, desk }, { conversation, citizen: keys });
  yes(await call("conversation:open", opening({ desk }, conversation, epoch)));
  socket.disconnect();
  const firstEnvelopes = Array.from({ length: many }, () => new Chain(epoch, "citizen", keys).text());
  const { widgetOrigin } = gateway;
  return { widgetOrigin, organisation: town.organisation, conversation, entropyBytes, firstEnvelopes };
};

type Way = "one" | "many";
/** The 99th percentile of the others' acknowledgements, in milliseconds: alone, and beside each flood. */
type Round = { quietMs: number } & Record<Way, { ms: number; flooded: Flooded }>;

const measureFloods = async (
  { rounds, secondsEach, report }: Effort,
  { pairs, flooder }: { pairs: readonly Pair[]; flooder: ChildProcess },
): Promise<Round[]> => {
  const acknowledgedMs = async () => {
    const waits = await pace(pairs, { perSecond, seconds: secondsEach });
    return percentile(
      waits.map((wait) => wait.acknowledgedMs),
      0.99,
    );
  };
  const beside = async (from: number) => {
    flooder.send({ from } satisfies Flood);
    const ms = await acknowledgedMs();
    const stopped = once(flooder, "message");
    flooder.send({ from: 0 } satisfies Flood);
    const [flooded]: [Flooded] = (await stopped) as [Flooded];
    return { ms, flooded };
  };
  const measured: Round[] = [];
  for (let round = 0; round <= rounds; round++) {
    const result = { quietMs: await acknowledgedMs(), one: await beside(1), many: await beside(many) };
    if (round > 0) measured.push(result);
    const { quietMs, one, many: more } = result;
    report(
      `round ${round} of ${rounds}: quiet ${rounded(quietMs)} ms, one ${shown(one)}, many ${shown(more)}`,
    );
  }
  return measured;
};

const shown = ({ ms, flooded: { stored, refused, closed, seconds } }: Round[Way]) =>
  `${rounded(ms)} ms (${rounded(stored / seconds)}/s stored, ${rounded(refused / seconds)}/s refused, ${closed} closed)`;

/** The worse of the two floods. */
const figure = (id: string, measured: readonly Round[]): Figure => {
  const ratio = (way: Way) => rounded(median(measured.map((round) => round[way].ms / round.quietMs)));
  const each = (way: Way, of: "stored" | "refused") =>
    rounded(median(measured.map(({ [way]: { flooded } }) => flooded[of] / flooded.seconds)));
  const said = (way: Way) =>
    `${ratio(way)} (${each(way, "stored")}/s stored, ${each(way, "refused")}/s refused)`;
  const quietMs = rounded(median(measured.map((round) => round.quietMs)));
  return {
    id,
    value: Math.max(ratio("one"), ratio("many")),
    unit: "ratio",
    of: `others' p99 beside a flood from 1 connection ${said("one")}, from ${many} ${said("many")}; ${quietMs} ms without`,
  };
};
