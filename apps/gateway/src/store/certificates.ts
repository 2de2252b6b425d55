import { leafHash, treeRoot } from "@eigenkanaal/log";
import { CertificateResource } from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** The current desk keys of a desk and of the archive, as hashes of their certificates; undefined where none is valid. */
export type CurrentKeys = { desk: Uint8Array | undefined; archive: Uint8Array | undefined; logSize: number };

/** What a new epoch of this desk's conversations must name (PROTOCOL.md E3, E4). */
export const currentKeys = async (scope: Scope, desk: string): Promise<CurrentKeys> => {
  const { organisation, tx } = scope;
  const archive = await tx.desk.findFirst({
    where: { organisation, kind: "archive", keyHash: { not: null } },
  });
  return {
    desk: await currentDeskHash(scope, desk),
    archive: archive ? await currentDeskHash(scope, archive.desk) : undefined,
    logSize: await tx.logLeaf.count({ where: { organisation } }),
  };
};

/**
 * The hash of the desk's newest key certificate, if it and the roster that it was made under are valid now and not
 * revoked. An older one never takes its place: what was superseded stays so.
 */
const currentDeskHash = async (scope: Scope, desk: string): Promise<Uint8Array | undefined> => {
  const { organisation, tx } = scope;
  const newest = await tx.certificate.findFirst({
    where: { organisation, type: "desk", desk },
    orderBy: { version: "desc" },
  });
  if (!newest?.rosterHash) return undefined;
  const roster = await tx.certificate.findUnique({
    where: { organisation_hash: { organisation, hash: newest.rosterHash } },
  });
  const now = new Date(await databaseNowMs(scope));
  const isValid = (certificate: { notBefore: Date; notAfter: Date }) =>
    certificate.notBefore <= now && now < certificate.notAfter;
  if (!roster || !isValid(newest) || !isValid(roster)) return undefined;
  const revoked = await tx.certificate.findFirst({
    where: { organisation, revokedHash: { in: [newest.hash, roster.hash] } },
  });
  return revoked ? undefined : newest.hash;
};

/** All certificates in the order of the log, with the log's size and Merkle root (RFC 9162 §2.1.1). */
export const certificateLog = async ({ organisation, tx }: Scope) => {
  const certificates = await tx.certificate.findMany({
    where: { organisation },
    orderBy: { logIndex: "asc" },
  });
  const leaves = await tx.logLeaf.findMany({ where: { organisation }, orderBy: { index: "asc" } });
  const root = await treeRoot(await Promise.all(leaves.map(({ leaf }) => leafHash(leaf))));
  return {
    certificates: certificates.map(({ payload, signatures, logIndex }) =>
      CertificateResource.parse({
        payload: Buffer.from(payload).toString("base64url"),
        signatures,
        logIndex,
      }),
    ),
    log: { size: leaves.length, root: Buffer.from(root).toString("base64url") },
  };
};
