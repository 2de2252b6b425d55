import { concat, equalBytes, type Random, randomBytes, requireLength, u32, uuidBytes } from "./bytes.js";
import type { DeskBody } from "./certificateBody.js";
import { deskFromSeed, type WrapKeys } from "./keys.js";
import { aeadOpen, aeadSeal, tagged } from "./primitives.js";
import { unwrap, type WrapAlgorithm, wrap } from "./wrap.js";

/** One epoch of a desk: its id (UUID) and number. */
export type DeskEpoch = { readonly desk: string; readonly epoch: number };

const wrapContext = ({ desk, epoch }: DeskEpoch, memberVk: Uint8Array): Uint8Array =>
  concat(tagged("MCE1/deskwrap"), uuidBytes(desk), u32(epoch), requireLength(memberVk, 32));

/**
 * A desk's 32-byte seed wrapped for one member: 143 bytes (alg 1) or 1,192 (alg 2); `member.pk` is the key
 * of that algorithm, which the caller has compared with the roster (DESIGN §2.3). Throws for an unusable key.
 */
export const wrapDeskSeed = (
  to: DeskEpoch & {
    readonly alg: WrapAlgorithm;
    readonly member: { readonly vk: Uint8Array; readonly pk: Uint8Array };
  },
  seed: Uint8Array,
  { random }: { random: Random } = { random: randomBytes },
): Uint8Array =>
  wrap({ alg: to.alg, pk: to.member.pk, context: wrapContext(to, to.member.vk) }, requireLength(seed, 32), {
    random,
  });

/** The desk's seed; undefined when the wrap is not for this member, desk and epoch. */
export const unwrapDeskSeed = (
  of: DeskEpoch & { readonly alg: WrapAlgorithm; readonly memberVk: Uint8Array },
  keys: WrapKeys,
  wrapped: Uint8Array,
): Uint8Array | undefined => unwrap({ alg: of.alg, context: wrapContext(of, of.memberVk) }, keys, wrapped);

/**
 * Whether a seed is the one behind a desk certificate. To be asked after every unwrap: a wrap is not
 * signed, and a member could have been handed another seed than their colleagues.
 */
export function seedFitsCertificate(seed: Uint8Array, body: DeskBody): boolean {
  const keys = deskFromSeed(seed);
  return equalBytes(body.enc_alg === 1 ? keys.box.pk : keys.xwing.pk, body.enc_pk);
}

const previousAd = ({ desk, epoch }: DeskEpoch): Uint8Array => concat(uuidBytes(desk), u32(epoch));

/** prev_box: the seed of the epoch before, sealed for whoever holds the seed of `of.epoch`: 72 bytes. */
export const sealPreviousDeskSeed = (
  of: DeskEpoch,
  seeds: { readonly seed: Uint8Array; readonly previousSeed: Uint8Array },
  { random }: { random: Random } = { random: randomBytes },
): Uint8Array =>
  aeadSeal(
    { key: deskFromSeed(seeds.seed).chainKey, ad: previousAd(of) },
    requireLength(seeds.previousSeed, 32),
    { random },
  );

/** The seed of the epoch before; undefined when the box is not of this desk, epoch and seed. */
export const openPreviousDeskSeed = (
  of: DeskEpoch,
  seed: Uint8Array,
  box: Uint8Array,
): Uint8Array | undefined =>
  box.length === 72 ? aeadOpen({ key: deskFromSeed(seed).chainKey, ad: previousAd(of) }, box) : undefined;
