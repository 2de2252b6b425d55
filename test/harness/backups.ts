import { EventEmitter, once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll } from "vitest";
import { type GatewayDatabases, startProgram } from "./gateway.js";

/** Backups as an operator makes and restores them, and a look into their folders. */

export type Kind = "messages" | "keys";

/** What a manifest says, as far as tests look at it. */
export type Manifest = {
  madeAt: string;
  finished: boolean;
  migrations: { name: string; checksum: string }[];
  tables: { name: string; columns: string[]; rows: number }[];
};

/** A folder for a test file; `fresh` is one inside it that nobody has used. */
export const useFolder = () => {
  const made = { dir: "", count: 0 };
  beforeAll(async () => {
    made.dir = await mkdtemp(join(tmpdir(), "eigenkanaal-backup-"));
  });
  afterAll(() => rm(made.dir, { recursive: true, force: true }));
  return { fresh: () => join(made.dir, String(made.count++)) };
};

type Wish = { args?: string[]; env?: Record<string, string> };

export const startBackUp = (
  { databaseUrl, keyDatabaseUrl }: GatewayDatabases,
  folder: string,
  { args = [], env = {} }: Wish = {},
) =>
  startProgram("operator/backup.js", {
    args: ["--into", folder, ...args],
    env: { BACKUP_DATABASE_URL: databaseUrl, BACKUP_KEY_DATABASE_URL: keyDatabaseUrl, ...env },
  });

export const startRestore = (
  { databaseUrl, keyDatabaseUrl }: GatewayDatabases,
  folder: string,
  { args = [], env = {} }: Wish = {},
) =>
  startProgram("operator/restore.js", {
    args: ["--from", folder, ...args],
    env: { OWNER_DATABASE_URL: databaseUrl, OWNER_KEY_DATABASE_URL: keyDatabaseUrl, ...env },
  });

export const backUp = (...of: Parameters<typeof startBackUp>) => startBackUp(...of).ended;
export const restoreInto = (...of: Parameters<typeof startRestore>) => startRestore(...of).ended;

/** A way to a database on which no answer comes any more once this was asked; `reached` resolves then. */
export const stallingWay = async (databaseUrl: string, question: string) => {
  const { hostname, port } = new URL(databaseUrl);
  const reach = new EventEmitter();
  const reached = once(reach, "question");
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    let answers = true;
    near.on("data", (chunk: Buffer) => {
      if (chunk.includes(question)) {
        answers = false;
        reach.emit("question");
      }
      far.write(chunk);
    });
    far.on("data", (chunk: Buffer) => {
      if (answers) near.write(chunk);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const)
      one.on("error", () => undefined).on("close", () => other.destroy());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = new URL(databaseUrl);
  url.port = address !== null && typeof address === "object" ? String(address.port) : "";
  return { url: url.href, reached, close: () => server.close() };
};

/** The folders of the backups of this kind, oldest first. */
export const backupsIn = async (folder: string, kind: Kind): Promise<string[]> => {
  const names = await readdir(join(folder, kind)).catch(() => []);
  return names.toSorted().map((name) => join(folder, kind, name));
};

export const manifestIn = async (backup: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(backup, "manifest.json"), "utf8"));

export const rewriteManifest = async (backup: string, change: (manifest: Manifest) => Partial<Manifest>) => {
  const manifest = await manifestIn(backup);
  await writeFile(join(backup, "manifest.json"), JSON.stringify({ ...manifest, ...change(manifest) }));
};

/** Lets so many days go by for all that is in the folder: a backup knows its age by what it says of itself alone. */
export const letDaysPass = async (folder: string, days: number) => {
  for (const kind of ["messages", "keys"] as const)
    for (const backup of await backupsIn(folder, kind))
      await rewriteManifest(backup, ({ madeAt }) => ({
        madeAt: new Date(Date.parse(madeAt) - days * 86_400_000).toISOString(),
      }));
};

/** The rows of a table as they lie in a backup: each column by its name, bytes decoded from the hexadecimal of COPY. */
export const dumpedRows = async (
  backup: string,
  name: string,
): Promise<Record<string, string | Buffer>[]> => {
  const { tables } = await manifestIn(backup);
  const columns = tables.find((table) => table.name === name)?.columns ?? [];
  const lines = gunzipSync(await readFile(join(backup, `${name}.copy.gz`)))
    .toString()
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => {
    const values = line.split("\t");
    return Object.fromEntries(columns.map((column, index) => [column, decoded(values[index] ?? "")]));
  });
};

const decoded = (value: string) => (value.startsWith("\\\\x") ? Buffer.from(value.slice(3), "hex") : value);
