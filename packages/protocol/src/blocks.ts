import * as z from "zod/mini";
import { ConversationId, DeskId, MemberId, TopicId } from "./ids.js";
import { timeMs } from "./times.js";

/** Keeping an abuser out, as far as a channel without accounts can (PROTOCOL.md B). */

/** Why: chosen and never written, because what a person did is not for the gateway to read. */
export const BlockReason = z.enum(["insults", "threats", "sexual", "flooding"]);
export type BlockReason = z.infer<typeof BlockReason>;

export const maxBlockDays = 30;

/** Until when its citizen cannot write; it ends by itself, and stands here also when it has. */
export const Block = z.strictObject({
  untilMs: timeMs,
  /** Both null towards a citizen. */
  by: z.nullable(MemberId),
  reason: z.nullable(BlockReason),
});
export type Block = z.infer<typeof Block>;

/** `network`: whether new conversations from where the citizen is connected now are held up too, for some hours [B4]. */
export const BlockConversation = z.strictObject({
  conversation: ConversationId,
  reason: BlockReason,
  days: z.int().check(z.minimum(1), z.maximum(maxBlockDays)),
  network: z.enum(["also", "not"]),
});
export type BlockConversation = z.infer<typeof BlockConversation>;

/**
 * What became of the network; of the conversation the news tells. `not_connected`: the citizen is not there now, so that
 * nobody knows which it is.
 */
export const Blocked = z.strictObject({ network: z.enum(["held", "not_connected", "not_asked"]) });
export type Blocked = z.infer<typeof Blocked>;

/** So many are in one list; who blocks more than that has another problem. */
export const maxBlocks = 500;

/** `GET /api/v1/blocks`: what is blocked now, the first to end first. */
export const Blocks = z.strictObject({
  blocks: z
    .array(
      z.strictObject({
        conversation: ConversationId,
        desk: DeskId,
        topic: z.nullable(TopicId),
        reason: BlockReason,
        by: MemberId,
        atMs: timeMs,
        untilMs: timeMs,
      }),
    )
    .check(z.maxLength(maxBlocks)),
});
export type Blocks = z.infer<typeof Blocks>;
