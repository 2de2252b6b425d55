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
import type { TrustResult } from "./vault.js";

/** What a vault goes by: certificates verified from the pinned root, and the log checkpoint they were served with. */
export type Trusted = { trust: Trust; log: { size: number; root: Uint8Array } };

/**
 * Verifies a directory from the pinned root down (packages/crypto/DESIGN.md). Every leaf of the log is a certificate
 * of the directory so far, so the whole tree is recomputed rather than proved. The device's own clock decides what
 * is current: the server must not choose the time.
 */
export const verifyDirectory = async (
  directory: Directory,
  rootVk: Uint8Array,
  { nowMs }: { nowMs: () => number },
): Promise<{ result: TrustResult; trusted?: Trusted }> => {
  const served = fromBase64Url(directory.rootVk);
  if (!served || !equalBytes(served, rootVk)) return { result: { ok: false, why: "wrong_root" } };
  const certificates = directory.certificates.flatMap(loggedCertificate);
  const root = fromBase64Url(directory.log.root);
  if (!root || !(await isWholeLog(certificates, directory.log.size, root)))
    return { result: { ok: false, why: "wrong_log" } };
  const { organisation } = directory;
  const trust = await buildTrust({ rootVk, organisation, nowMs: nowMs(), certificates });
  if (!trust.archiveDesk()) return { result: { ok: false, why: "no_archive" } };
  const desks = trust.desks().map(({ body }) => body.desk as DeskId);
  if (desks.length === 0) return { result: { ok: false, why: "no_desk" } };
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

const isWholeLog = async (
  certificates: LoggedCertificate[],
  size: number,
  root: Uint8Array,
): Promise<boolean> => {
  const inOrder = certificates.toSorted((a, b) => a.logIndex - b.logIndex);
  if (inOrder.length !== size || inOrder.some(({ logIndex }, index) => logIndex !== index)) return false;
  const leaves: Uint8Array[] = [];
  for (const certificate of inOrder) {
    const read = readCertificate(certificate);
    if (!read.ok) return false;
    leaves.push(await leafHash(await certificateLeaf(read.body.type, certificate.payloadBytes)));
  }
  return equalBytes(await treeRoot(leaves), root);
};
