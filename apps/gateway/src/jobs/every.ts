import type { Logger } from "pino";

/** Work that repeats; `stop` resolves when none of it runs any more. */
export type Job = { stop(): Promise<void> };

/**
 * Runs the work again and again with this pause in between, never twice at once. One that fails is logged and tried
 * again: a database that is away must not end a job for good.
 */
export const every = (
  pauseMs: number,
  work: () => Promise<void>,
  { logger, name }: { logger: Logger; name: string },
): Job => {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const run = async () => {
    try {
      await work();
    } catch (error) {
      logger.warn({ err: error, job: name }, "job failed");
    }
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
