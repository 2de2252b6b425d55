import type pg from "pg";
import type { Logger } from "pino";
import type { ConversationKeys } from "../store/conversationKeys.js";
import { onClient } from "../store/database.js";
import { type Load, type Loaded, loadBatch } from "../store/loads.js";
import { createLanes, type Lanes } from "./lanes.js";

export type Loader = {
  /** One page. Throws Refusal("unavailable") when the database is away or too many wait. */
  load(load: Load): Promise<Loaded>;
  waiting: Lanes<Load, Loaded>["waiting"];
  stop: Lanes<Load, Loaded>["stop"];
};

/**
 * Pages by batches: when a gateway comes back and thousands catch up at once, a batch of them costs the database what
 * one would. So many pages, of so many bytes each (store/loads.ts), are in memory at once.
 */
export const createLoader = (parts: { pool: pg.Pool; keys: ConversationKeys; logger: Logger }): Loader => {
  const { pool, keys, logger } = parts;
  const lanes = createLanes<Load, Loaded>({
    name: "load",
    maxBatch: 64,
    maxWaiting: 20_000,
    key: () => undefined,
    carryOut: async (organisation, loads) => {
      // Together with the pages' first statements: two clusters, two waits that need not follow each other.
      const opening = keys.all(organisation, [...new Set(loads.map(({ conversation }) => conversation))]);
      opening.catch(() => {});
      return onClient(pool, (client) => loadBatch(client, organisation, { loads, opening }));
    },
    logger,
  });
  return {
    load: (load) => lanes.take(load.principal.organisation, load),
    waiting: lanes.waiting,
    stop: lanes.stop,
  };
};
