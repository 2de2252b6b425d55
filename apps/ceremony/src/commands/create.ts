import { readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { organisationNumber, wipe } from "@eigenkanaal/crypto";
import { type Establishment, establish } from "../establish.js";
import { type Existing, exists, makeFolder, readJson, writeOwnFile } from "../folder.js";
import { letterPath, letterText } from "../letter.js";
import { writeOfficer, writeRootHalves } from "../officers.js";
import { bytesOf, cardOf, places } from "../organisation.js";
import { Plan, requireSound } from "../plan.js";
import { Refusal } from "../refusal.js";
import { saveOrganisation } from "../save.js";

/**
 * Makes a whole organisation of a plan: root, officers, policy, rosters, desk keys and everybody's identity.
 * It is made in a folder beside `out` that gets its name only when all is there, so that an interrupted
 * ceremony leaves no half organisation. Answers with what to tell.
 */
export async function create(options: {
  planPath: string;
  out: string;
  argon2MemBytes: number;
  existing: Existing;
  nowMs: number;
}): Promise<string> {
  const { out, nowMs } = options;
  const plan = requireSound(await readJson(Plan, options.planPath));
  const taken = await exists(out);
  if (taken && options.existing === "keep") {
    throw new Refusal(
      `${out} exists already. With --replace a new organisation takes its place; the old folder stays beside it.`,
    );
  }
  await removeAbandonedDrafts(out);
  const made = await establish(plan, options);
  const draft = draftOf(out, process.pid);
  await makeFolder(draft);
  await writeEstablishment(draft, made, nowMs);
  if (taken) await rename(out, `${out}.before-${nowMs}`);
  await rename(draft, out).catch(async () => {
    await rm(draft, { recursive: true, force: true });
    throw new Refusal(`${out} was made by another ceremony in the meantime; nothing of this one is kept.`);
  });

  const { content } = made.organisation;
  const { rootHalves, officers, letters, card } = places(out);
  return `${content.name} is made: ${content.desks.length} desks, ${content.members.length} members, ${content.certificates.length} certificates.

Organisation number: ${organisationNumber(bytesOf(content.rootVk))}

What lies where, and what to do now:
  ${rootHalves.join(", ")}: each on paper, each to another official, in another safe; then erase both files.
  ${officers}: each file to its officer, and from here.
  ${letters}: each letter to its member, in person; then erase it.
  ${card}: public; whoever enrols later needs it.
  ${join(out, "bundle.json")}: to the gateway, with its import command.
`;
}

/** A folder per process: two ceremonies at once, one of them forgotten, must not mix their keys. */
const draftOf = (out: string, pid: number): string => `${out}.draft-${pid}`;

/** Secrets of ceremonies that were broken off while writing are of no use to anybody: they go. */
async function removeAbandonedDrafts(out: string): Promise<void> {
  const parent = dirname(out);
  const prefix = draftOf(basename(out), 0).slice(0, -1);
  const names = (await exists(parent)) ? await readdir(parent) : [];
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    if (!isRunning(Number(name.slice(prefix.length)))) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function writeEstablishment(dir: string, made: Establishment, nowMs: number): Promise<void> {
  const { content } = made.organisation;
  await writeRootHalves(dir, made.rootSeed);
  for (const [i, { officer, name, seed }] of made.officers.entries()) {
    await writeOfficer(join(places(dir).officers, `officer-${i + 1}.json`), { officer, name }, seed);
  }
  for (const { account, identity } of made.members) {
    const letter = { account, passphrase: identity.passphrase, recoveryKit: identity.recoveryKit };
    await writeOwnFile(letterPath(dir, account), letterText(content, letter), "keep");
  }
  await writeOwnFile(places(dir).card, `${JSON.stringify(cardOf(content), null, 2)}\n`, "keep");
  await saveOrganisation(dir, { before: undefined, now: made.organisation }, { signer: made.signer, nowMs });
  wipe(made.rootSeed, made.signer.sk, ...made.officers.map(({ seed }) => seed));
}
