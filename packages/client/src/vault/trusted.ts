import {
  buildTrust,
  certificateLeaf,
  equalBytes,
  fromBase64Url,
  type LoggedCertificate,
  organisationNumber,
  readCertificate,
  type Trust,
} from "@eigenkanaal/crypto";
import { leafHash, treeRoot } from "@eigenkanaal/log";
import type { DeskId, Directory } from "@eigenkanaal/protocol";
import type { Checkpoint } from "./checkpoint.js";
import type { TrustResult } from "./vault.js";

/** What a vault goes by: certificates verified from the pinned root, and the log checkpoint they were served with. */
export type Trusted = { trust: Trust; log: Checkpoint };

/**
 * Verifies a directory from the pinned root down (packages/crypto/DESIGN.md). Every leaf of the log is a certificate
 * of the directory so far, so the whole tree is recomputed rather than proved, and must continue those `before`.
 * The device's own clock decides what is current: the server must not choose the time. Where nothing is current
 * any more the certificates still stand for what was written under them.
 */
export const verifyDirectory = async (
  directory: Directory,
  { rootVk, before }: { rootVk: Uint8Array; before: readonly Checkpoint[] },
  { nowMs }: { nowMs: () => number },
): Promise<{ result: TrustResult; trusted?: Trusted }> => {
  const served = fromBase64Url(directory.rootVk);
  if (!served || !equalBytes(served, rootVk)) return { result: { ok: false, why: "wrong_root" } };
  const certificates = directory.certificates.flatMap(loggedCertificate);
  const root = fromBase64Url(directory.log.root);
  const leaves = await leavesOf(certificates);
  const isWholeLog =
    root && leaves?.length === directory.log.size && equalBytes(await treeRoot(leaves), root);
  const continued = leaves && (await Promise.all(before.map((one) => continues(leaves, one))));
  if (!isWholeLog || continued?.includes(false)) return { result: { ok: false, why: "wrong_log" } };
  const { organisation } = directory;
  const trust = await buildTrust({ rootVk, organisation, nowMs: nowMs(), certificates });
  const desks = trust.archiveDesk()
    ? trust.desks().map(({ body: { desk, name } }) => ({ desk: desk as DeskId, name }))
    : [];
  return {
    result: { ok: true, organisationNumber: organisationNumber(rootVk), desks },
    trusted: { trust, log: { size: directory.log.size, root } },
  };
};

const loggedCertificate = ({
  payload,
  signatures,
  logIndex,
}: Directory["certificates"][number]): LoggedCertificate[] => {
  const payloadBytes = fromBase64Url(payload);
  const signed = signatures.flatMap(({ vk, signature }) => {
    const vkBytes = fromBase64Url(vk);
    const signatureBytes = fromBase64Url(signature);
    return vkBytes && signatureBytes ? [{ vk: vkBytes, signature: signatureBytes }] : [];
  });
  return payloadBytes && signed.length === signatures.length
    ? [{ payloadBytes, signatures: signed, logIndex }]
    : [];
};

/** The hashes of the log's leaves in order; undefined when one is missing, double or unreadable. */
const leavesOf = async (certificates: LoggedCertificate[]): Promise<Uint8Array[] | undefined> => {
  const leaves: Uint8Array[] = [];
  for (const certificate of certificates.toSorted((a, b) => a.logIndex - b.logIndex)) {
    const read = readCertificate(certificate);
    if (!read.ok || certificate.logIndex !== leaves.length) return undefined;
    leaves.push(await leafHash(await certificateLeaf(read.body.type, certificate.payloadBytes)));
  }
  return leaves;
};

/** An older log, or another one, would bring back what was revoked or replaced. */
const continues = async (leaves: Uint8Array[], { size, root }: Checkpoint): Promise<boolean> =>
  leaves.length >= size && equalBytes(await treeRoot(leaves.slice(0, size)), root);
