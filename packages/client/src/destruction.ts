import { destructionLeaf, leafHash, readCheckpoint, verifyInclusion } from "@eigenkanaal/log";
import type { DestructionProof } from "@eigenkanaal/protocol";
import { answerOf } from "./account.js";
import type { DestructionActions, RegisterFinding, TownLogPlace } from "./destructionViews.js";
import type { Http } from "./http.js";

/** Destroying what is due, and what the register says of it (PROTOCOL.md P10–P19). */
export const createDestruction = ({ http }: { http: Http }): DestructionActions => ({
  lists: async () => answerOf(await http.destructionLists()),
  items: async (list, after) => answerOf(await http.destructionItems(list, after)),
  propose: async () => answerOf(await http.proposeDestruction()),
  approve: async (list) => answerOf(await http.approveDestruction(list)),
  remove: async (list, item) => answerOf(await http.removeFromDestruction(list, item)),
  withdraw: async (list, reason) => answerOf(await http.withdrawDestruction(list, reason)),
  register: async (before) => answerOf(await http.destructionRegister(before)),
  check: async (seq) => {
    const answer = await http.destructionProof(seq);
    return answer.ok ? { ok: true, value: await findingOf(answer.value) } : answerOf(answer);
  },
});

/** Bytes of base64url; none where it is no such thing. Here and not from packages/crypto, which the page does not load. */
const bytesOf = (b64: string): Uint8Array<ArrayBuffer> => {
  try {
    return Uint8Array.from(atob(b64.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
      letter.charCodeAt(0),
    );
  } catch {
    return new Uint8Array();
  }
};

/**
 * Whether a certificate's hash is that of the one before and its own text, stands in the tree of its day, and that day's root in
 * the town's log.
 */
export const findingOf = async ({
  certificate,
  previous,
  tree,
}: DestructionProof): Promise<RegisterFinding> => {
  const hash = bytesOf(certificate.hash);
  const chained = new Uint8Array([
    ...bytesOf(previous),
    ...new TextEncoder().encode(certificate.certificate),
  ]);
  const computed = new Uint8Array(await crypto.subtle.digest("SHA-256", chained));
  if (hash.length !== 32 || computed.some((byte, at) => byte !== hash[at])) return { found: "broken" };
  if (tree === null) return { found: "no_tree_yet" };
  const { index, size, root, atMs } = tree;
  const head = { size, root: bytesOf(root) };
  const stands = await verifyInclusion({ index, hash: await leafHash(hash) }, tree.path.map(bytesOf), head);
  const log = stands ? await placeInLog(tree, certificate.seq - index) : undefined;
  return log ? { found: "stands", index, size, root, atMs, log } : { found: "broken" };
};

/** Where the day that begins with this certificate stands in the town's log; undefined where that is not shown. */
const placeInLog = async (
  { log, root, size }: NonNullable<DestructionProof["tree"]>,
  firstSeq: number,
): Promise<TownLogPlace | undefined> => {
  const head = log === null ? undefined : readCheckpoint(log.checkpoint);
  if (!head || log === null) return undefined;
  const leaf = await destructionLeaf({ firstSeq, lastSeq: firstSeq + size - 1, root: bytesOf(root) });
  const place = { index: log.index, hash: await leafHash(leaf) };
  if (!(await verifyInclusion(place, log.path.map(bytesOf), head))) return undefined;
  return {
    town: head.origin.split("/")[0] ?? "",
    index: log.index,
    size: head.size,
    checkpoint: log.checkpoint,
  };
};
