import { conversationIdOf } from "./ids.js";
import { planYear, type YearOf } from "./plan.js";
import { prepareTown } from "./prepare.js";
import { type DemoTown, readParties } from "./readParties.js";
import { readTown } from "./readTown.js";
import { startSealers } from "./sealers.js";
import type { YearStore } from "./store.js";
import type { Batch } from "./worker.js";

/** So many are sealed together, and stored in one transaction. */
const batchSize = 50;

/** What came of it: how many stand now, and how many the year has. */
export type Filled = { readonly written: number; readonly planned: number };

/**
 * Writes a town's year: what stands of it already is left as it is, so that it can be gone on with at any time and nothing is
 * ever there twice. Ends early, between two batches, when `halt` says so.
 */
export const fillYear = async (
  demo: DemoTown,
  year: YearOf,
  by: {
    store: YearStore;
    halt: AbortSignal;
    tell: (step: string) => void;
    progress: (total: number) => { reached(done: number): void; end(): void };
  },
): Promise<Filled> => {
  const { store, halt } = by;
  const parties = await readParties(store.main, demo);
  const town = await readTown(store.main, demo.organisation, year.endMs);
  by.tell("Het jaar bedenken…");
  const able = new Set(parties.signing.keys());
  const planned = planYear(
    {
      ...town,
      desks: town.desks.map((desk) => ({
        ...desk,
        colleagues: desk.colleagues.filter((member) => able.has(member)),
      })),
    },
    year,
  );
  const ofYear = { organisation: demo.organisation, seed: year.seed };
  const all = planned.map((one) => ({ planned: one, id: conversationIdOf(ofYear, one.number) }));
  const before = await store.written(all.map(({ id }) => id));
  const left = all.filter(({ id }) => !before.has(id));
  await prepareTown(store.main, demo.organisation, year.endMs - 366 * 86_400_000);

  by.tell("Gesprekken versleutelen en schrijven…");
  let written = before.size;
  const bar = by.progress(planned.length);
  bar.reached(written);
  const sealers = startSealers({ town, parties, endMs: year.endMs });
  // One transaction at a time: the sealing is what takes long.
  let storing: Promise<void> = Promise.resolve();
  const work = async (thread: number) => {
    for (let batch = left.splice(0, batchSize); batch.length > 0; batch = left.splice(0, batchSize)) {
      if (halt.aborted) return;
      const keys = await store.makeKeys(batch.map(({ id }) => id));
      const sealed = await sealers.seal(
        thread,
        batch.map(({ planned: one, id }): Batch[number] => {
          const keyBytes = keys.get(id);
          if (!keyBytes) throw new Error("a conversation without its key");
          return { planned: one, place: { conversation: id, keyBytes } };
        }),
      );
      storing = storing.then(() => store.store(sealed));
      await storing;
      written += batch.length;
      bar.reached(written);
    }
  };
  try {
    await Promise.all(Array.from({ length: sealers.count }, (_, thread) => work(thread)));
    if (!halt.aborted) await store.analyse();
  } finally {
    bar.end();
    await sealers.end();
  }
  return { written, planned: planned.length };
};
