import { ByteReader, concat, decodeUtf8, u8, u32, u64, utf8 } from "./bytes.js";
import { Malformed, strictly } from "./malformed.js";
import { hash, verify } from "./primitives.js";
import { type WrapAlgorithm, wrapBytes, wrapKeyBytes } from "./wrap.js";

export type ParticipantRole = "citizen" | "desk" | "archive" | "reviewer";

/** One who can open the epoch: to which key it is wrapped, and on which certificate's word. */
export type Participant = {
  readonly role: ParticipantRole;
  readonly alg: WrapAlgorithm;
  /** Desk and archive: their desk certificate; reviewer: the roster that lists them; citizen: `citizenId`. */
  readonly certHash: Uint8Array;
  readonly pk: Uint8Array;
};

export type WrappedParticipant = Participant & { readonly wrapped: Uint8Array };

/** Why an epoch began. The number on the wire is its place in this list. */
export const epochReasons = [
  "first",
  "transfer",
  "desk-rotation",
  "reviewer-added",
  "reviewer-removed",
  "citizen-device",
  "renewal",
  "member-added",
  "overflow",
] as const;
export type EpochReason = (typeof epochReasons)[number];

/** What a record says, in the order of its bytes (DESIGN §2.6). */
export type EpochFields = {
  /** 16 bytes. */
  readonly conversation: Uint8Array;
  readonly epoch: number;
  /** The hash of the record before; zeros for epoch 0. */
  readonly previousHash: Uint8Array;
  readonly reason: EpochReason;
  readonly timeMs: number;
  readonly logSize: number;
  readonly logRoot: Uint8Array;
  readonly commit: Uint8Array;
  readonly creatorRole: "citizen" | "desk";
  readonly creatorVk: Uint8Array;
  /** The key of the epoch before, sealed under this one's; absent where history does not go along. */
  readonly history: Uint8Array | undefined;
  readonly participants: readonly WrappedParticipant[];
};

/** A record whose signature was verified, with its hash: the epoch's identity in every message. */
export type EpochRecord = EpochFields & { readonly hash: Uint8Array };

export type ReadEpoch = { ok: true; record: EpochRecord } | { ok: false; why: "malformed" | "signature" };

const magic = "MCE1E";
const historyBytes = 72;
const signatureBytes = 64;
/** LP("MCE1/wrap") ‖ conv 16 ‖ epoch u32 ‖ role u8 ‖ cert hash 32. */
const wrapContextBytes = 63;

const roles: readonly ParticipantRole[] = ["citizen", "desk", "archive", "reviewer"];
const roleFromByte = (byte: number): ParticipantRole =>
  roles[byte - 1] ??
  (() => {
    throw new Malformed("role");
  })();

/** A role as its byte: citizen 1, desk 2, archive 3, reviewer 4. */
export const roleByte = (role: ParticipantRole): number => roles.indexOf(role) + 1;

/** Everything that the creator signs. */
export const encodeEpochFields = (fields: EpochFields): Uint8Array =>
  concat(
    utf8(magic),
    u8(1),
    fields.conversation,
    u32(fields.epoch),
    fields.previousHash,
    u8(epochReasons.indexOf(fields.reason)),
    u64(fields.timeMs),
    u64(fields.logSize),
    fields.logRoot,
    fields.commit,
    u8(roleByte(fields.creatorRole)),
    fields.creatorVk,
    fields.history ? concat(u8(1), fields.history) : u8(0),
    u8(fields.participants.length),
    ...fields.participants.map(encodeParticipant),
  );

const encodeParticipant = ({ role, alg, certHash, pk, wrapped }: WrappedParticipant): Uint8Array =>
  concat(u8(roleByte(role)), u8(alg), certHash, u32(pk.length), pk, u32(wrapped.length), wrapped);

/** The record's hash: every message names it, and so binds the participants. */
export const epochHash = (recordBytes: Uint8Array): Uint8Array => hash("MCE1/epoch-id", recordBytes);

/**
 * Reads a record strictly and verifies the creator's signature. Whether that creator and these
 * participants are allowed is for `checkEpoch`; never throws on received bytes.
 */
export function readEpoch(recordBytes: Uint8Array): ReadEpoch {
  const parsed = strictly(() => parse(recordBytes));
  if (!parsed) return { ok: false, why: "malformed" };
  const { fields, signedBytes, signature } = parsed;
  if (!verify({ vk: fields.creatorVk, signature }, "MCE1/epoch", signedBytes))
    return { ok: false, why: "signature" };
  return { ok: true, record: { ...fields, hash: epochHash(recordBytes) } };
}

function parse(bytes: Uint8Array): { fields: EpochFields; signedBytes: Uint8Array; signature: Uint8Array } {
  const reader = new ByteReader(bytes);
  if (decodeUtf8(reader.take(5)) !== magic || reader.u8() !== 1) throw new Malformed("magic");
  const fields: EpochFields = {
    conversation: reader.take(16),
    epoch: reader.u32(),
    previousHash: reader.take(32),
    reason: parseReason(reader.u8()),
    timeMs: reader.u64(),
    logSize: reader.u64(),
    logRoot: reader.take(32),
    commit: reader.take(32),
    creatorRole: parseCreatorRole(reader.u8()),
    creatorVk: reader.take(32),
    history: parseFlag(reader.u8()) ? reader.take(historyBytes) : undefined,
    participants: Array.from({ length: reader.u8() }, () => parseParticipant(reader)),
  };
  const signedBytes = bytes.subarray(0, reader.offset);
  const signature = reader.take(signatureBytes);
  reader.end();
  return { fields, signedBytes, signature };
}

function parseParticipant(reader: ByteReader): WrappedParticipant {
  const role = roleFromByte(reader.u8());
  const alg = reader.u8();
  if (alg !== 1 && alg !== 2) throw new Malformed("algorithm");
  const certHash = reader.take(32);
  if (reader.u32() !== wrapKeyBytes[alg]) throw new Malformed("key length");
  const pk = reader.take(wrapKeyBytes[alg]);
  if (reader.u32() !== wrapBytes(alg, wrapContextBytes)) throw new Malformed("wrap length");
  return { role, alg, certHash, pk, wrapped: reader.take(wrapBytes(alg, wrapContextBytes)) };
}

function parseReason(byte: number): EpochReason {
  const reason = epochReasons[byte];
  if (!reason) throw new Malformed("reason");
  return reason;
}

function parseCreatorRole(byte: number): "citizen" | "desk" {
  const role = roleFromByte(byte);
  if (role !== "citizen" && role !== "desk") throw new Malformed("creator");
  return role;
}

function parseFlag(byte: number): boolean {
  if (byte > 1) throw new Malformed("flag");
  return byte === 1;
}
