import type {
  ConversationId,
  DestructionItems,
  DestructionList,
  DestructionListId,
  DestructionLists,
  DestructionRegister,
  ProposedList,
} from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** Where the root of a day stands in the town's log, with the log's checkpoint: who keeps that sees a log that is made anew. */
export type TownLogPlace = { town: string; index: number; size: number; checkpoint: string };

/**
 * What this device found of a certificate in the register. `stands`: it is chained to the one before it, and stands in its day's
 * tree, and that tree's root in the town's log; `no_tree_yet`: that is made when its day is over. `broken`: what the gateway
 * says of it does not fit.
 */
export type RegisterFinding =
  | { found: "stands"; index: number; size: number; root: string; atMs: number; log: TownLogPlace }
  | { found: "no_tree_yet" | "broken" };

/** Destroying what is due, for records officers (PROTOCOL.md P10–P19). Nothing is kept here: each call asks the gateway. */
export type DestructionActions = {
  lists(): Promise<AccountAnswer<DestructionLists>>;
  /** A page of what is on a list, behind a conversation or from the first. */
  items(list: DestructionListId, after: ConversationId | null): Promise<AccountAnswer<DestructionItems>>;
  /** A list of what is due now and on no other. */
  propose(): Promise<AccountAnswer<ProposedList>>;
  approve(list: DestructionListId): Promise<AccountAnswer<DestructionList>>;
  remove(
    list: DestructionListId,
    item: { conversation: ConversationId; reason: string },
  ): Promise<AccountAnswer<null>>;
  withdraw(list: DestructionListId, reason: string): Promise<AccountAnswer<null>>;
  /** A page of the register, newest first. */
  register(before: number | null): Promise<AccountAnswer<DestructionRegister>>;
  /** Computes on this device whether a certificate stands. */
  check(seq: number): Promise<AccountAnswer<RegisterFinding>>;
};
