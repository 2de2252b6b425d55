import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Config } from "./config.js";
import type { Found } from "./dataFolder.js";
import { StartFailure } from "./startFailure.js";

/** How long a gateway whose launcher was killed may take to stop by itself. */
const patienceMs = 10_000;
const pauseMs = 250;

const settings = { widget: "PORT", site: "SITE_PORT", inbox: "INBOX_PORT" } as const;

/**
 * Throws StartFailure when a port that we need is in use, before anything is started. What a killed demo left behind
 * is waited for.
 */
export async function requireFreePorts(ports: Config["ports"], found: Found): Promise<void> {
  const triesLeft = found === "left-behind" ? patienceMs / pauseMs : 0;
  for (const [name, setting] of Object.entries(settings)) {
    const port = ports[name as keyof typeof settings];
    for (let tries = 0; (await occupied(port)) !== undefined; tries += 1) {
      if (tries >= triesLeft) throw new StartFailure(await sentence(setting, port));
      await wait(pauseMs);
    }
  }
}

const sentence = async (setting: string, port: number): Promise<string> =>
  (await occupied(port)) === "EACCES"
    ? `This user may not listen on port ${port} (${setting}): choose one above 1023.`
    : `Port ${port} (${setting}) is in use by another program: stop it, or choose another with ${setting}.`;

/** Why nobody can listen on this port; undefined when it is free. */
const occupied = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "unknown"));
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
