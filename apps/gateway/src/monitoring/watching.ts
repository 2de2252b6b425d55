import { channel, tracingChannel } from "node:diagnostics_channel";

/**
 * One thing that the gateway does, as its metrics and traces may know it: kinds, counts and outcomes, never whose it
 * was or what about. Its outcome is filled in before it ends.
 */
export type Operation =
  | { kind: "call"; namespace: string; event: string; code: string }
  | { kind: "batch"; work: string; items: number }
  | { kind: "statement"; pool: string; statement: string }
  | { kind: "job"; job: string; outcome: "done" | "elsewhere" | "failed" }
  | { kind: "request"; app: string; method: string; route: string; status: number };

/** An operation under way; `startedMs` by `performance.now()`. `error` is there when it was rejected. */
export type Watched = { readonly operation: Operation; readonly startedMs: number; readonly error?: unknown };

/** Where operations are told to whoever watches (node:diagnostics_channel); without a watcher it costs a comparison. */
export const operations = tracingChannel<unknown, Watched>("eigenkanaal:operation");

/** Carries out the work and lets the watchers know when it begins and ends. */
export const watched = <T>(operation: Operation, work: () => Promise<T>): Promise<T> =>
  operations.hasSubscribers
    ? operations.tracePromise(work, { operation, startedMs: performance.now() })
    : work();

/** Where it is told that somebody asked more than they may, by the limit's name. */
export const limitsStruck = channel("eigenkanaal:limit");

/** Tells the watchers that a limit was struck. */
export const limitStruck = (limit: string): void => limitsStruck.publish({ limit });
