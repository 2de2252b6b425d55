import pg from "pg";
import { connectAgent } from "../harness/callers.js";
import { yes } from "../harness/conversation.js";
import { type Figure, median, rounded } from "./figure.js";
import { insertConversations } from "./openRows.js";
import { startStand } from "./stand.js";

/** Each desk has so many open conversations, however many are closed. */
const openCount = 500;
const loads = 60;

/** A colleague's queue with very many closed conversations in the database, to the same without any. */
export const measureQueueGrowth = async (
  closedCount: number,
  report: (step: string) => void,
): Promise<Figure> => {
  const stand = await startStand();
  const owner = new pg.Client({ connectionString: stand.databases.databaseUrl });
  try {
    await owner.connect();
    const { organisation, desks } = stand.town;
    const where = { organisation, desks: desks.map(({ desk }) => desk) };
    await insertConversations(owner, "waiting", { ...where, count: openCount * desks.length });
    const person = stand.town.people.get("colleague0.0");
    if (!person) throw new Error("no colleague");
    const agent = await connectAgent(stand, person);
    const middleMs = async () => {
      const took: number[] = [];
      for (let n = 0; n < loads; n++) {
        const beganMs = performance.now();
        yes(await agent.call("queue:load", { list: "open" }));
        took.push(performance.now() - beganMs);
      }
      // The first ones fill what the database and the gateway keep at hand.
      return median(took.slice(loads / 3));
    };
    const withoutMs = await middleMs();
    report(`writing ${closedCount} closed conversations`);
    await insertConversations(owner, "closed", { ...where, count: closedCount });
    const withMs = await middleMs();
    agent.socket.disconnect();
    return {
      id: "inbox_closed_growth",
      value: rounded(withMs / withoutMs),
      unit: "ratio",
      of: `${rounded(withMs)} ms with ${closedCount} closed, ${rounded(withoutMs)} ms with none`,
      target: { atMost: 1.2 },
    };
  } finally {
    await owner.end();
    await stand.stop();
  }
};
