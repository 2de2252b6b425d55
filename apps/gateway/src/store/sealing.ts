import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { Channel, ConversationId, MemberId, OrganisationId } from "@eigenkanaal/protocol";

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

/** Nonce 12 ‖ AES-256-GCM ‖ tag 16 (NIST SP 800-38D), bound to its place. */
const seal = (key: Uint8Array, place: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(place);
  return new Uint8Array(Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
};

const open = (key: Uint8Array, place: Uint8Array, sealed: Uint8Array): Uint8Array => {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, nonceLength))
    .setAAD(place)
    .setAuthTag(sealed.subarray(-tagLength));
  return Buffer.concat([decipher.update(sealed.subarray(nonceLength, -tagLength)), decipher.final()]);
};

/** An epoch record under its conversation's key E_c. */
export const sealRecord = (key: Uint8Array, place: RecordPlace, record: Uint8Array) =>
  seal(key, additionalData(place), record);

/** The record that was sealed at this place. Throws when key, place or bytes are others: our own store broke. */
export const openRecord = (key: Uint8Array, place: RecordPlace, sealed: Uint8Array): Uint8Array =>
  open(key, additionalData(place), sealed);

/** Whose secret of a second factor it is. */
export type SecretPlace = { organisation: OrganisationId; member: MemberId };

const secretData = ({ organisation, member }: SecretPlace) =>
  Buffer.from(`second_factor/${organisation}/${member}`, "ascii");

/** The secret of a member's second factor under the town's key for them: 28 bytes longer. */
export const sealSecret = (key: Uint8Array, place: SecretPlace, secret: Uint8Array) =>
  seal(key, secretData(place), secret);

/** Throws as `openRecord` does. */
export const openSecret = (key: Uint8Array, place: SecretPlace, sealed: Uint8Array): Uint8Array =>
  open(key, secretData(place), sealed);

/** Whose address for notices it is. */
export type AddressPlace = { organisation: OrganisationId; conversation: ConversationId };

const addressData = ({ organisation, conversation }: AddressPlace) =>
  Buffer.from(`notice/${organisation}/${conversation}`, "ascii");

/** The e-mail address of a conversation's notices under the town's key for them: 28 bytes longer. */
export const sealAddress = (key: Uint8Array, place: AddressPlace, address: string) =>
  seal(key, addressData(place), Buffer.from(address, "utf8"));

/** Throws as `openRecord` does. */
export const openAddress = (key: Uint8Array, place: AddressPlace, sealed: Uint8Array): string =>
  Buffer.from(open(key, addressData(place), sealed)).toString("utf8");

/** Of which conversation a remark for supervisors is. */
export type RemarkPlace = { organisation: OrganisationId; conversation: ConversationId };

const remarkData = ({ organisation, conversation }: RemarkPlace) =>
  Buffer.from(`remark/${organisation}/${conversation}`, "ascii");

/** A remark, sealed already to who supervises, under its conversation's key E_c: 28 bytes longer. */
export const sealRemark = (key: Uint8Array, place: RemarkPlace, copy: Uint8Array) =>
  seal(key, remarkData(place), copy);

/** Throws as `openRecord` does. */
export const openRemark = (key: Uint8Array, place: RemarkPlace, sealed: Uint8Array): Uint8Array =>
  open(key, remarkData(place), sealed);

/** Whose share of a conversation's search key it is. */
export type SharePlace = { organisation: OrganisationId; conversation: ConversationId; member: MemberId };

/**
 * A member's share (32 bytes) of the key of what their devices keep to search in a conversation: HKDF-SHA-256 (RFC 5869) of
 * its E_c. It tells nothing of E_c, and cannot be had any more once that is deleted.
 */
export const searchShare = (
  key: Uint8Array,
  { organisation, conversation, member }: SharePlace,
): Uint8Array => {
  const info = `MCE1/search-share/${organisation}/${conversation}/${member}`;
  return new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), info, 32));
};
