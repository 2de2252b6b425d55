import type { Blocked, BlockReason, Blocks, ConversationId } from "@eigenkanaal/protocol";
import type { ColleagueView } from "./colleagueViews.js";
import type { AccountAnswer } from "./failures.js";
import type { Refused } from "./sortingViews.js";

/** Keeping an abuser out, as the inbox asks for it and shows it. */

/** Until when a citizen cannot write, also when that has passed; why, and by whom. */
export type BlockView = { untilMs: number; reason: BlockReason; by: ColleagueView };

export type BlockWish = { reason: BlockReason; days: number; network: "also" | "not" };

/** What came of it: what became of the network, or why it was refused. */
export type BlockAnswer = ({ ok: true } & Blocked) | { ok: false; refused: NonNullable<Refused> };

export type BlockActions = {
  block(conversation: ConversationId, wish: BlockWish): Promise<BlockAnswer>;
  lift(conversation: ConversationId): Promise<Refused>;
  /** What is blocked now, for who coordinates colleagues or administers the town's settings. Nothing is kept here. */
  load(): Promise<AccountAnswer<Blocks>>;
};
