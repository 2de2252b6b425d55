import { concat, equalBytes, type Random, randomBytes, requireLength, u8, u32 } from "./bytes.js";
import {
  type EpochReason,
  type EpochRecord,
  encodeEpochFields,
  epochHash,
  type Participant,
  type ParticipantRole,
  roleByte,
} from "./epochRecord.js";
import type { CitizenKeys, WrapKeys } from "./keys.js";
import {
  aeadOpen,
  aeadSeal,
  hash,
  kdf,
  keyedHash,
  type SigningKeys,
  sign,
  tagged,
  wipe,
} from "./primitives.js";
import { unwrap, type WrapAlgorithm, wrap } from "./wrap.js";

const noHash = new Uint8Array(32);

/** What stands in a record for the citizen's certificate: their identity is the pair of keys itself. */
export const citizenId = (pk: Uint8Array, vk: Uint8Array): Uint8Array => hash("MCE1/citizen-id", pk, vk);

/** The citizen as a participant, with the key of the given algorithm. */
export function citizenParticipant(keys: CitizenKeys, alg: WrapAlgorithm): Participant {
  const { pk } = alg === 1 ? keys.box : keys.xwing;
  return { role: "citizen", alg, certHash: citizenId(pk, keys.signing.vk), pk };
}

/** The conversation (16 bytes) that holds the notes of one case: the citizen never has its keys (DESIGN §2.7). */
export const internalConversationId = (conversation: Uint8Array): Uint8Array =>
  hash("MCE1/internal", requireLength(conversation, 16)).slice(0, 16);

type Place = { readonly conversation: Uint8Array; readonly epoch: number };

const wrapContext = (place: Place, { role, certHash }: Pick<Participant, "role" | "certHash">): Uint8Array =>
  concat(
    tagged("MCE1/wrap"),
    place.conversation,
    u32(place.epoch),
    u8(roleByte(role)),
    requireLength(certHash, 32),
  );

/** Binds the record to one key: XChaCha20-Poly1305 alone would let a ciphertext open under two. */
export const commitment = (key: Uint8Array, place: Place): Uint8Array =>
  keyedHash(key, "MCE1/commit", place.conversation, u32(place.epoch));

const historyKey = (key: Uint8Array): Uint8Array => kdf(key, 4, "MCEconv_");
const historyAd = (place: Place, previousHash: Uint8Array): Uint8Array =>
  concat(place.conversation, u32(place.epoch), previousHash);

/** What begins an epoch. */
export type NewEpoch = {
  readonly conversation: Uint8Array;
  readonly reason: EpochReason;
  readonly timeMs: number;
  /** The checkpoint of the transparency log that the creator verified. */
  readonly log: { readonly size: number; readonly root: Uint8Array };
  readonly creator: { readonly role: "citizen" | "desk"; readonly keys: SigningKeys };
  readonly participants: readonly Participant[];
  /** The epoch before; with its key when whoever opens this epoch may read that one too. */
  readonly previous?: { readonly record: EpochRecord; readonly key?: Uint8Array };
};

/**
 * A new signed record with a fresh key of 32 bytes, wrapped for each participant: 889 bytes for three of
 * algorithm 1. Throws for keys that cannot be sealed to; `checkEpoch` never lets such a participant in.
 */
export function createEpoch(
  input: NewEpoch,
  { random }: { random: Random } = { random: randomBytes },
): { recordBytes: Uint8Array; key: Uint8Array; hash: Uint8Array } {
  const { previous } = input;
  const place = {
    conversation: requireLength(input.conversation, 16),
    epoch: previous ? previous.record.epoch + 1 : 0,
  };
  const previousHash = previous?.record.hash ?? noHash;
  const key = random(32);
  const fields = encodeEpochFields({
    ...place,
    previousHash,
    reason: input.reason,
    timeMs: input.timeMs,
    logSize: input.log.size,
    logRoot: requireLength(input.log.root, 32),
    commit: commitment(key, place),
    creatorRole: input.creator.role,
    creatorVk: input.creator.keys.vk,
    history:
      previous?.key &&
      aeadSeal({ key: historyKey(key), ad: historyAd(place, previousHash) }, previous.key, { random }),
    participants: input.participants.map((participant) => ({
      ...participant,
      wrapped: wrap({ ...participant, context: wrapContext(place, participant) }, key, { random }),
    })),
  });
  const recordBytes = concat(fields, sign(input.creator.keys.sk, "MCE1/epoch", fields));
  return { recordBytes, key, hash: epochHash(recordBytes) };
}

export type OpenedEpochKey =
  | { ok: true; key: Uint8Array }
  | { ok: false; why: "not-a-participant" | "tampered" | "commitment" };

/**
 * The epoch's key, for the participant of this role whose public key is among `keys`. *commitment* means
 * that the sender wrapped another key here than the record commits to: one participant would have been
 * shown another conversation than the rest.
 */
export function openEpochKey(record: EpochRecord, role: ParticipantRole, keys: WrapKeys): OpenedEpochKey {
  const mine = record.participants.find(
    (one) => one.role === role && equalBytes(one.pk, one.alg === 1 ? keys.box.pk : keys.xwing.pk),
  );
  if (!mine) return { ok: false, why: "not-a-participant" };
  const key = unwrap({ alg: mine.alg, context: wrapContext(record, mine) }, keys, mine.wrapped);
  return key ? committed(record, key) : { ok: false, why: "tampered" };
}

function committed(
  record: EpochRecord,
  key: Uint8Array,
): { ok: true; key: Uint8Array } | { ok: false; why: "commitment" } {
  if (equalBytes(commitment(key, record), record.commit)) return { ok: true, key };
  wipe(key);
  return { ok: false, why: "commitment" };
}

/** The key of the epoch before, from this epoch's key; *none* where history did not go along. */
export function previousEpochKey(
  record: EpochRecord,
  key: Uint8Array,
  previous: EpochRecord,
): { ok: true; key: Uint8Array } | { ok: false; why: "none" | "tampered" | "commitment" } {
  if (!record.history) return { ok: false, why: "none" };
  if (!equalBytes(record.previousHash, previous.hash)) return { ok: false, why: "tampered" };
  const ad = historyAd(record, record.previousHash);
  const previousKey = aeadOpen({ key: historyKey(key), ad }, record.history);
  return previousKey ? committed(previous, previousKey) : { ok: false, why: "tampered" };
}

/** The key that messages of an epoch are sealed under. */
export const messageKey = (key: Uint8Array): Uint8Array => kdf(key, 1, "MCEconv_");
