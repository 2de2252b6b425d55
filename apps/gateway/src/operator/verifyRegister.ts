import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Checkpoint, leafHash, readCheckpoint, treeRoot, writeCheckpoint } from "@eigenkanaal/log";
import { DestructionCertificate } from "@eigenkanaal/protocol";
import pg from "pg";
import { z } from "zod";
import { readImportUrl } from "../config.js";
import { endWith, explain } from "../start/startupFailure.js";
import { logOrigin } from "../store/transparencyLog.js";
import { checkLog } from "./logFaults.js";

/**
 * `npm run verify-register [-- --checkpoint <file> …]`: recomputes the destruction register of every town, as the owner: each
 * certificate's hash from the one before, its form, the root of every day, and that each stands in the town's log. A file
 * holds a checkpoint that was kept: the log must begin with what that says. Prints the checkpoints of now, to be kept. Exit
 * code 1 and one sentence per place that is wrong.
 */
const usage = "Usage: npm run verify-register [-- --checkpoint <file> …]";

/** The checkpoints in the files that the operator names. */
const keptCheckpoints = (): Checkpoint[] => {
  try {
    const { values } = parseArgs({ options: { checkpoint: { type: "string", multiple: true } } });
    return (values.checkpoint ?? []).map((file) => {
      const checkpoint = readCheckpoint(readFileSync(file, "utf8"));
      return checkpoint ?? endWith([`The file ${file} holds no checkpoint.`]);
    });
  } catch (error) {
    return endWith([error instanceof Error && "path" in error ? `${error.message}.` : usage]);
  }
};

type Certificate = { seq: number; certificate: string; hash: Buffer };
type Root = { first_seq: number; last_seq: number; root: Buffer };

/** What is wrong with one town's register, each with its place. */
const faultsOf = async (certificates: readonly Certificate[], roots: readonly Root[]): Promise<string[]> => {
  const faults: string[] = [];
  let before: Uint8Array = new Uint8Array(32);
  certificates.forEach(({ seq, certificate, hash }, index) => {
    if (seq !== index + 1) faults.push(`number ${index + 1} is missing: ${seq} stands in its place`);
    if (!createHash("sha256").update(before).update(certificate, "utf8").digest().equals(hash))
      faults.push(`number ${seq}: its hash is not that of the one before and its own text`);
    if (!isCertificate(certificate)) faults.push(`number ${seq}: it is no certificate`);
    before = hash;
  });
  let next = 1;
  for (const { first_seq: first, last_seq: last, root } of roots) {
    if (first !== next)
      faults.push(`the day from number ${first}: it does not begin where the one before ended`);
    const leaves = certificates
      .filter(({ seq }) => seq >= first && seq <= last)
      .map(({ hash }) => leafHash(hash));
    if (!Buffer.from(await treeRoot(await Promise.all(leaves))).equals(root))
      faults.push(`the day of the numbers ${first} to ${last}: its root is not that of its certificates`);
    next = last + 1;
  }
  return faults;
};

const isCertificate = (text: string): boolean => {
  try {
    return z.safeParse(DestructionCertificate, JSON.parse(text)).success;
  } catch {
    return false;
  }
};

type Verification = { certificates: number; checkpoints: { name: string; text: string }[]; faults: string[] };

const verifyRegisters = async (databaseUrl: string, kept: readonly Checkpoint[]): Promise<Verification> => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("BEGIN TRANSACTION READ ONLY ISOLATION LEVEL REPEATABLE READ");
    const towns = await client.query<Town>(
      "SELECT organisation_id, name, domain FROM organisation ORDER BY name",
    );
    const found: Verification = { certificates: 0, checkpoints: [], faults: [] };
    const origins = towns.rows.map(({ domain }) => logOrigin(domain));
    for (const { origin } of kept)
      if (!origins.includes(origin)) found.faults.push(`The checkpoint of ${origin} is of no town here.`);
    for (const town of towns.rows) {
      const { certificates, faults, head } = await verifyTown(client, town, kept);
      found.certificates += certificates;
      found.checkpoints.push({ name: town.name, text: writeCheckpoint(head) });
      for (const fault of faults) found.faults.push(`${town.name}, ${fault}.`);
    }
    return found;
  } finally {
    await client.end();
  }
};

type Town = { organisation_id: string; name: string; domain: string };

const verifyTown = async (
  client: pg.Client,
  { organisation_id: organisation, domain }: Town,
  kept: readonly Checkpoint[],
) => {
  const of = async <Row extends pg.QueryResultRow>(sql: string) =>
    (await client.query<Row>(sql, [organisation])).rows;
  const certificates = await of<Certificate>(
    "SELECT seq, certificate, hash FROM destruction_register WHERE organisation_id = $1 ORDER BY seq",
  );
  const roots = await of<Root>(
    "SELECT first_seq, last_seq, root FROM destruction_root WHERE organisation_id = $1 ORDER BY first_seq",
  );
  const numbered = await of<{ leaf: Buffer }>(
    "SELECT leaf FROM log_leaf WHERE organisation_id = $1 ORDER BY index",
  );
  const entries = await of<{ index: number; leaf: Buffer }>(
    "SELECT index, leaf FROM transparency_leaf WHERE organisation_id = $1 ORDER BY index",
  );
  const origin = logOrigin(domain);
  const { head, faults } = await checkLog(
    {
      ...{ origin, entries, certificates: numbered.map(({ leaf }) => leaf) },
      days: roots.map(({ first_seq: firstSeq, last_seq: lastSeq, root }) => ({ firstSeq, lastSeq, root })),
    },
    kept.filter((one) => one.origin === origin),
  );
  return {
    certificates: certificates.length,
    faults: [...(await faultsOf(certificates, roots)), ...faults],
    head,
  };
};

const kept = keptCheckpoints();
const owner = readImportUrl(process.env);
if (!owner.ok) endWith(owner.faults);
else
  try {
    const { certificates, checkpoints, faults } = await verifyRegisters(owner.config, kept);
    if (faults.length > 0) endWith(faults);
    process.stdout.write(`The register stands: ${certificates} certificates, each where it was written.\n`);
    for (const { size, origin } of kept)
      process.stdout.write(`The log of ${origin} goes on from the checkpoint of ${size} entries.\n`);
    for (const { name, text } of checkpoints)
      process.stdout.write(`The checkpoint of ${name}, to be kept elsewhere:\n${text}`);
  } catch (error) {
    endWith([explain(error, "OWNER_DATABASE_URL").message]);
  }
