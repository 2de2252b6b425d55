import { setTimeout as wait } from "node:timers/promises";
import { crowdAtGateway } from "./crowd.js";
import { insertDue, type Officers, openOfficers, openOwners, passDailyList } from "./dueRows.js";
import { type Effort, type Figure, median, percentile, rounded } from "./figure.js";
import { pace } from "./load.js";
import type { Pair } from "./pair.js";
import { startStand } from "./stand.js";

/** How fast approved conversations are destroyed, and what that does to those who talk meanwhile. */

const talking = 500;
const perSecond = 100;

type Round = { quietMs: number; besideMs: number; perSecond: number };

export const measureDestruction = async (effort: Effort): Promise<Figure[]> => {
  const { rounds, connections, report } = effort;
  const each = 2 * connections;
  // As much in one round as there is: a town takes less at once, so that this is the most that others can notice.
  const stand = await startStand({ DESTROY_AT_ONCE: "10000", WATCH_INTERVAL_MS: "1000" });
  const owners = await openOwners(stand);
  try {
    report("connecting");
    const pairs = await crowdAtGateway(stand, talking);
    const officers = await openOfficers(stand, owners.main);
    await insertDue(owners, stand, 1);
    await passDailyList(officers);
    const measured: Round[] = [];
    for (let round = 0; round <= rounds; round++) {
      await insertDue(owners, stand, each);
      await owners.main.query("ANALYZE");
      // What the rows wrote must not be waited for by the quiet half.
      await owners.main.query("CHECKPOINT");
      const result = await measureRound(effort, { pairs, officers });
      if (round > 0) measured.push(result);
      const { quietMs, besideMs } = result;
      report(
        `round ${round} of ${rounds}: ${rounded(quietMs)} ms quiet, ${rounded(besideMs)} ms beside ${rounded(result.perSecond)}/s`,
      );
    }
    const middle = (of: keyof Round) => rounded(median(measured.map((one) => one[of])));
    return [
      {
        ...{ id: "destroy_per_s", value: middle("perSecond"), unit: "per_s" },
        of: `conversations of ten messages, ${each} a list, beside ${perSecond} messages a second`,
      },
      {
        ...{ id: "destroy_latency_ratio", unit: "ratio", target: { atMost: 1.5 } },
        value: rounded(median(measured.map((one) => one.besideMs / one.quietMs))),
        of: `p99 of acknowledgements, ${middle("besideMs")} ms to ${middle("quietMs")} ms`,
      },
    ];
  } finally {
    await owners.end();
    await stand.stop();
  }
};

const measureRound = async (
  { secondsEach }: Effort,
  { pairs, officers }: { pairs: readonly Pair[]; officers: Officers },
): Promise<Round> => {
  const acknowledgedMs = async () => {
    const waits = await pace(pairs, { perSecond, seconds: secondsEach });
    return percentile(
      waits.map((one) => one.acknowledgedMs),
      0.99,
    );
  };
  const list = await officers.propose();
  const quietMs = await acknowledgedMs();
  await officers.approve(list);
  const destroyed = async () =>
    (await officers.lists()).find((one) => one.list === list)?.items ?? { destroyed: 0, left: 1 };
  while ((await destroyed()).destroyed === 0) await wait(20);
  const [beganMs, before] = [performance.now(), (await destroyed()).destroyed];
  const besideMs = await acknowledgedMs();
  while ((await destroyed()).left > 0) await wait(20);
  const seconds = (performance.now() - beganMs) / 1_000;
  return { quietMs, besideMs, perSecond: ((await destroyed()).destroyed - before) / seconds };
};
