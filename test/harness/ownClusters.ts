import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@eigenkanaal/postgres";
import { afterAll } from "vitest";

/** Two clusters of a test file's own, for messages and for keys; they are made when they are first asked for. */
export const useOwnClusters = () => {
  let made: Promise<Record<"messages" | "keys", Awaited<ReturnType<typeof startCluster>>>> | undefined;
  const clusters = () => {
    made ??= (async () => ({ messages: await startCluster(), keys: await startCluster() }))();
    return made;
  };
  afterAll(async () => {
    for (const { stop } of Object.values(made ? await made : {})) await stop();
  });
  return {
    dirs: async () => {
      const { messages, keys } = await clusters();
      return { messages: messages.dataDir, keys: keys.dataDir };
    },
    urls: async () => {
      const { messages, keys } = await clusters();
      return { messages: messages.url, keys: keys.url };
    },
  };
};

const startCluster = async () => {
  const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-cluster-"));
  // Run as root, the server has an account of its own, which must be able to reach its folder.
  await chmod(dir, 0o711);
  const dataDir = join(dir, "data");
  const server = await startPostgres({ dataDir });
  return {
    dataDir,
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
