import { type Body, decodeBody, encodeBody, handoverCtype, type MessageClass } from "./body.js";
import {
  ByteReader,
  concat,
  equalBytes,
  type Random,
  randomBytes,
  requireLength,
  u8,
  u32,
  u64,
} from "./bytes.js";
import { type AcceptedEpoch, type Arrival, isCitizen, isMember } from "./checkEpoch.js";
import { encodeHeader, envelopeHash, headerBytes, pad, readHeader, senderRef, unpad } from "./envelope.js";
import { messageKey } from "./epoch.js";
import { type EpochRecord, type ParticipantRole, roleByte } from "./epochRecord.js";
import { Malformed, strictly } from "./malformed.js";
import { aeadOpen, aeadSeal, type SigningKeys, sign, verify, wipe } from "./primitives.js";
import type { Trust } from "./trust.js";

/** Who can speak. The archive listens only. */
export type SenderRole = Exclude<ParticipantRole, "archive">;

/** The newest message of another sender that the writer held: a signed receipt. */
export type Acknowledgement = {
  readonly senderRef: Uint8Array;
  readonly seq: number;
  readonly hash: Uint8Array;
};

/** At most this many acknowledgements fit in a message. */
export const maxAcknowledgements = 8;

export type NewMessage = {
  readonly epoch: { readonly record: EpochRecord; readonly key: Uint8Array };
  readonly sender: {
    readonly role: SenderRole;
    readonly keys: SigningKeys;
    /** 16 random bytes per tab. */
    readonly instance: Uint8Array;
  };
  /** 0 for a first message and for everything ephemeral. */
  readonly seq: number;
  /** The hash of the sender's own message before; zeros for the first and for everything ephemeral. */
  readonly previousHash: Uint8Array;
  /** 16 random bytes; the same ones when the same message is sealed again. */
  readonly messageId: Uint8Array;
  readonly timeMs: number;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly body: Body;
};

export type SealedMessage =
  | { ok: true; envelopeBytes: Uint8Array; hash: Uint8Array; messageClass: MessageClass }
  | { ok: false; why: "body" | "too-long" };

/**
 * Signs, pads and encrypts a message (DESIGN §3.1). *body* when a field is out of bounds, a text over
 * 16,000 bytes for one; *too-long* when it passes 64 KiB all told. Throws RangeError for lengths that are our own mistake.
 */
export function sealMessage(
  message: NewMessage,
  { random }: { random: Random } = { random: randomBytes },
): SealedMessage {
  const encoded = encodeBody(message.body);
  if (!encoded) return { ok: false, why: "body" };
  const { messageClass, ctype, bodyBytes } = encoded;
  const { record, key } = message.epoch;
  const { keys, instance } = message.sender;
  if (message.acknowledgements.length > maxAcknowledgements)
    throw new RangeError("too many acknowledgements");
  const header = encodeHeader({
    messageClass,
    conversation: record.conversation,
    epoch: record.epoch,
    epochHash: record.hash,
    senderRef: senderRef(record.conversation, keys.vk, requireLength(instance, 16)),
    seq: message.seq,
    messageId: requireLength(message.messageId, 16),
  });
  const inner = concat(encodeInner(message, ctype), u32(bodyBytes.length), bodyBytes);
  const padded = pad(messageClass, concat(inner, sign(keys.sk, "MCE1/msg", header, inner)));
  if (!padded) return { ok: false, why: "too-long" };
  const sealKey = messageKey(key);
  const envelopeBytes = concat(header, aeadSeal({ key: sealKey, ad: header }, padded, { random }));
  wipe(sealKey, padded);
  return { ok: true, envelopeBytes, hash: envelopeHash(envelopeBytes), messageClass };
}

const encodeInner = (message: NewMessage, ctype: number): Uint8Array =>
  concat(
    u8(1),
    u8(ctype),
    u8(roleByte(message.sender.role)),
    u8(message.acknowledgements.length),
    message.sender.keys.vk,
    message.sender.instance,
    requireLength(message.previousHash, 32),
    u64(message.timeMs),
    ...message.acknowledgements.map((one) => concat(one.senderRef, u32(one.seq), one.hash)),
  );

/** An authentic message; its place in the conversation is for `acceptMessage`. */
export type OpenedMessage = {
  readonly messageClass: MessageClass;
  readonly epoch: number;
  readonly senderRef: Uint8Array;
  readonly seq: number;
  readonly messageId: Uint8Array;
  readonly hash: Uint8Array;
  readonly previousHash: Uint8Array;
  readonly sender: { readonly role: SenderRole; readonly vk: Uint8Array; readonly instance: Uint8Array };
  readonly timeMs: number;
  readonly acknowledgements: readonly Acknowledgement[];
  readonly body: Body;
};

export type MessageFault =
  /** Length, magic or class: not an envelope. */
  | "malformed"
  /** Another conversation, epoch or record. */
  | "context"
  /** A bit changed, or another key. */
  | "tampered"
  | "padding"
  | "inner"
  | "sender-ref"
  /** Not allowed to speak in this epoch in this role. */
  | "sender"
  | "signature"
  | "body";

