import type { ConversationEvent } from "@eigenkanaal/domain";
import { Blocks, type ConversationId, type DeskId, type MemberId, maxBlocks } from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";

/** Writes into the register who blocked or lifted, in the transaction of that act (PROTOCOL.md B3). */
export const registerBlock = async (
  { organisation, tx }: Scope,
  event: Extract<ConversationEvent, { kind: "blocked" | "block_lifted" }>,
  { conversation, by: member, atMs }: { conversation: ConversationId; by: MemberId; atMs: number },
) => {
  const deed = { organisation, conversation, member, at: new Date(atMs) };
  await tx.conversationBlock.create({
    data:
      event.kind === "blocked"
        ? { ...deed, act: "blocked", reason: event.reason, until: new Date(event.untilMs) }
        : { ...deed, act: "lifted" },
  });
};

/** Until when the citizen of this key (32 bytes, base64url) is blocked, in whatever conversation; undefined where in none. */
export const keyBlockedUntilMs = async (scope: Scope, vkB64: string): Promise<number | undefined> => {
  const { organisation, tx } = scope;
  const { _max: newest } = await tx.conversation.aggregate({
    where: {
      organisation,
      citizenVk: new Uint8Array(Buffer.from(vkB64, "base64url")),
      blockedUntil: { gt: new Date(await databaseNowMs(scope)) },
    },
    _max: { blockedUntil: true },
  });
  return newest.blockedUntil?.getTime();
};

/** What is blocked now at these desks, or in the whole town, the first to end first (PROTOCOL.md B5). */
export const presentBlocks = async (scope: Scope, desks: DeskId[] | "all"): Promise<Blocks> => {
  const { organisation, tx } = scope;
  const rows = await tx.conversation.findMany({
    where: {
      organisation,
      ...(desks !== "all" && { desk: { in: desks } }),
      blockedUntil: { gt: new Date(await databaseNowMs(scope)) },
    },
    select: {
      ...{ conversation: true, desk: true, topic: true },
      ...{ blockReason: true, blockedBy: true, blockedUntil: true },
      blocks: { where: { act: "blocked" }, orderBy: { block: "desc" }, take: 1, select: { at: true } },
    },
    orderBy: { blockedUntil: "asc" },
    take: maxBlocks,
  });
  return Blocks.parse({
    blocks: rows.map(({ conversation, desk, topic, blocks, ...row }) => ({
      ...{ conversation, desk, topic, reason: row.blockReason, by: row.blockedBy },
      atMs: blocks[0]?.at.getTime(),
      untilMs: row.blockedUntil?.getTime(),
    })),
  });
};
