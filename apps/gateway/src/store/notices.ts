import { ConversationId } from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";

/** Whether somebody asked to be told of answers in this conversation. */
export const hasNotice = async ({ organisation, tx }: Scope, conversation: ConversationId) =>
  (await tx.notice.findUnique({
    where: { organisation_conversation: { organisation, conversation } },
    select: { conversation: true },
  })) !== null;

/** Notes where to tell of answers, in the place of what was noted before. */
export const putNotice = async (
  { organisation, tx }: Scope,
  conversation: ConversationId,
  asked: { sealedAddress: Uint8Array<ArrayBuffer>; language: string | null },
) => {
  await tx.notice.upsert({
    where: { organisation_conversation: { organisation, conversation } },
    create: { organisation, conversation, ...asked },
    update: { ...asked, failures: 0, nextAttemptAt: new Date(0) },
  });
};

export const deleteNotice = async ({ organisation, tx }: Scope, conversation: ConversationId) => {
  await tx.notice.deleteMany({ where: { organisation, conversation } });
};

/** A notice with what decides about it: when its newest answer came, and what the citizen saw last. */
export type NoticeRow = {
  conversation: ConversationId;
  sealedAddress: Uint8Array;
  language: string | null;
  toldSeq: number;
  failures: number;
  nextAttemptAtMs: number;
  closed: boolean;
  /** The newest answer (class 1 of a colleague), null while there is none. */
  answer: { seq: number; storedAtMs: number } | null;
  /** The newest message of the citizen of any class: with receipts, the newest sign that they were there. */
  citizenSeq: number;
};

/** All notices of a town that something may have to be done about: an answer to tell of, or a closed conversation. */
export const readNotices = async ({ organisation, tx }: Scope): Promise<NoticeRow[]> => {
  const rows = await tx.$queryRaw<
    (Omit<NoticeRow, "answer"> & { answerSeq: number | null; answerStoredAt: Date | null })[]
  >`SELECT n.conversation_id AS conversation, n.sealed_address AS "sealedAddress", n.language, n.told_seq AS "toldSeq",
      n.failures, floor(extract(epoch FROM n.next_attempt_at) * 1000)::float8 AS "nextAttemptAtMs",
      c.state = 'closed' AS closed, a.seq AS "answerSeq", a.stored_at AS "answerStoredAt",
      coalesce((SELECT max(m.seq) FROM message m WHERE m.organisation_id = n.organisation_id
        AND m.conversation_id = n.conversation_id AND m.channel = 'public' AND m.sender_vk IS NOT NULL), 0) AS "citizenSeq"
    FROM notice n
    JOIN conversation c USING (organisation_id, conversation_id)
    LEFT JOIN LATERAL (SELECT seq, stored_at FROM message m WHERE m.organisation_id = n.organisation_id
      AND m.conversation_id = n.conversation_id AND m.channel = 'public' AND m.class = 1
      AND m.sender_member_id IS NOT NULL ORDER BY m.seq DESC LIMIT 1) a ON true
    WHERE n.organisation_id = ${organisation}::uuid AND (c.state = 'closed' OR a.seq > n.told_seq)`;
  return rows.map(({ answerSeq, answerStoredAt, ...row }) => ({
    ...row,
    conversation: ConversationId.parse(row.conversation),
    answer:
      answerSeq === null || answerStoredAt === null
        ? null
        : { seq: answerSeq, storedAtMs: answerStoredAt.getTime() },
  }));
};

/** Notes what came of an attempt, unless the citizen has withdrawn meanwhile. */
export const noteAttempt = async (
  { organisation, tx }: Scope,
  conversation: ConversationId,
  noted: { toldSeq: number; failures: number; nextAttemptAtMs: number },
) => {
  const { nextAttemptAtMs, ...columns } = noted;
  await tx.notice.updateMany({
    where: { organisation, conversation },
    data: { ...columns, nextAttemptAt: new Date(nextAttemptAtMs) },
  });
};
