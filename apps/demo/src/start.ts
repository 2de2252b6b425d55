import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Config, origin } from "./config.js";
import { startDatabases } from "./databases.js";
import type { Found } from "./dataFolder.js";
import { writeDemoFile } from "./demoFile.js";
import { embedTag } from "./embedTag.js";
import { requireFreePorts } from "./ports.js";
import { startGateway } from "./programs.js";
import type { Running } from "./running.js";
import { PortTaken, serveTownWebsite } from "./site.js";
import { StartFailure } from "./startFailure.js";
import { holdCeremony, importBundles, seedTown } from "./town.js";
import { welcome } from "./words.js";

const embedScriptPath = fileURLToPath(new URL("../../widget/dist/embed.js", import.meta.url));

/**
 * Starts everything in order of dependence: databases; the gateway, which migrates them; the town in them; and last the
 * website, where a citizen can begin at once. What was started is in `running`, also when a later step throws.
 */
export async function start(
  config: Config,
  by: { running: Running; halt: AbortSignal; found: Found; tell: (step: string) => void },
): Promise<{ gatewayEnded: Promise<number | null> }> {
  const { running, halt, tell } = by;
  const { ports, dataDir } = config;
  const urls = { widget: origin(ports.widget), site: origin(ports.site), inbox: origin(ports.inbox) };
  await requireFreePorts(ports, by.found);
  const script = await readFile(embedScriptPath).catch(() => {
    throw new StartFailure("The widget is not built yet: run the build first.");
  });

  tell("Databases starten…");
  const { messagesUrl, keysUrl } = await startDatabases(config, running);
  halt.throwIfAborted();
  tell("Gateway starten…");
  const environment = {
    ...config.inherited,
    // Production would refuse plain http, one login for everything, and this very town.
    NODE_ENV: "development",
    PORT: String(ports.widget),
    INBOX_PORT: String(ports.inbox),
    WIDGET_ORIGIN: urls.widget,
    INBOX_ORIGIN: urls.inbox,
    DATABASE_URL: messagesUrl,
    KEY_DATABASE_URL: keysUrl,
  };
  const gateway = await startGateway({ environment, logPath: join(dataDir, "gateway.log") }, running);
  halt.throwIfAborted();

  const { letters, bundlePaths } = await holdCeremony(config, { halt, tell });
  await importBundles(bundlePaths, { environment, halt });
  const contact = await seedTown({ dataDir, siteUrl: urls.site }, { environment, halt });

  const { letters: staff, ...organisation } = letters;
  const tag = embedTag({ chatOrigin: urls.widget, script, rootVk: organisation.rootVk, contact });
  const site = { port: ports.site, embedTag: tag, chatOrigin: urls.widget };
  const website = await serveTownWebsite(site).catch((error: unknown) => {
    throw error instanceof PortTaken ? new StartFailure(error.message, { cause: error }) : error;
  });
  running.add(website.close);

  const demo = { urls, ...organisation, staff };
  await writeDemoFile(join(dataDir, "demo.json"), demo);
  tell(welcome(demo, dataDir));
  return { gatewayEnded: gateway.ended };
}
