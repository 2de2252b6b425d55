/** How codes of a second factor are judged. The counters are the account's, whichever gateway was asked. */

/** Wrong codes since the last right one, and when the last of them was (unix ms). */
export type CodeAttempts = { failures: number; failedAtMs: number | null };

const freeFailures = 3;
const firstWaitMs = 30_000;
const longestWaitMs = 3_600_000;

/** How long after the last wrong code the next one is not even looked at: from the third on, doubling to an hour (RFC 4226 §7.3). */
export const codeWaitMs = (failures: number): number =>
  failures < freeFailures ? 0 : Math.min(firstWaitMs * 2 ** (failures - freeFailures), longestWaitMs);

/** How long until a code may be tried, in milliseconds; 0: now. */
export const waitForCodeMs = ({ failures, failedAtMs }: CodeAttempts, nowMs: number): number =>
  failedAtMs === null ? 0 : Math.max(failedAtMs + codeWaitMs(failures) - nowMs, 0);

/** A code serves once, and with it all older ones (RFC 6238 §5.2): its time step must lie after the last that was used. */
export const isFreshStep = (step: number, lastStep: number | null): boolean =>
  lastStep === null || step > lastStep;
