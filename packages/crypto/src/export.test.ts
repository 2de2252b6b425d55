import { expect, it } from "vitest";
import { seedOf } from "../vectors/scene.js";
import { signBundle } from "./bundle.js";
import { utf8 } from "./bytes.js";
import { isExportSignedBy, signExport } from "./export.js";
import { signingKeysFromSeed } from "./keys.js";
import { sign } from "./primitives.js";

const officer = signingKeysFromSeed(seedOf("records officer"));
const other = signingKeysFromSeed(seedOf("another records officer"));
const manifest = utf8('{"format":"eigenkanaal-package"}\n');

it("a manifest is its signer's, byte for byte, and of no other purpose", () => {
  const signature = signExport(manifest, officer);
  expect(signature).toHaveLength(64);
  const by = { vk: officer.vk, signature };
  expect(isExportSignedBy(manifest, by)).toBe(true);
  // Changed.
  expect(isExportSignedBy(utf8('{"format":"eigenkanaal-package"}'), by)).toBe(false);
  expect(
    isExportSignedBy(manifest, { ...by, signature: signature.map((byte, at) => (at ? byte : ~byte)) }),
  ).toBe(false);
  // Another signer.
  expect(isExportSignedBy(manifest, { ...by, vk: other.vk })).toBe(false);
  expect(isExportSignedBy(manifest, { vk: officer.vk, signature: signExport(manifest, other) })).toBe(false);
  // Another context, and none.
  expect(isExportSignedBy(manifest, { ...by, signature: signBundle(manifest, officer) })).toBe(false);
  expect(isExportSignedBy(manifest, { ...by, signature: sign(officer.sk, "MCE1/msg", manifest) })).toBe(
    false,
  );
  // Of another length.
  expect(isExportSignedBy(manifest, { ...by, signature: signature.slice(1) })).toBe(false);
  expect(isExportSignedBy(manifest, { vk: officer.vk.slice(1), signature })).toBe(false);
});
