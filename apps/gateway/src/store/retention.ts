import { defaultRetention } from "@eigenkanaal/domain";
import {
  ConversationId,
  type MessageId,
  RetentionCode,
  RetentionTable,
  type TopicId,
} from "@eigenkanaal/protocol";
import type { StoredConversation } from "./conversations.js";
import { databaseNowMs, type Scope } from "./database.js";
import { conversationsOf } from "./routing.js";
import { inForce } from "./settings.js";

/** What the town keeps for how long at this moment, and since when (unix ms); null for the product's own table. */
export const retentionInForce = async (
  scope: Scope,
): Promise<{ table: RetentionTable; validFromMs: number | null }> => {
  const { organisation, tx } = scope;
  const { where, ...newest } = inForce(await databaseNowMs(scope));
  const setting = await tx.retentionSetting.findFirst({ where: { organisation, ...where }, ...newest });
  return setting
    ? { table: RetentionTable.parse(setting.retention), validFromMs: setting.validFrom.getTime() }
    : { table: defaultRetention, validFromMs: null };
};

/** What the town keeps for how long at this moment. */
export const currentRetention = async (scope: Scope): Promise<RetentionTable> =>
  (await retentionInForce(scope)).table;

/** What decides the class of a conversation that is closed with a topic; one that has ended keeps its class. */
export const closingRules = async (scope: Scope, topic: TopicId | null) => {
  const { organisation, tx } = scope;
  const { where, ...newest } = inForce(await databaseNowMs(scope));
  const setting =
    topic === null
      ? null
      : await tx.topicSetting.findFirst({ where: { organisation, topic, ...where }, ...newest });
  const topicClass = setting?.retention == null ? null : RetentionCode.parse(setting.retention);
  return { table: await currentRetention(scope), topicClass };
};

/** Whether a message stands in the conversation's internal channel: nothing else can be what sums it up. */
export const holdsCard = async (
  { organisation, tx }: Scope,
  { conversation: { conversation } }: StoredConversation,
  card: MessageId,
): Promise<boolean> =>
  (await tx.message.findFirst({
    where: { organisation, conversation, channel: "internal", message: card },
    select: { seq: true },
  })) !== null;

/**
 * Open conversations in which nobody waits and nobody has written since a moment (unix ms), the longest silent first, locked;
 * none that is put off, and none that somebody is busy with just now.
 */
export const lockSilent = async (
  scope: Scope,
  { beforeMs, limit }: { beforeMs: number; limit: number },
): Promise<StoredConversation[]> => {
  const { organisation, tx } = scope;
  const rows = await tx.$queryRaw<{ conversation: string }[]>`SELECT conversation_id AS conversation
    FROM conversation WHERE organisation_id = ${organisation}::uuid AND closed_at IS NULL AND waiting_since IS NULL
      AND last_activity_at < ${new Date(beforeMs)} AND snooze IS NULL
    ORDER BY last_activity_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`;
  return rows.length === 0
    ? []
    : conversationsOf(
        scope,
        rows.map(({ conversation }) => ConversationId.parse(conversation)),
      );
};
