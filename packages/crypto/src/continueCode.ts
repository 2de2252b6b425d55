import { fromCrockford, toCrockford } from "./crockford.js";

// Without libsodium, so that a page can check what was typed before it asks anybody.

/** The citizen's 16 bytes as a code for paper or a link's fragment; who holds it holds the key. */
export const continueCode = (entropy: Uint8Array): string => {
  if (entropy.length !== 16) throw new RangeError("a continue code is of 16 bytes");
  return toCrockford(entropy);
};

/** The 16 bytes of a typed continue code; undefined when it cannot be one. */
export const parseContinueCode = (text: string): Uint8Array | undefined => fromCrockford(text, 16);