/** What an envelope is judged by. */
export type MessageContext = {
  readonly epoch: AcceptedEpoch;
  readonly key: Uint8Array;
  readonly trust: Trust;
  readonly arrival: Arrival;
};

/** Opens an envelope. Whatever is wrong is a value, and then nothing of the text is given; never throws. */
export function openMessage(
  envelopeBytes: Uint8Array,
  context: MessageContext,
): { ok: true; message: OpenedMessage } | { ok: false; why: MessageFault } {
  const read = readHeader(envelopeBytes);
  if (!read.ok) return read;
  const { header } = read;
  const { record } = context.epoch;
  const fits =
    equalBytes(header.conversation, record.conversation) &&
    header.epoch === record.epoch &&
    equalBytes(header.epochHash, record.hash);
  if (!fits) return { ok: false, why: "context" };
  const ad = envelopeBytes.subarray(0, headerBytes);
  const padded = aeadOpen({ key: messageKey(context.key), ad }, envelopeBytes.subarray(headerBytes));
  if (!padded) return { ok: false, why: "tampered" };
  const signed = unpad(header.messageClass, padded);
  if (!signed) return { ok: false, why: "padding" };
  const inner = strictly(() => parseInner(signed));
  if (!inner || (header.messageClass === "ephemeral" && !isOutsideChain(header.seq, inner)))
    return { ok: false, why: "inner" };
  if (!equalBytes(header.senderRef, senderRef(record.conversation, inner.sender.vk, inner.sender.instance)))
    return { ok: false, why: "sender-ref" };
  if (!maySpeak(inner, context)) return { ok: false, why: "sender" };
  const { vk } = inner.sender;
  if (!verify({ vk, signature: inner.signature }, "MCE1/msg", ad, inner.signedBytes))
    return { ok: false, why: "signature" };
  const { messageClass } = header;
  const body = decodeBody({ ctype: inner.ctype, messageClass, bodyBytes: inner.bodyBytes });
  if (!body) return { ok: false, why: "body" };
  const { sender, previousHash, timeMs, acknowledgements } = inner;
  const { epoch, seq, messageId } = header;
  const hash = envelopeHash(envelopeBytes);
  const place = { messageClass, epoch, senderRef: header.senderRef, seq, messageId, hash };
  return { ok: true, message: { ...place, previousHash, sender, timeMs, acknowledgements, body } };
}

type Inner = ReturnType<typeof parseInner>;

function parseInner(signed: Uint8Array) {
  const reader = new ByteReader(signed);
  if (reader.u8() !== 1) throw new Malformed("version");
  const ctype = reader.u8();
  const role = parseSenderRole(reader.u8());
  const count = reader.u8();
  if (count > maxAcknowledgements) throw new Malformed("acknowledgements");
  const sender = { role, vk: reader.take(32), instance: reader.take(16) };
  const previousHash = reader.take(32);
  const timeMs = reader.u64();
  const acknowledgements = Array.from({ length: count }, () => ({
    senderRef: reader.take(16),
    seq: reader.u32(),
    hash: reader.take(32),
  }));
  const bodyBytes = reader.take(reader.u32());
  const signedBytes = signed.subarray(0, reader.offset);
  const signature = reader.take(64);
  reader.end();
  return {
    ctype,
    sender,
    previousHash,
    timeMs,
    acknowledgements,
    bodyBytes,
    signedBytes,
    signature,
  };
}

function parseSenderRole(byte: number): SenderRole {
  const role = (["citizen", "desk", "reviewer"] as const).find((one) => roleByte(one) === byte);
  if (!role) throw new Malformed("role");
  return role;
}

const isOutsideChain = (
  seq: number,
  inner: { previousHash: Uint8Array; acknowledgements: readonly unknown[] },
): boolean =>
  seq === 0 && inner.previousHash.every((byte) => byte === 0) && inner.acknowledgements.length === 0;

/** The sender rule (DESIGN §3.1): rosters as of the epoch's log size and, for what arrives now, today's too. */
function maySpeak({ sender: { role, vk }, ctype }: Inner, context: MessageContext): boolean {
  const { epoch, trust, arrival } = context;
  const moment = { trust, logSize: epoch.record.logSize, arrival };
  switch (role) {
    case "citizen":
      return isCitizen(epoch.record, vk);
    case "desk": {
      // Who hands a conversation over leaves a note for the desk that gets it, and says nothing else there.
      const isNote = ctype === handoverCtype && equalBytes(vk, epoch.record.creatorVk);
      const desk = isNote ? (epoch.transfer?.from ?? epoch.desk) : epoch.desk;
      return isMember({ desk, vk, right: "answer" }, moment);
    }
    case "reviewer":
      return epoch.reviewers.some(
        (one) => equalBytes(one.vk, vk) && isMember({ ...one, right: "review" }, moment),
      );
  }
}

/** The author's word that the stored ciphertext of their message may go; headers and hashes stay (64 bytes). */
export const signRedaction = (
  keys: SigningKeys,
  target: { readonly conversation: Uint8Array; readonly messageId: Uint8Array; readonly hash: Uint8Array },
): Uint8Array =>
  sign(
    keys.sk,
    "MCE1/redact",
    requireLength(target.conversation, 16),
    requireLength(target.messageId, 16),
    requireLength(target.hash, 32),
  );
