/**
 * The parts of MCE1's two sealed frames that anyone may read: lengths, numbers and identities, no content.
 * The gateway files a frame by these and cannot open the rest. Layouts: packages/crypto/DESIGN.md; both
 * readers are held against each other by a test, because the gateway may not import the crypto package.
 */
import { uuidFromBytes } from "./ids.js";

/** A message that counts, one that passes by, and one that serves the others (receipts, closing). */
export const messageClass = { message: 1, ephemeral: 2, service: 3 } as const;
export type MessageClass = (typeof messageClass)[keyof typeof messageClass];

export type EnvelopeHeader = {
  class: MessageClass;
  /** The channel's cryptographic id: the conversation's own, or the one derived for its internal channel. */
  conversation: string;
  epoch: number;
  senderRef: string;
  /** Number within this sender's chain, from 0. */
  senderSeq: number;
  messageId: string;
};

/** Nonce (24) and tag (16) around the padded content. */
const sealOverhead = 40;
const headerLength = 96;
const ephemeralLength = headerLength + sealOverhead + 512;
const paddedLengths = [1024, 2048, 4096, 8192, 16384, 32768, 65536];

export const maxEnvelopeBytes = headerLength + sealOverhead + 65536;
export const minEnvelopeBytes = headerLength + sealOverhead + 512;
export const maxEpochRecordBytes = 65536;

const isMagic = (bytes: Uint8Array, letters: string) =>
  Array.from(letters).every((letter, index) => bytes[index] === letter.charCodeAt(0));

const view = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The header of a message envelope (DESIGN.md, "Envelope"), or undefined when its form is not MCE1. */
export const readEnvelopeHeader = (envelope: Uint8Array): EnvelopeHeader | undefined => {
  if (envelope.length < minEnvelopeBytes || !isMagic(envelope, "MCE1M")) return undefined;
  const [suite, cls, reserved] = envelope.subarray(5, 8);
  if (suite !== 1 || reserved !== 0) return undefined;
  const paddedLength = envelope.length - headerLength - sealOverhead;
  if (cls === messageClass.ephemeral) {
    if (envelope.length !== ephemeralLength) return undefined;
  } else if (cls !== messageClass.message && cls !== messageClass.service) return undefined;
  else if (!paddedLengths.includes(paddedLength)) return undefined;
  const numbers = view(envelope);
  return {
    class: cls,
    conversation: uuidFromBytes(envelope.subarray(8, 24)),
    epoch: numbers.getUint32(24),
    senderRef: uuidFromBytes(envelope.subarray(60, 76)),
    senderSeq: numbers.getUint32(76),
    messageId: uuidFromBytes(envelope.subarray(80, 96)),
  };
};

export const epochRole = { citizen: 1, desk: 2, archive: 3, reviewer: 4 } as const;
export type EpochRole = (typeof epochRole)[keyof typeof epochRole];

/** `pk`: the key that the epoch's key is sealed to. */
export type EpochParticipant = { role: number; alg: number; certHash: Uint8Array; pk: Uint8Array };

export type EpochHeader = {
  conversation: string;
  epoch: number;
  logSize: number;
  creatorRole: number;
  creatorVk: Uint8Array;
  participants: EpochParticipant[];
  /** The bytes that `signature` covers, behind the length-prefixed tag "MCE1/epoch". */
  signedBytes: Uint8Array;
  signature: Uint8Array;
};

/** Where a field ends that begins here with its length (u32); undefined where the bytes end before that. */
const endOfField = (numbers: DataView, offset: number): number | undefined =>
  offset + 4 > numbers.byteLength ? undefined : offset + 4 + numbers.getUint32(offset);

/** The readable part of an epoch record (DESIGN.md, "Epoch record"), or undefined when its form is not MCE1. Verifies nothing. */
export const readEpochHeader = (record: Uint8Array): EpochHeader | undefined => {
  if (
    record.length > maxEpochRecordBytes ||
    record.length < 206 ||
    !isMagic(record, "MCE1E") ||
    record[5] !== 1
  )
    return undefined;
  const numbers = view(record);
  const logSize = numbers.getBigUint64(67);
  if (logSize > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const hasHistory = record[172];
  if (hasHistory !== 0 && hasHistory !== 1) return undefined;
  let offset = 173 + (hasHistory === 1 ? 72 : 0);
  const count = record[offset++] ?? 0;
  const participants: EpochParticipant[] = [];
  for (let index = 0; index < count; index++) {
    const role = record[offset];
    const alg = record[offset + 1];
    if (role === undefined || alg === undefined) return undefined;
    const certHash = record.subarray(offset + 2, offset + 34);
    offset += 34;
    const pkEnd = endOfField(numbers, offset);
    const wrapEnd = pkEnd === undefined ? undefined : endOfField(numbers, pkEnd);
    if (wrapEnd === undefined || wrapEnd > record.length) return undefined;
    participants.push({ role, alg, certHash, pk: record.subarray(offset + 4, pkEnd) });
    offset = wrapEnd;
  }
  if (offset + 64 !== record.length) return undefined;
  return {
    conversation: uuidFromBytes(record.subarray(6, 22)),
    epoch: numbers.getUint32(22),
    logSize: Number(logSize),
    creatorRole: record[139] ?? 0,
    creatorVk: record.subarray(140, 172),
    participants,
    signedBytes: record.subarray(0, offset),
    signature: record.subarray(offset),
  };
};
