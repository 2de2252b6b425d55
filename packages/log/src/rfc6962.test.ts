import { describe, expect, it } from "vitest";
import {
  consistencyPath,
  inclusionPath,
  leafHash,
  treeRoot,
  verifyConsistency,
  verifyInclusion,
} from "./index.js";

/** The reference tree of Certificate Transparency (transparency-dev/merkle, testonly): entries, roots and proofs. */
const ENTRIES_HEX = [
  "",
  "00",
  "10",
  "2021",
  "3031",
  "40414243",
  "5051525354555657",
  "606162636465666768696a6b6c6d6e6f",
];
const ROOTS_HEX = [
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

const bytes = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (value: Uint8Array): string =>
  Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("");
const leaves = await Promise.all(ENTRIES_HEX.map((entry) => leafHash(bytes(entry))));

describe("the reference tree of RFC 6962", () => {
  it.each(ROOTS_HEX.map((root, size) => ({ size, root })))(
    "has the published root with $size entries",
    async ({ size, root }) => {
      expect(hex(await treeRoot(leaves.slice(0, size)))).toBe(root);
    },
  );

  it("has the published path of entry 1 of 1: none", async () => {
    expect(await inclusionPath(leaves.slice(0, 1), 0)).toEqual([]);
  });

  it("has the published path of entry 6 of 8", async () => {
    const path = await inclusionPath(leaves, 5);
    expect(path.map(hex)).toEqual([
      "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    const head = { size: 8, root: bytes(ROOTS_HEX[8] ?? "") };
    expect(await verifyInclusion({ index: 5, hash: await leafHash(bytes("40414243")) }, path, head)).toBe(
      true,
    );
  });

  it("has the published proof from 6 entries to 8", async () => {
    const path = await consistencyPath(leaves, 6);
    expect(path.map(hex)).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
    const older = { size: 6, root: bytes(ROOTS_HEX[6] ?? "") };
    const newer = { size: 8, root: bytes(ROOTS_HEX[8] ?? "") };
    expect(await verifyConsistency(older, newer, path)).toBe(true);
  });
});
