import { type OrganisationId, Refusal } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import { watched } from "../monitoring/watching.js";
import { sqlState } from "../store/database.js";

/** What waits for one organisation's next batch. */
type Waiting<Item, Outcome> = {
  item: Item;
  resolve: (outcome: Outcome) => void;
  reject: (error: Error) => void;
};

/** The waiting items of one organisation, and whether a batch of it is in flight. */
type Lane<Item, Outcome> = { waiting: Waiting<Item, Outcome>[]; state: "idle" | "flying" };

/**
 * Work by batches, one at a time for each organisation: while one is in flight, what comes gathers for the next. What a
 * batch costs beside its items is then shared, and the more so the busier it is.
 */
export type Lanes<Item, Outcome> = {
  /** The item's outcome. Throws Refusal("unavailable") when its batch failed, too many wait, or after `stop`. */
  take(organisation: OrganisationId, item: Item): Promise<Outcome>;
  /** How many wait for their batch. */
  waiting(): number;
  /** Takes nothing more and resolves when all that was taken is settled. */
  stop(): Promise<void>;
};

export type LaneOptions<Item, Outcome> = {
  /** For log and metrics. */
  name: string;
  maxBatch: number;
  /** So many wait, of all organisations together; the others are refused. */
  maxWaiting: number;
  /** No two items with one key go in one batch; the second waits for the next. */
  key: (item: Item) => string | undefined;
  /** The outcomes in the order of the items. */
  carryOut: (organisation: OrganisationId, items: Item[]) => Promise<Outcome[]>;
  logger: Logger;
};

export const createLanes = <Item, Outcome>(options: LaneOptions<Item, Outcome>): Lanes<Item, Outcome> => {
  const { name, carryOut, logger } = options;
  const lanes = new Map<OrganisationId, Lane<Item, Outcome>>();
  const settled = new Set<() => void>();
  let phase: "open" | "stopped" = "open";
  let waitingCount = 0;

  const flush = async (organisation: OrganisationId, lane: Lane<Item, Outcome>): Promise<void> => {
    const batch = takeBatch(lane, options);
    waitingCount -= batch.length;
    try {
      const items = batch.map(({ item }) => item);
      const outcomes = await watched({ kind: "batch", work: name, items: items.length }, () =>
        carryOut(organisation, items),
      );
      batch.forEach(({ resolve, reject }, index) => {
        const outcome = outcomes[index];
        if (outcome) resolve(outcome);
        else reject(new Error(`${name}: an item without an outcome`));
      });
    } catch (error) {
      logger.error(
        { organisation, items: batch.length, code: sqlState(error), err: error },
        `${name} failed`,
      );
      for (const { reject } of batch) reject(new Refusal("unavailable"));
    }
    if (lane.waiting.length > 0) return flush(organisation, lane);
    lanes.delete(organisation);
    if (lanes.size === 0) for (const done of settled) done();
  };

  return {
    take: (organisation, item) =>
      new Promise((resolve, reject) => {
        if (phase === "stopped" || waitingCount >= options.maxWaiting) throw new Refusal("unavailable");
        const lane = lanes.get(organisation) ?? { waiting: [], state: "idle" };
        lanes.set(organisation, lane);
        lane.waiting.push({ item, resolve, reject });
        waitingCount++;
        if (lane.state === "flying") return;
        lane.state = "flying";
        // After this turn of the loop, so that what arrived together goes together.
        setImmediate(() => void flush(organisation, lane));
      }),
    waiting: () => waitingCount,
    stop: () => {
      phase = "stopped";
      return new Promise((done) => {
        if (lanes.size === 0) done();
        else settled.add(done);
      });
    },
  };
};

/** The longest waiting, at most `maxBatch`. */
const takeBatch = <Item, Outcome>(
  lane: Lane<Item, Outcome>,
  { maxBatch, key }: Pick<LaneOptions<Item, Outcome>, "maxBatch" | "key">,
) => {
  const batch: Waiting<Item, Outcome>[] = [];
  const later: Waiting<Item, Outcome>[] = [];
  const keys = new Set<string | undefined>();
  for (const one of lane.waiting) {
    const itsKey = key(one.item);
    if (batch.length < maxBatch && (itsKey === undefined || !keys.has(itsKey))) {
      keys.add(itsKey);
      batch.push(one);
    } else later.push(one);
  }
  lane.waiting = later;
  return batch;
};
