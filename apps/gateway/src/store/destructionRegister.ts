import { inclusionPath, leafHash, treeRoot } from "@eigenkanaal/log";
import {
  type ConversationId,
  DestructionCertificate,
  type DestructionProof,
  type DestructionRegister,
  type RegisteredCertificate,
} from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";
import { appendDay, dayInLog } from "./transparencyLog.js";

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

type Row = { seq: number; certificate: string; hash: Uint8Array };
const columns = { seq: true, certificate: true, hash: true } as const;

const resourceOf = ({ seq, certificate, hash }: Row): RegisteredCertificate => ({
  ...{ seq, certificate },
  hash: base64(hash),
});

/** A page of the register, newest first, before a number. */
export const destructionRegister = async (
  { organisation, tx }: Scope,
  { before, limit }: { before: number | null; limit: number },
): Promise<DestructionRegister> => {
  const rows = await tx.destructionRegister.findMany({
    where: { organisation, ...(before !== null && { seq: { lt: before } }) },
    orderBy: { seq: "desc" },
    take: limit + 1,
    select: columns,
  });
  return { certificates: rows.slice(0, limit).map(resourceOf), more: rows.length > limit };
};

/** The certificate of a conversation that was destroyed, or that is being; undefined for any other. */
export const certificateOf = async (
  { organisation, tx }: Scope,
  conversation: ConversationId,
): Promise<DestructionCertificate | undefined> => {
  const of = {
    where: { organisation_conversation: { organisation, conversation } },
    select: { certificate: true },
  };
  const row = (await tx.destructionRegister.findUnique(of)) ?? (await tx.destructionPending.findUnique(of));
  return row ? DestructionCertificate.parse(JSON.parse(row.certificate)) : undefined;
};

/** The tree of a day: its leaves are the hashes of the register. */
const leavesOf = async (
  { organisation, tx }: Scope,
  { firstSeq, lastSeq }: { firstSeq: number; lastSeq: number },
): Promise<Uint8Array[]> => {
  const rows = await tx.destructionRegister.findMany({
    where: { organisation, seq: { gte: firstSeq, lte: lastSeq } },
    orderBy: { seq: "asc" },
    select: { hash: true },
  });
  return Promise.all(rows.map(({ hash }) => leafHash(hash)));
};

/**
 * Makes the tree of what was destroyed before a moment (unix ms) and stands in no tree yet, and puts its root into the town's log.
 * Nothing where that is nothing: the numbers of the next day go on where these ended, so that no day can be left out unseen.
 */
export const writeRoot = async (scope: Scope, beforeMs: number) => {
  const { organisation, tx } = scope;
  const made = await tx.destructionRoot.findFirst({ where: { organisation }, orderBy: { firstSeq: "desc" } });
  const firstSeq = (made?.lastSeq ?? 0) + 1;
  const newest = await tx.destructionRegister.findFirst({
    where: { organisation, seq: { gte: firstSeq }, destroyedAtMs: { lt: beforeMs } },
    orderBy: { seq: "desc" },
    select: { seq: true },
  });
  if (!newest) return;
  const lastSeq = newest.seq;
  const root = new Uint8Array(await treeRoot(await leavesOf(scope, { firstSeq, lastSeq })));
  await tx.$executeRaw`INSERT INTO destruction_root (organisation_id, first_seq, last_seq, root)
    VALUES (${organisation}::uuid, ${firstSeq}, ${lastSeq}, ${root})`;
  await appendDay(scope, firstSeq);
};

/** Where a certificate stands, with the path to its day's root; undefined where there is none of this number. */
export const destructionProof = async (scope: Scope, seq: number): Promise<DestructionProof | undefined> => {
  const { organisation, tx } = scope;
  const rows = await tx.destructionRegister.findMany({
    where: { organisation, seq: { in: [seq - 1, seq] } },
    select: columns,
  });
  const row = rows.find((one) => one.seq === seq);
  if (!row) return undefined;
  const previous = rows.find((one) => one.seq === seq - 1)?.hash ?? new Uint8Array(32);
  const of = { certificate: resourceOf(row), previous: base64(previous) };
  const tree = await tx.destructionRoot.findFirst({
    where: { organisation, firstSeq: { lte: seq }, lastSeq: { gte: seq } },
  });
  if (!tree) return { ...of, tree: null };
  const leaves = await leavesOf(scope, tree);
  const index = seq - tree.firstSeq;
  const path = await inclusionPath(leaves, index);
  return {
    ...of,
    tree: {
      ...{ index, size: leaves.length, path: path.map(base64), root: base64(tree.root) },
      ...{ atMs: tree.at.getTime(), log: await dayInLog(scope, tree) },
    },
  };
};
