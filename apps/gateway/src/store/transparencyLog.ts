import {
  type Checkpoint,
  consistencyPath,
  type DestructionDay,
  destructionLeaf,
  inclusionPath,
  leafHash,
  treeRoot,
  writeCheckpoint,
} from "@eigenkanaal/log";
import type { DestructionProof, LogConsistency, LogInclusion } from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";
import { organisationDomain } from "./organisations.js";

/** Whose log it is, as the first line of a checkpoint says (C2SP tlog-checkpoint). */
export const logOrigin = (domain: string): string => `${domain}/eigenkanaal`;

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** A town's log as it stands: its entries, their hashes and its checkpoint. */
const logOf = async (scope: Scope) => {
  const { organisation, tx } = scope;
  const rows = await tx.transparencyLeaf.findMany({ where: { organisation }, orderBy: { index: "asc" } });
  const entries = rows.map(({ leaf }) => leaf);
  const hashes = await Promise.all(entries.map((entry) => leafHash(entry)));
  const head: Checkpoint = {
    origin: logOrigin(await organisationDomain(scope)),
    size: hashes.length,
    root: await treeRoot(hashes),
  };
  return { entries, hashes, checkpoint: writeCheckpoint(head) };
};

/** Puts the day that begins with this certificate into the log, in the transaction that made its root. */
export const appendDay = async ({ organisation, tx }: Scope, firstSeq: number) => {
  await tx.$executeRaw`INSERT INTO transparency_leaf (organisation_id, leaf)
    SELECT r.organisation_id, destruction_leaf(r) FROM destruction_root r
    WHERE r.organisation_id = ${organisation}::uuid AND r.first_seq = ${firstSeq}`;
};

export const logCheckpoint = async (scope: Scope): Promise<string> => (await logOf(scope)).checkpoint;

/** An entry and its path; undefined where the log has none of this index. */
export const logInclusion = async (scope: Scope, index: number): Promise<LogInclusion | undefined> => {
  const { entries, hashes, checkpoint } = await logOf(scope);
  const entry = entries[index];
  if (!entry) return undefined;
  const path = await inclusionPath(hashes, index);
  return { checkpoint, leaf: base64(entry), path: path.map(base64) };
};

/** That the log still begins with its first `size` entries; undefined where it has fewer. */
export const logConsistency = async (scope: Scope, size: number): Promise<LogConsistency | undefined> => {
  const { hashes, checkpoint } = await logOf(scope);
  if (size > hashes.length) return undefined;
  return { checkpoint, path: (await consistencyPath(hashes, size)).map(base64) };
};

/** Where a day stands in the log; null where it does not. */
export const dayInLog = async (
  scope: Scope,
  day: DestructionDay,
): Promise<NonNullable<DestructionProof["tree"]>["log"]> => {
  const { entries, hashes, checkpoint } = await logOf(scope);
  const leaf = await destructionLeaf(day);
  const index = entries.findIndex((entry) => Buffer.compare(entry, leaf) === 0);
  if (index < 0) return null;
  return { checkpoint, index, path: (await inclusionPath(hashes, index)).map(base64) };
};
