import { createHash } from "node:crypto";
import { destructionLeaf, inclusionPath, leafHash, treeRoot, writeCheckpoint } from "@eigenkanaal/log";
import type { DestructionProof } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { findingOf } from "./destruction.js";

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (...parts: Uint8Array[]) =>
  new Uint8Array(createHash("sha256").update(Buffer.concat(parts)).digest());

/** The proof of the second of three certificates, whose day is the last of three entries of the town's log. */
type Tree = NonNullable<DestructionProof["tree"]>;
let proof: DestructionProof & { tree: Tree & { log: NonNullable<Tree["log"]> } };
/** A log that ends with this entry. */
const logWith = async (entry: Uint8Array) => {
  const hashes = await Promise.all(
    [Buffer.from("één"), Buffer.from("twee"), entry].map((one) => leafHash(one)),
  );
  const head = { origin: "voorbeeld.nl/eigenkanaal", size: 3, root: await treeRoot(hashes) };
  const path = (await inclusionPath(hashes, 2)).map(b64);
  return { checkpoint: writeCheckpoint(head), index: 2, path };
};
beforeAll(async () => {
  const texts = ["één", "twee", "drie"];
  const hashes: Uint8Array[] = [];
  for (const text of texts) hashes.push(sha256(hashes.at(-1) ?? new Uint8Array(32), Buffer.from(text)));
  const leaves = await Promise.all(hashes.map((hash) => leafHash(hash)));
  const [first = new Uint8Array(), second = new Uint8Array()] = hashes;
  const root = await treeRoot(leaves);
  proof = {
    certificate: { seq: 2, certificate: "twee", hash: b64(second) },
    previous: b64(first),
    tree: {
      ...{ index: 1, size: 3, root: b64(root), atMs: 5 },
      path: (await inclusionPath(leaves, 1)).map(b64),
      log: await logWith(await destructionLeaf({ firstSeq: 1, lastSeq: 3, root })),
    },
  };
});

describe("findingOf", () => {
  it("finds a certificate that stands, and one whose day is not over", async () => {
    expect(await findingOf(proof)).toEqual({
      found: "stands",
      index: 1,
      size: 3,
      root: proof.tree.root,
      atMs: 5,
      log: { town: "voorbeeld.nl", index: 2, size: 3, checkpoint: proof.tree.log.checkpoint },
    });
    expect(await findingOf({ ...proof, tree: null })).toEqual({ found: "no_tree_yet" });
  });

  it("finds broken whatever is otherwise: a letter, the one before, the hash, the place, the path, the root", async () => {
    const other = b64(sha256(Buffer.from("anders")));
    const { certificate, tree } = proof;
    for (const changed of [
      { certificate: { ...certificate, certificate: "twée" } },
      { certificate: { ...certificate, hash: other } },
      { certificate: { ...certificate, hash: "A" } },
      { previous: other },
      { previous: "" },
      { tree: { ...tree, index: 0 } },
      { tree: { ...tree, size: 2 } },
      { tree: { ...tree, root: other } },
      { tree: { ...tree, path: tree.path.slice(1) } },
      { tree: { ...tree, path: [...tree.path].reverse() } },
    ])
      expect([changed, await findingOf({ ...proof, ...changed })]).toEqual([changed, { found: "broken" }]);
  });

  it("finds broken a day that the log lacks, or that stands there otherwise", async () => {
    const { log } = proof.tree;
    const root = Buffer.from(proof.tree.root, "base64url");
    const otherHead = await logWith(Buffer.from("anders"));
    for (const changed of [
      null,
      { ...log, index: 1 },
      { ...log, path: log.path.slice(1) },
      { ...log, checkpoint: otherHead.checkpoint },
      { ...log, checkpoint: log.checkpoint.replace("\n3\n", "\n2\n") },
      { ...log, checkpoint: "" },
      otherHead,
      // The same root, told as that of other certificates.
      await logWith(await destructionLeaf({ firstSeq: 1, lastSeq: 4, root })),
      await logWith(await destructionLeaf({ firstSeq: 2, lastSeq: 3, root })),
    ]) {
      const tree = { ...proof.tree, log: changed };
      expect([changed, await findingOf({ ...proof, tree })]).toEqual([changed, { found: "broken" }]);
    }
  });
});
