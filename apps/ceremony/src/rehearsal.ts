import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AgentKeys, utf8 } from "@eigenkanaal/crypto";
import { BundleContent } from "@eigenkanaal/protocol";
import { openDeskSeeds } from "./deskEpoch.js";
import { openIdentity } from "./identity.js";
import { readLetter } from "./letter.js";
import { bytesOf, findDesk } from "./organisation.js";
import { run } from "./program.js";
import { readOrganisation } from "./save.js";

/** A small town to rehearse with in tests: everything the commands do, on real files. */
export const desks = {
  general: "11111111-1111-4111-8111-111111111111",
  waste: "22222222-2222-4222-8222-222222222222",
  archive: "33333333-3333-4333-8333-333333333333",
} as const;

const seat = (desk: string, ...rights: string[]) => ({ desk, rights });
const person = (first: string, role: string, ...seats: ReturnType<typeof seat>[]) => ({
  account: `${first}@town.example`,
  name: `${first} Jansen`,
  alias: first,
  roles: [role],
  desks: seats,
});

export const plan = {
  name: "Gemeente Test",
  domain: "town.example",
  rosterSignatures: 2,
  officers: ["Ans de Wit", "Bram Smit"],
  desks: [
    { desk: desks.general, kind: "desk", name: "KCC", general: true },
    { desk: desks.waste, kind: "desk", name: "Afval", general: false },
    { desk: desks.archive, kind: "archive", name: "Archief", general: false },
  ],
  members: [
    person("fatima", "agent", seat(desks.general, "answer", "rotate"), seat(desks.waste, "answer")),
    person("joris", "agent", seat(desks.waste, "answer", "rotate")),
    person("karin", "records_officer", seat(desks.archive, "answer", "rotate")),
  ],
};

/** The moment at which the rehearsed town is made. */
export const madeAt = "2026-11-22T09:00:00Z";
const dayMs = 86_400_000;
export const daysLater = (days: number): string => new Date(Date.parse(madeAt) + days * dayMs).toISOString();

/** Runs a command as the shell would, and keeps what it told. */
export async function ceremony(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: "", err: "" };
  const code = await run(args, {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
  });
  return { code, ...told };
}

export const makeTemporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), "ceremony-"));
export const removeFolder = (path: string): Promise<void> => rm(path, { recursive: true, force: true });

export async function writePlan(folder: string, changed: object = plan): Promise<string> {
  const path = join(folder, "plan.json");
  await writeFile(path, JSON.stringify(changed));
  return path;
}

/** Makes the town at `madeAt` with the least memory that is allowed, so that a test takes tenths of a second. */
export async function makeTown(folder: string): Promise<string> {
  const dir = join(folder, "town");
  const planPath = await writePlan(folder);
  const made = await ceremony(
    ...["create", "--plan", planPath, "--out", dir, "--argon2-mem", "64MiB", "--now", madeAt],
  );
  if (made.code !== 0) throw new Error(made.err);
  return dir;
}

/** A copy of a town for one test to change. */
export async function copyTown(town: string, folder: string): Promise<string> {
  const copy = await mkdtemp(join(folder, "copy-"));
  await cp(town, copy, { recursive: true });
  return copy;
}

/** The bundles of a town in the order in which they were made. */
export async function bundlePaths(dir: string): Promise<[string, ...string[]]> {
  const later = (await readdir(dir)).filter((name) => /^bundle-\d+\.json$/.test(name)).toSorted();
  return [join(dir, "bundle.json"), ...later.map((name) => join(dir, name))];
}

/** What the bundle says, without asking whether it is true. */
export async function readBundle(path: string): Promise<BundleContent> {
  const bundle = JSON.parse(await readFile(path, "utf8"));
  return BundleContent.parse(JSON.parse(Buffer.from(bytesOf(bundle.content)).toString("utf8")));
}

/** What all bundles of a town that stands say together. */
export async function bundleContent(dir: string): Promise<BundleContent> {
  const contents = await Promise.all((await bundlePaths(dir)).map(readBundle));
  return contents.reduce((earlier, later) => ({
    ...later,
    certificates: [...earlier.certificates, ...later.certificates],
    desks: [...earlier.desks, ...later.desks],
    members: [...earlier.members, ...later.members],
    deskKeys: [...earlier.deskKeys, ...later.deskKeys],
  }));
}

/** A founding member's keys, by the recovery kit in their letter. */
export async function keysOf(dir: string, account: string): Promise<AgentKeys> {
  const { content } = await readOrganisation(dir);
  const member = content.members.find((one) => one.account === account);
  const letter = await readLetter(dir, account);
  if (!member || !letter) throw new Error(`no letter for ${account}`);
  return openIdentity(member, letter.recoveryKit);
}

/** The numbers of the desk's epochs whose seed this member can open. */
export async function openEpochs(
  dir: string,
  desk: string,
  of: { account: string; keys: AgentKeys },
): Promise<number[]> {
  const content = await bundleContent(dir);
  const member = content.members.find(({ account }) => account === of.account)?.member ?? "";
  return openDeskSeeds(content, findDesk(content, desk), { member, keys: of.keys }).map(({ epoch }) => epoch);
}

/** Whether bytes occur in a text: raw, in hexadecimal, in base64 or base64url, or inside any base64url value of it. */
export function occurs(secret: Uint8Array, text: string): boolean {
  const raw = Buffer.from(secret);
  const spellings = [
    raw.toString("hex"),
    raw.toString("base64").replace(/=+$/, ""),
    raw.toString("base64url"),
  ];
  if (Buffer.from(utf8(text)).includes(raw)) return true;
  if (spellings.some((spelling) => text.includes(spelling))) return true;
  return (text.match(/[A-Za-z0-9_-]{16,}/g) ?? []).some((value) => {
    const inside = Buffer.from(value, "base64url");
    return inside.includes(raw) || (inside[0] === 0x7b && occurs(secret, inside.toString("utf8")));
  });
}
