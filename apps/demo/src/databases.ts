import { join } from "node:path";
import { PostgresUnavailable, startPostgres } from "@eigenkanaal/postgres";
import type { Config } from "./config.js";
import type { Running } from "./running.js";
import { StartFailure } from "./startFailure.js";

/** The addresses of the messages and of the conversation keys, the latter in a cluster of its own. */
export type Databases = { readonly messagesUrl: string; readonly keysUrl: string };

/** Starts the databases that no setting points elsewhere. Throws StartFailure, with what did start left to `running`. */
export async function startDatabases(config: Config, running: Running): Promise<Databases> {
  const embedded = async (name: string): Promise<string> => {
    const server = await startPostgres({ dataDir: join(config.dataDir, name) });
    running.add(server.stop);
    return server.url;
  };
  // Both to their end, also when one fails: else the other could come up after everything was stopped.
  const [messages, keys] = await Promise.allSettled([
    config.databaseUrl ?? embedded("messages"),
    config.keyDatabaseUrl ?? embedded("conversation-keys"),
  ]);
  return { messagesUrl: urlOf(messages), keysUrl: urlOf(keys) };
}

function urlOf(result: PromiseSettledResult<string>): string {
  if (result.status === "fulfilled") return result.value;
  const { reason } = result;
  throw reason instanceof PostgresUnavailable ? new StartFailure(reason.message, { cause: reason }) : reason;
}
