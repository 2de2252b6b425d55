import type { Logger } from "pino";
import { watched } from "../monitoring/watching.js";

/** Work that repeats; `stop` resolves when none of it runs any more. */
export type Job = { stop(): Promise<void> };

/**
 * Runs the work again and again with this pause in between, never twice at once. One that fails is logged and tried
 * again: a database that is away must not end a job for good. Work that another gateway does says `elsewhere`.
 */
export const every = (
  pauseMs: number,
  work: () => Promise<unknown>,
  { logger, name }: { logger: Logger; name: string },
): Job => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = async () => {
    const operation = { kind: "job" as const, job: name, outcome: "done" as "done" | "elsewhere" | "failed" };
    await watched(operation, async () => {
      try {
        operation.outcome = (await work()) === "elsewhere" ? "elsewhere" : "done";
      } catch (error) {
        operation.outcome = "failed";
        logger.warn({ err: error, job: name }, "job failed");
      }
    });
    if (!stopped) schedule();
  };
  const schedule = () => {
    timer = setTimeout(() => {
      running = run();
    }, pauseMs);
  };
  schedule();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
};
