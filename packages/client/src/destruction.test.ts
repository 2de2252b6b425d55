import { createHash } from "node:crypto";
import { inclusionPath, leafHash, treeRoot } from "@eigenkanaal/log";
import type { DestructionProof } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { findingOf } from "./destruction.js";

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
const sha256 = (...parts: Uint8Array[]) =>
  new Uint8Array(createHash("sha256").update(Buffer.concat(parts)).digest());

/** The proof of the second of three certificates. */
let proof: DestructionProof & { tree: NonNullable<DestructionProof["tree"]> };
beforeAll(async () => {
  const texts = ["één", "twee", "drie"];
  const hashes: Uint8Array[] = [];
  for (const text of texts) hashes.push(sha256(hashes.at(-1) ?? new Uint8Array(32), Buffer.from(text)));
  const leaves = await Promise.all(hashes.map((hash) => leafHash(hash)));
  const [first = new Uint8Array(), second = new Uint8Array()] = hashes;
  proof = {
    certificate: { seq: 2, certificate: "twee", hash: b64(second) },
    previous: b64(first),
    tree: {
      ...{ index: 1, size: 3, root: b64(await treeRoot(leaves)), atMs: 5 },
      path: (await inclusionPath(leaves, 1)).map(b64),
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
});
