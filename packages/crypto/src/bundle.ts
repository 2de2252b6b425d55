import { type SigningKeys, sign, verify } from "./primitives.js";

const bundleTag = "MCE1/bundle";

/** The 64-byte signature over the exact content of a ceremony's bundle, by the root or an officer. */
export const signBundle = (content: Uint8Array, keys: SigningKeys): Uint8Array =>
  sign(keys.sk, bundleTag, content);

/** Whether `vk` signed this content as a bundle; whether `vk` may, the certificates inside have to say. */
export const isBundleSignedBy = (
  content: Uint8Array,
  { vk, signature }: { readonly vk: Uint8Array; readonly signature: Uint8Array },
): boolean => verify({ vk, signature }, bundleTag, content);
