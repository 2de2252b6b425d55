import { concat, type Random, randomBytes, requireLength, utf8 } from "./bytes.js";
import { type BoxKeys, kdf, keyedHash, type SigningKeys, sign, tagged, wipe } from "./primitives.js";
import { sodium } from "./sodium.js";

/** What can open a wrap of either algorithm. */
export type WrapKeys = { readonly box: BoxKeys; readonly xwing: BoxKeys };

/** An agent: signs, receives desk seeds, and seals what stays on the device under `localKey`. */
export type AgentKeys = WrapKeys & { readonly signing: SigningKeys; readonly localKey: Uint8Array };

/** A citizen in one conversation. */
export type CitizenKeys = WrapKeys & { readonly signing: SigningKeys };

/** One epoch of a desk; it signs nothing. `chainKey` seals the seed of the epoch before. */
export type DeskKeys = WrapKeys & { readonly chainKey: Uint8Array };

const boxKeys = (seed: Uint8Array): BoxKeys => {
  const pair = sodium.crypto_box_seed_keypair(seed);
  wipe(seed);
  return { pk: pair.publicKey, sk: pair.privateKey };
};

const xwingKeys = (seed: Uint8Array): BoxKeys => {
  const pair = sodium.crypto_kem_xwing_seed_keypair(seed);
  wipe(seed);
  return { pk: pair.publicKey, sk: pair.privateKey };
};

/** The Ed25519 pair of a 32-byte seed, as the root and the officers have it; throws RangeError for another length. */
export function signingKeysFromSeed(seed: Uint8Array): SigningKeys {
  const pair = sodium.crypto_sign_seed_keypair(requireLength(seed, 32));
  return { vk: pair.publicKey, sk: pair.privateKey };
}

function derivedSigningKeys(seed: Uint8Array): SigningKeys {
  const keys = signingKeysFromSeed(seed);
  wipe(seed);
  return keys;
}

/** All keys of an agent from the 32-byte seed (DESIGN §2.1). The seed is the caller's to wipe. */
export function agentFromSeed(seed: Uint8Array): AgentKeys {
  requireLength(seed, 32);
  return {
    signing: derivedSigningKeys(kdf(seed, 1, "MCEagent")),
    box: boxKeys(kdf(seed, 2, "MCEagent")),
    localKey: kdf(seed, 3, "MCEagent"),
    xwing: xwingKeys(kdf(seed, 4, "MCEagent")),
  };
}

/** All keys of a citizen in one conversation from 16 bytes of entropy (DESIGN §2.1). */
export function citizenFromEntropy(entropy: Uint8Array): CitizenKeys {
  const master = keyedHash(requireLength(entropy, 16), "MCE1/citizen");
  const keys = {
    signing: derivedSigningKeys(kdf(master, 1, "MCEcitzn")),
    box: boxKeys(kdf(master, 2, "MCEcitzn")),
    xwing: xwingKeys(kdf(master, 4, "MCEcitzn")),
  };
  wipe(master);
  return keys;
}

/** All keys of one desk epoch from its 32-byte seed (DESIGN §2.1). */
export function deskFromSeed(seed: Uint8Array): DeskKeys {
  requireLength(seed, 32);
  return {
    box: boxKeys(kdf(seed, 1, "MCEdesk_")),
    xwing: xwingKeys(kdf(seed, 2, "MCEdesk_")),
    chainKey: kdf(seed, 3, "MCEdesk_"),
  };
}

/**
 * The answer to a sign-in challenge: 64 bytes over the web origin and the server's 32-byte nonce, so that
 * it is of no use on another origin. Throws RangeError when the nonce has another length.
 */
export const signChallenge = (keys: SigningKeys, origin: string, nonce: Uint8Array): Uint8Array =>
  sign(keys.sk, "MCE1/auth", utf8(origin), requireLength(nonce, 32));

/** 30 digits in six groups of five (about 99 bits), from 30 bytes of BLAKE2b. */
function digitGroups(tag: string, ...message: readonly Uint8Array[]): string {
  const digest = sodium.crypto_generichash(30, concat(tagged(tag), ...message), null);
  const group = (i: number) =>
    digest.subarray(5 * i, 5 * i + 5).reduce((value, byte) => value * 256 + byte, 0);
  return [0, 1, 2, 3, 4, 5].map((i) => String(group(i) % 100_000).padStart(5, "0")).join(" ");
}

/** *Organisatienummer*: what a letter or the counter shows, to be compared with the pinned root (DESIGN §2.8). */
export const organisationNumber = (rootVk: Uint8Array): string =>
  digitGroups("MCE1/orgfp", requireLength(rootVk, 32));

/** *Gespreksnummer*: both sides see it and can compare it by telephone (DESIGN §2.8). */
export const conversationNumber = (
  rootVk: Uint8Array,
  conversation: Uint8Array,
  citizen: { readonly pk: Uint8Array; readonly vk: Uint8Array },
): string => digitGroups("MCE1/convfp", rootVk, requireLength(conversation, 16), citizen.pk, citizen.vk);

/** The root seed in two shares of 32 bytes; one alone says nothing about it. */
export function splitRootSeed(
  seed: Uint8Array,
  { random }: { random: Random } = { random: randomBytes },
): readonly [Uint8Array, Uint8Array] {
  const share = random(requireLength(seed, 32).length);
  return [share, joinRootSeed(seed, share)];
}

/** The root seed of its two shares, in either order; throws RangeError when one is not 32 bytes. */
export const joinRootSeed = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  requireLength(b, 32);
  return requireLength(a, 32).map((byte, i) => byte ^ (b[i] ?? 0));
};
