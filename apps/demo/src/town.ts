import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Config } from "./config.js";
import { Letters } from "./demoFile.js";
import { programs, runToEnd } from "./programs.js";

/** The made-up town: desks, people, topics, hours, and its website at `describedSite`. */
const townPath = fileURLToPath(new URL("../../../prisma/demo-town.json", import.meta.url));

const describedSite = "http://localhost:3001";

/** What ends within so many days is renewed at the start: a demo that runs for weeks must not come to a stop. */
const renewWithinDays = 14;

export type Ceremony = { readonly letters: Letters; readonly bundlePaths: readonly string[] };

/**
 * The town's root, officers, desk keys and people: made at the first start, renewed at a later one. Answers with the
 * staff's letters and with the bundles for the gateway, the oldest first. Throws StartFailure when the ceremony refuses.
 */
export async function holdCeremony(
  config: Config,
  { halt, tell }: { halt: AbortSignal; tell: (step: string) => void },
): Promise<Ceremony> {
  const dir = join(config.dataDir, "ceremony");
  const ceremony = (...args: string[]) =>
    runToEnd({ program: programs.ceremony, args, environment: config.inherited }, halt);
  if (existsSync(join(dir, "organisation.json"))) {
    await ceremony("renew", "--dir", dir, "--within", String(renewWithinDays));
  } else {
    tell("Sleutels en medewerkers van de gemeente maken. Dat duurt eenmalig een kwart minuut.");
    const work = ["--argon2-mem", config.argon2Mem];
    await ceremony("create", "--plan", townPath, "--out", dir, ...work).catch((error: unknown) => {
      // The ceremony of a start that was killed may have gone on, and been faster: then that town stands.
      if (!existsSync(join(dir, "organisation.json"))) throw error;
    });
  }
  const letters = Letters.parse(JSON.parse(await ceremony("letters", "--dir", dir)));
  const later = (await readdir(dir)).filter((name) => /^bundle-\d+\.json$/.test(name)).toSorted();
  return { letters, bundlePaths: ["bundle.json", ...later].map((name) => join(dir, name)) };
}

/** Hands the bundles to the gateway's database. What is there already is left as it is. */
export async function importBundles(
  paths: readonly string[],
  { environment, halt }: { environment: NodeJS.ProcessEnv; halt: AbortSignal },
): Promise<void> {
  for (const path of paths)
    await runToEnd({ program: programs.importBundle, args: [path], environment }, halt);
}

/** How to reach a person of the town, as its page tells the widget. */
const Contact = z.object({ phone: z.string(), counterUrl: z.url() });
export type Contact = z.infer<typeof Contact>;

/** Gives the imported town its names, hours, topics and contact, with its website where it is served this time. */
export async function seedTown(
  { dataDir, siteUrl }: { dataDir: string; siteUrl: string },
  { environment, halt }: { environment: NodeJS.ProcessEnv; halt: AbortSignal },
): Promise<Contact> {
  const described = (await readFile(townPath, "utf8")).replaceAll(describedSite, siteUrl);
  const path = join(dataDir, "town.json");
  await writeFile(path, described);
  await runToEnd({ program: programs.seedTown, args: [path], environment }, halt);
  return z.object({ contact: Contact }).parse(JSON.parse(described)).contact;
}
