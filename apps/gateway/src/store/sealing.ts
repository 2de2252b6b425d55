import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { Channel, ConversationId, OrganisationId } from "@eigenkanaal/protocol";

const nonceLength = 12;
const tagLength = 16;

/** Where a sealed record stands; it opens at no other place. */
export type RecordPlace = {
  organisation: OrganisationId;
  conversation: ConversationId;
  channel: Channel;
  epoch: number;
};

const additionalData = ({ organisation, conversation, channel, epoch }: RecordPlace) =>
  Buffer.from(`${organisation}/${conversation}/${channel}/${epoch}`, "ascii");

/** An epoch record under its conversation's key E_c: nonce 12 ‖ AES-256-GCM ‖ tag 16 (NIST SP 800-38D). */
export const sealRecord = (
  key: Uint8Array,
  place: RecordPlace,
  record: Uint8Array,
): Uint8Array<ArrayBuffer> => {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(additionalData(place));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(record), cipher.final(), cipher.getAuthTag()]));
};

/** The record that was sealed at this place. Throws when key, place or bytes are others: our own store broke. */
export const openRecord = (key: Uint8Array, place: RecordPlace, sealed: Uint8Array): Uint8Array => {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceLength))
    .setAAD(additionalData(place))
    .setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
};
