import { type Actor, decideAppend } from "@eigenkanaal/domain";
import {
  type EnvelopeHeader,
  type EpochHeader,
  messageClass,
  Refusal,
  type StoredMessage,
} from "@eigenkanaal/protocol";
import { changingColumns, type StoredConversation, writeEvent } from "./conversations.js";
import type { Scope } from "./database.js";

/** A note under the epoch that came with it, by who hands the conversation over. */
type HandoverNote = { header: EnvelopeHeader; envelope: Uint8Array; epoch: EpochHeader; actor: Actor };

/**
 * Stores the note of a transfer as the internal channel's next message, in the transfer's own transaction: under the
 * record that it came with, at the beginning of a chain of its own. Throws the Refusal of any other (PROTOCOL.md X4).
 */
export const appendHandoverNote = async (
  scope: Scope,
  { header, envelope, epoch, actor }: HandoverNote,
  { stored, atMs }: { stored: StoredConversation; atMs: number },
): Promise<{ stored: StoredConversation; message: StoredMessage }> => {
  const { organisation, tx } = scope;
  const { conversation } = stored.conversation;
  const channel = "internal";
  if (header.class !== messageClass.message || actor.kind !== "member") throw new Refusal("malformed");
  const inUse = await tx.message.findFirst({
    where: {
      ...{ organisation, conversation, channel },
      OR: [{ message: header.messageId }, { senderRef: header.senderRef }],
    },
  });
  if (inUse) throw new Refusal("id_in_use");
  const decision = decideAppend(
    { ...header, class: "message", channel, sender: actor, cryptoId: header.conversation },
    {
      conversation: stored.conversation,
      epoch: { newest: epoch.epoch, cryptoId: epoch.conversation, keys: "newest" },
      ...{ chain: undefined, earlier: undefined },
    },
    atMs,
  );
  if (decision.outcome !== "accepted")
    throw new Refusal(decision.outcome === "refused" ? decision.code : "id_in_use");
  const { seq } = decision;
  await tx.message.create({
    data: {
      ...{ organisation, conversation, channel, seq },
      message: header.messageId,
      class: header.class,
      epoch: header.epoch,
      senderMember: actor.member,
      senderRef: header.senderRef,
      senderSeq: header.senderSeq,
      envelope: new Uint8Array(envelope),
      storedAt: new Date(atMs),
    },
  });
  await tx.conversation.update({
    where: { organisation_conversation: { organisation, conversation } },
    data: changingColumns(decision.conversation),
  });
  const after = { ...stored, conversation: decision.conversation };
  for (const event of decision.events) await writeEvent(scope, event, { stored: after, actor, atMs });
  return { stored: after, message: { conversation, channel, seq, storedAtMs: atMs, envelope } };
};
