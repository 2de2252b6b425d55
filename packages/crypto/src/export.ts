import { type SigningKeys, sign, verify } from "./primitives.js";

const exportTag = "MCE1/export";

/** The 64-byte signature of a member under the manifest of a package that they export (DESIGN §3.4). */
export const signExport = (manifest: Uint8Array, keys: SigningKeys): Uint8Array =>
  sign(keys.sk, exportTag, manifest);

/** Whether `vk` signed exactly these bytes as the manifest of an export; whether `vk` may, the archive's roster has to say. */
export const isExportSignedBy = (
  manifest: Uint8Array,
  { vk, signature }: { readonly vk: Uint8Array; readonly signature: Uint8Array },
): boolean => verify({ vk, signature }, exportTag, manifest);
