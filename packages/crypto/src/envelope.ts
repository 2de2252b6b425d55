import type { MessageClass } from "./body.js";
import { ByteReader, concat, decodeUtf8, u8, u32, utf8 } from "./bytes.js";
import { Malformed, strictly } from "./malformed.js";
import { aeadOverhead, hash } from "./primitives.js";
import { sodium } from "./sodium.js";

/** What everybody who carries an envelope can read, and what its ciphertext is bound to (DESIGN §3.1). */
export type EnvelopeHeader = {
  readonly messageClass: MessageClass;
  readonly conversation: Uint8Array;
  readonly epoch: number;
  readonly epochHash: Uint8Array;
  readonly senderRef: Uint8Array;
  readonly seq: number;
  readonly messageId: Uint8Array;
};

const magic = "MCE1M";
/** Bytes of the header; all of it is associated data of the ciphertext that follows. */
export const headerBytes = 96;
const classes: readonly MessageClass[] = ["message", "ephemeral", "service"];

const smallestBytes = 1024;
const ephemeralBytes = 512;
const largestBytes = 65_536;

/** 16 bytes that stand for one sender on one tab, without telling who. */
export const senderRef = (conversation: Uint8Array, vk: Uint8Array, instance: Uint8Array): Uint8Array =>
  hash("MCE1/ref", conversation, vk, instance).slice(0, 16);

/** 32 bytes: what acknowledgements and the sender's next message name it by. */
export const envelopeHash = (envelopeBytes: Uint8Array): Uint8Array => hash("MCE1/env", envelopeBytes);

export const encodeHeader = (header: EnvelopeHeader): Uint8Array =>
  concat(
    utf8(magic),
    u8(1),
    u8(classes.indexOf(header.messageClass) + 1),
    u8(0),
    header.conversation,
    u32(header.epoch),
    header.epochHash,
    header.senderRef,
    u32(header.seq),
    header.messageId,
  );

/** The header of an envelope of a possible size; it proves nothing by itself. Never throws. */
export function readHeader(
  envelopeBytes: Uint8Array,
): { ok: true; header: EnvelopeHeader } | { ok: false; why: "malformed" } {
  const header = strictly(() => parseHeader(new ByteReader(envelopeBytes)));
  const paddedBytes = envelopeBytes.length - headerBytes - aeadOverhead;
  return header && isPaddedLength(header.messageClass, paddedBytes)
    ? { ok: true, header }
    : { ok: false, why: "malformed" };
}

function parseHeader(reader: ByteReader): EnvelopeHeader {
  if (decodeUtf8(reader.take(5)) !== magic || reader.u8() !== 1) throw new Malformed("magic");
  const messageClass = classes[reader.u8() - 1];
  if (!messageClass || reader.u8() !== 0) throw new Malformed("class");
  return {
    messageClass,
    conversation: reader.take(16),
    epoch: reader.u32(),
    epochHash: reader.take(32),
    senderRef: reader.take(16),
    seq: reader.u32(),
    messageId: reader.take(16),
  };
}

const isPaddedLength = (messageClass: MessageClass, length: number): boolean =>
  messageClass === "ephemeral"
    ? length === ephemeralBytes
    : length >= smallestBytes && length <= largestBytes && Number.isInteger(Math.log2(length));

/** The one padded length for this many bytes; undefined when they do not fit. */
function paddedLength(messageClass: MessageClass, length: number): number | undefined {
  const [smallest, largest] =
    messageClass === "ephemeral" ? [ephemeralBytes, ephemeralBytes] : [smallestBytes, largestBytes];
  const padded = Math.max(smallest, 2 ** Math.ceil(Math.log2(length + 1)));
  return padded <= largest ? padded : undefined;
}

/** ISO/IEC 7816-4 padding, so that lengths tell only a power of two; undefined when too long. */
export function pad(messageClass: MessageClass, bytes: Uint8Array): Uint8Array | undefined {
  const length = paddedLength(messageClass, bytes.length);
  return length === undefined ? undefined : sodium.pad(bytes, length);
}

/** The bytes inside; undefined unless padded as `pad` does. */
export function unpad(messageClass: MessageClass, padded: Uint8Array): Uint8Array | undefined {
  try {
    const bytes = sodium.unpad(padded, padded.length);
    return paddedLength(messageClass, bytes.length) === padded.length ? bytes : undefined;
  } catch {
    return undefined;
  }
}
