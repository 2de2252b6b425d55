import { createHash } from "node:crypto";
import { leafHash, treeRoot } from "@eigenkanaal/log";
import { DestructionCertificate } from "@eigenkanaal/protocol";
import pg from "pg";
import { z } from "zod";
import { readImportUrl } from "../config.js";
import { endWith, explain } from "../start/startupFailure.js";

/**
 * `npm run verify-register`: recomputes the destruction register of every town, as the owner: each certificate's hash from the
 * one before, its form, and the root of every day. Exit code 1 and one sentence per place that is wrong.
 */

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

const verifyRegisters = async (databaseUrl: string): Promise<{ certificates: number; faults: string[] }> => {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("BEGIN TRANSACTION READ ONLY ISOLATION LEVEL REPEATABLE READ");
    const towns = await client.query<{ organisation_id: string; name: string }>(
      "SELECT organisation_id, name FROM organisation ORDER BY name",
    );
    const found = { certificates: 0, faults: [] as string[] };
    for (const { organisation_id: organisation, name } of towns.rows) {
      const { rows } = await client.query<Certificate>(
        "SELECT seq, certificate, hash FROM destruction_register WHERE organisation_id = $1 ORDER BY seq",
        [organisation],
      );
      const roots = await client.query<Root>(
        "SELECT first_seq, last_seq, root FROM destruction_root WHERE organisation_id = $1 ORDER BY first_seq",
        [organisation],
      );
      found.certificates += rows.length;
      for (const fault of await faultsOf(rows, roots.rows)) found.faults.push(`${name}, ${fault}.`);
    }
    return found;
  } finally {
    await client.end();
  }
};

const owner = readImportUrl(process.env);
if (!owner.ok) endWith(owner.faults);
else
  try {
    const { certificates, faults } = await verifyRegisters(owner.config);
    if (faults.length > 0) endWith(faults);
    process.stdout.write(`The register stands: ${certificates} certificates, each where it was written.\n`);
  } catch (error) {
    endWith([explain(error, "OWNER_DATABASE_URL").message]);
  }
