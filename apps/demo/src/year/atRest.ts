import { createCipheriv, randomBytes } from "node:crypto";
import type { Channel, ConversationId, OrganisationId } from "@eigenkanaal/protocol";

/** Where an epoch record stands. */
export type RecordPlace = {
  organisation: OrganisationId;
  conversation: ConversationId;
  channel: Channel;
  epoch: number;
};

/** An epoch record under its conversation's key, as apps/gateway/src/store/sealing.ts keeps it: an app imports no other. */
export const sealAtRest = (
  key: Uint8Array,
  { organisation, conversation, channel, epoch }: RecordPlace,
  record: Uint8Array,
): Uint8Array => {
  const nonce = randomBytes(12);
  const place = Buffer.from(`${organisation}/${conversation}/${channel}/${epoch}`, "ascii");
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(place);
  return new Uint8Array(Buffer.concat([nonce, cipher.update(record), cipher.final(), cipher.getAuthTag()]));
};
