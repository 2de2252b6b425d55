/** Waits between tries: the first, doubling up to the longest, each ± half at random so that many clients spread out. */
export type Backoff = {
  /**
   * How long to wait before the next try, in ms: no less than the gateway asked for, and up to half as long again, so that
   * not all who were told the same come back together.
   */
  nextMs(askedMs?: number): number;
  /** It went well: begin again at the first wait. */
  reset(): void;
};

export const createBackoff = (
  { firstMs, longestMs }: { firstMs: number; longestMs: number },
  random: () => number = Math.random,
): Backoff => {
  let tries = 0;
  return {
    nextMs: (askedMs = 0) =>
      Math.max(askedMs * (1 + random() / 2), Math.min(longestMs, firstMs * 2 ** tries++) * (0.5 + random())),
    reset: () => {
      tries = 0;
    },
  };
};

/** For a request that was refused as passing: 1 s to 30 s. */
export const requestBackoff = (): Backoff => createBackoff({ firstMs: 1_000, longestMs: 30_000 });

/** Repeats work with growing waits until it is done, or nobody wants it any more. */
export const persist = async (
  work: () => Promise<"done" | "later">,
  isWanted: () => boolean,
): Promise<void> => {
  const waits = requestBackoff();
  while (isWanted() && (await work()) === "later")
    await new Promise((resolve) => setTimeout(resolve, waits.nextMs()));
};
