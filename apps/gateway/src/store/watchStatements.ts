import type pg from "pg";
import { operations } from "../monitoring/watching.js";

/** By which pool a statement went. */
export type PoolName = "messages" | "batches" | "keys";

const verbs = new Set(["SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "BEGIN", "COMMIT", "ROLLBACK"]);

/** What a statement is counted as: the name of a prepared one, else its first word, and never its text. */
export const statementKind = (query: unknown): string => {
  if (typeof query === "object" && query !== null) {
    if ("name" in query && typeof query.name === "string") return query.name;
    return "text" in query ? statementKind(query.text) : "other";
  }
  const verb = typeof query === "string" ? (/^\s*([a-z]+)/i.exec(query)?.[1] ?? "").toUpperCase() : "";
  return verbs.has(verb) ? verb : "other";
};

/** From now on tells the watchers of every statement of these pools' new connections: from its sending to its last row. */
export const watchStatements = (pools: Readonly<Record<PoolName, pg.Pool>>): void => {
  for (const [name, pool] of Object.entries(pools) as [PoolName, pg.Pool][])
    pool.on("connect", (client) => watchClient(client, name));
};

const watchClient = (client: pg.ClientBase, pool: PoolName): void => {
  const query = client.query;
  const send = (...args: unknown[]): unknown => Reflect.apply(query, client, args);
  const sendWatched = (...args: unknown[]): unknown => {
    if (!operations.hasSubscribers) return send(...args);
    const operation = { kind: "statement", pool, statement: statementKind(args[0]) } as const;
    const watched = { operation, startedMs: performance.now() };
    return typeof args.at(-1) === "function"
      ? operations.traceCallback(send, -1, watched, undefined, ...args)
      : operations.tracePromise(async () => send(...args), watched);
  };
  Object.defineProperty(client, "query", { value: sendWatched });
};
