import * as z from "zod/mini";

/**
 * Identifiers are 16 bytes, written everywhere (wire, database, logs) as lower-case UUID text, so that an
 * operator can follow one id through all three. Not every one is an RFC 9562 UUID: the id of an internal
 * channel is derived by hashing.
 */
const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

export const OrganisationId = uuid.brand("OrganisationId");
export type OrganisationId = z.infer<typeof OrganisationId>;

export const ConversationId = uuid.brand("ConversationId");
export type ConversationId = z.infer<typeof ConversationId>;

export const DeskId = uuid.brand("DeskId");
export type DeskId = z.infer<typeof DeskId>;

export const TopicId = uuid.brand("TopicId");
export type TopicId = z.infer<typeof TopicId>;

export const MemberId = uuid.brand("MemberId");
export type MemberId = z.infer<typeof MemberId>;

export const MessageId = uuid.brand("MessageId");
export type MessageId = z.infer<typeof MessageId>;

export const SessionId = uuid.brand("SessionId");
export type SessionId = z.infer<typeof SessionId>;

export const StandardAnswerId = uuid.brand("StandardAnswerId");
export type StandardAnswerId = z.infer<typeof StandardAnswerId>;

export const LabelId = uuid.brand("LabelId");
export type LabelId = z.infer<typeof LabelId>;

export const HoldId = uuid.brand("HoldId");
export type HoldId = z.infer<typeof HoldId>;
export const DestructionListId = uuid.brand("DestructionListId");
export type DestructionListId = z.infer<typeof DestructionListId>;

export const DepositId = uuid.brand("DepositId");
export type DepositId = z.infer<typeof DepositId>;

export const ReviewId = uuid.brand("ReviewId");
export type ReviewId = z.infer<typeof ReviewId>;

export const ApiTokenId = uuid.brand("ApiTokenId");
export type ApiTokenId = z.infer<typeof ApiTokenId>;

const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Sixteen bytes as UUID text. Throws a RangeError for any other length. */
export const uuidFromBytes = (bytes: Uint8Array): string => {
  if (bytes.length !== 16) throw new RangeError("an identifier is 16 bytes");
  let hex = "";
  for (const byte of bytes) hex += hexOf[byte];
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
};
