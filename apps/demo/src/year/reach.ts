import { existsSync } from "node:fs";
import { join } from "node:path";
import { startPostgres } from "@eigenkanaal/postgres";
import type { Config } from "../config.js";
import type { Databases } from "../databases.js";
import { claimDataFolder } from "../dataFolder.js";
import type { Running } from "../running.js";
import { StartFailure } from "../startFailure.js";

/**
 * The demo's databases, whether it runs or not. Where it does, they are its own and stay; else they are started, and the data
 * folder is ours until they are stopped.
 */
export const reachDatabases = async (config: Config, running: Running): Promise<Databases> => {
  const isRunning = await claimed(config, running);
  const reach = async (url: string | undefined, name: string): Promise<string> => {
    if (url !== undefined) return url;
    const dataDir = join(config.dataDir, name);
    if (!existsSync(dataDir))
      throw new StartFailure(`There is no database in ${dataDir}: run npm start once.`);
    const server = await startPostgres({ dataDir });
    if (!isRunning) running.add(server.stop);
    return server.url;
  };
  return {
    messagesUrl: await reach(config.databaseUrl, "messages"),
    keysUrl: await reach(config.keyDatabaseUrl, "conversation-keys"),
  };
};

/** Whether a demo has the data folder; if none does, it is ours now. */
const claimed = async ({ dataDir }: Config, running: Running): Promise<boolean> => {
  try {
    const { release } = await claimDataFolder(dataDir, process.pid);
    running.add(release);
    return false;
  } catch (error) {
    if (error instanceof StartFailure) return true;
    throw error;
  }
};
