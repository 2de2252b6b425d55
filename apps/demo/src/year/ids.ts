import { createHash } from "node:crypto";
import { ConversationId } from "@eigenkanaal/protocol";

/** The id of a year's conversation by its number, always the same: by it what was written before is found again. */
export const conversationIdOf = (
  { organisation, seed }: { organisation: string; seed: string },
  number: number,
): ConversationId => {
  const hash = createHash("sha256").update(`${organisation}/${seed}/${number}`).digest();
  // A UUID of version 8: made by a rule of our own (RFC 9562).
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return ConversationId.parse(hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-"));
};
