import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Setting } from "./live.js";
import type { Lived } from "./lived.js";
import type { Batch } from "./worker.js";

/** Threads that live through planned conversations, as many as the machine has processors and at most eight. */
export type Sealers = {
  readonly count: number;
  /** One batch at a time for each thread; rejects when the thread fails. */
  seal(thread: number, batch: Batch): Promise<Lived[]>;
  end(): Promise<void>;
};

export const startSealers = (setting: Setting): Sealers => {
  const count = Math.min(8, availableParallelism());
  const workers = Array.from(
    { length: count },
    () => new Worker(new URL("worker.js", import.meta.url), { workerData: setting }),
  );
  return {
    count,
    seal: (thread, batch) =>
      new Promise((resolve, reject) => {
        const worker = workers[thread];
        if (!worker) throw new RangeError(`no thread ${thread}`);
        const done = (lived: Lived[]) => {
          worker.off("error", reject);
          resolve(lived);
        };
        worker.once("message", done);
        worker.once("error", reject);
        worker.postMessage(batch);
      }),
    end: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};
