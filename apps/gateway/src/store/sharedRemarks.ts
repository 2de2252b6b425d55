import {
  ConversationId,
  type DeskId,
  maxSharedRemarksPage,
  SharedRemarks,
  Verdict,
} from "@eigenkanaal/protocol";
import type { ConversationKeys } from "./conversationKeys.js";
import type { StoredConversation } from "./conversations.js";
import type { Scope } from "./database.js";
import { openRemark, sealRemark } from "./sealing.js";

/** Keeps a remark for who supervises the desk, one of each closing (PROTOCOL.md Q5); the conversation is locked. */
export const shareRemark = async (
  { organisation, tx }: Scope,
  { conversation: { conversation, desk, handling } }: StoredConversation,
  { copy, key, atMs }: { copy: Uint8Array; key: Uint8Array; atMs: number },
) => {
  const closedAtMs = handling.state === "closed" ? handling.closedAtMs : 0;
  const ofThisClosing = { organisation, conversation, sharedAt: { gte: new Date(closedAtMs) } };
  if (await tx.sharedRemark.findFirst({ where: ofThisClosing, select: { remark: true } })) return;
  const sealedCopy = sealRemark(key, { organisation, conversation }, copy);
  await tx.sharedRemark.create({
    data: { organisation, conversation, desk, sealedCopy, sharedAt: new Date(atMs) },
  });
};

/** A remark as it is stored, with what is told of its conversation. */
type Row = {
  remark: bigint;
  conversation: string;
  desk: string;
  sealedCopy: Uint8Array;
  sharedAt: Date;
  of: { topic: string | null; verdict: string | null };
};

/** A page of the remarks that are for who supervises these desks, newest first, and one more where there are more. */
export const sharedRemarkRows = ({ organisation, tx }: Scope, desks: DeskId[], before: number | undefined) =>
  tx.sharedRemark.findMany({
    where: { organisation, desk: { in: desks }, ...(before !== undefined && { remark: { lt: before } }) },
    include: { of: { select: { topic: true, verdict: true } } },
    orderBy: { remark: "desc" },
    take: maxSharedRemarksPage + 1,
  });

/** The page as it is told: still sealed to who supervises. What is destroyed meanwhile has no key any more, and is left out. */
export const openedPage = async (
  { organisation }: Pick<Scope, "organisation">,
  rows: readonly Row[],
  { keys }: { keys: Pick<ConversationKeys, "all"> },
): Promise<SharedRemarks> => {
  const page = rows.slice(0, maxSharedRemarksPage);
  const opening = await keys.all(organisation, [
    ...new Set(page.map(({ conversation }) => ConversationId.parse(conversation))),
  ]);
  const remarks = page.flatMap(({ remark, desk, sealedCopy, sharedAt, of, ...row }) => {
    const conversation = ConversationId.parse(row.conversation);
    const key = opening.get(conversation);
    if (!key) return [];
    const copy = openRemark(key, { organisation, conversation }, sealedCopy);
    const verdict = Verdict.safeParse(of.verdict).data ?? null;
    return {
      ...{ remark: Number(remark), desk, topic: of.topic, verdict, atMs: sharedAt.getTime() },
      copy: Buffer.from(copy).toString("base64url"),
    };
  });
  return SharedRemarks.parse({ remarks, more: rows.length > page.length });
};
