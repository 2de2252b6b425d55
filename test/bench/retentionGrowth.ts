import { insertDue, openOfficers, openOwners, passDailyList } from "./dueRows.js";
import { type Figure, median, rounded } from "./figure.js";
import { insertConversations } from "./openRows.js";
import { startStand } from "./stand.js";

const dueCount = 1_000;
const tries = 15;

/** Finding what is due among very many that are kept, to the same among few: a list that is asked for, and withdrawn. */
export const measureRetentionGrowth = async (
  keptCount: number,
  report: (step: string) => void,
): Promise<Figure> => {
  const stand = await startStand({ WATCH_INTERVAL_MS: "1000" });
  const owners = await openOwners(stand);
  try {
    const { organisation, desks } = stand.town;
    const where = { organisation, desks: desks.map(({ desk }) => desk) };
    const officers = await openOfficers(stand, owners.main);
    await insertDue(owners, stand, dueCount);
    await passDailyList(officers);
    const middleMs = async () => {
      const took: number[] = [];
      for (let n = 0; n < tries; n++) {
        const beganMs = performance.now();
        const list = await officers.propose();
        took.push(performance.now() - beganMs);
        await officers.withdraw(list);
      }
      // The first ones fill what the database and the gateway keep at hand.
      return median(took.slice(tries / 3));
    };
    const fewCount = keptCount / 100;
    await insertConversations(owners.main, "closed", { ...where, count: fewCount });
    const fewMs = await middleMs();
    report(`writing ${keptCount} conversations that are kept`);
    await insertConversations(owners.main, "closed", { ...where, count: keptCount - fewCount });
    const manyMs = await middleMs();
    return {
      ...{ id: "retention_growth", unit: "ratio", target: { atMost: 1.5 } },
      value: rounded(manyMs / fewMs),
      of: `${dueCount} due found in ${rounded(manyMs)} ms among ${keptCount} kept, in ${rounded(fewMs)} ms among ${fewCount}`,
    };
  } finally {
    await owners.end();
    await stand.stop();
  }
};
