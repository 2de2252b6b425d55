import { concat, type Random, randomBytes, requireLength, uuidBytes } from "./bytes.js";
import { aeadOpen, aeadSeal, tagged } from "./primitives.js";

const rootPinBytes = 72;

const rootPinAd = (organisation: string): Uint8Array =>
  concat(tagged("MCE1/rootpin"), uuidBytes(organisation));

/**
 * The organisation's root key (32 bytes) sealed under an agent's own `localKey`, for the organisation's UUID:
 * 72 bytes that a server may keep (DESIGN, "Root pin"). Throws RangeError for other lengths.
 */
export const sealRootPin = (
  of: { readonly organisation: string; readonly rootVk: Uint8Array },
  localKey: Uint8Array,
  { random }: { random: Random } = { random: randomBytes },
): Uint8Array =>
  aeadSeal(
    { key: requireLength(localKey, 32), ad: rootPinAd(of.organisation) },
    requireLength(of.rootVk, 32),
    { random },
  );

/**
 * The root key to verify everything else from; undefined when the pin was not sealed by this agent for this
 * organisation. A client then trusts nothing, and asks for the organisation number anew.
 */
export const openRootPin = (
  organisation: string,
  localKey: Uint8Array,
  pin: Uint8Array,
): Uint8Array | undefined =>
  pin.length === rootPinBytes ? aeadOpen({ key: localKey, ad: rootPinAd(organisation) }, pin) : undefined;
