import * as z from "zod/mini";
import { byteString } from "./bytes.js";
import { ConversationId } from "./ids.js";

/** What a colleague's own device needs to keep an index of what they may read. Rules: PROTOCOL.md, V. */

/** So many conversations are asked for at once. */
export const maxSearchShares = 100;

export const AskSearchShares = z.strictObject({
  conversations: z.array(ConversationId).check(z.minLength(1), z.maxLength(maxSearchShares)),
});
export type AskSearchShares = z.infer<typeof AskSearchShares>;

/** The gateway's half of the key of a conversation's index on this member's devices, of those that they may read. */
export const SearchShares = z.strictObject({
  shares: z
    .array(z.strictObject({ conversation: ConversationId, share: byteString(32) }))
    .check(z.maxLength(maxSearchShares)),
});
export type SearchShares = z.infer<typeof SearchShares>;
