import { startGateway } from "../../harness/gateway.js";
import { hasRedis, startRedis } from "../../harness/redis.js";
import { crowdAtGateway } from "../crowd.js";
import { type Measure, median, rounded } from "../figure.js";
import { saturate } from "../load.js";
import { asServed, startStand } from "../stand.js";

/** Every message crosses from one gateway to the other over Redis, beside one gateway that has everybody. */

const inFlight = 256;
const connections = 1_000;

export const measure: Measure = async ({ rounds, secondsEach, report }) => {
  // The harness has said why.
  if (!hasRedis) return [];
  const redis = await startRedis();
  const stand = await startStand();
  const two = await Promise.all(
    [0, 1].map(() => startGateway(stand.databases, { ...asServed, REDIS_URL: redis.url }, [])),
  );
  try {
    const [gateway, colleaguesAt] = two;
    if (!gateway || !colleaguesAt) throw new Error("no gateways");
    report("connecting");
    const atOne = await crowdAtGateway(stand, connections);
    const atTwo = await crowdAtGateway({ town: stand.town, gateway, colleaguesAt }, connections);
    const speeds: { one: number; two: number }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const one = await saturate(atOne, { inFlight, seconds: secondsEach });
      const both = await saturate(atTwo, { inFlight, seconds: secondsEach });
      if (round > 0) speeds.push({ one, two: both });
      report(`round ${round} of ${rounds}: one ${rounded(one)}, two ${rounded(both)}`);
    }
    const middle = (name: "one" | "two") => Math.round(median(speeds.map((speed) => speed[name])));
    return [
      {
        id: "two_gateways_ratio",
        value: rounded(median(speeds.map((speed) => speed.two / speed.one))),
        unit: "ratio",
        of: `every message crosses: ${middle("two")} messages/s to one gateway's ${middle("one")}/s`,
        target: { atLeast: 0.6 },
      },
    ];
  } finally {
    for (const gateway of two) await gateway.stop();
    await stand.stop();
    await redis.kill();
  }
};
