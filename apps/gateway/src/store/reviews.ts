import { type ReviewItem, reviewEndedAtMs, reviewedState } from "@eigenkanaal/domain";
import {
  type AskReview,
  ConversationId,
  type DeskId,
  type MemberId,
  maxEndedReviews,
  Review,
  ReviewId,
  ReviewRefusal,
  type ReviewScores,
} from "@eigenkanaal/protocol";
import { databaseNowMs, type Scope } from "./database.js";
import type { Prisma } from "./generated/client.js";

/** Samples of closed conversations, and what became of each (PROTOCOL.md, Q10 to Q16). Who is let in: store/reviewers.ts. */

const withConversations = {
  conversations: { include: { of: { select: { desk: true } } }, orderBy: { place: "asc" } },
} as const;
type Row = Prisma.ReviewGetPayload<{ include: typeof withConversations }>;

const open = (now: Date) => ({ endedAt: null, endsAt: { gt: now } });

/** The reviews of these desks, newest first: those that are open, and the newest that have ended. */
export const reviewsAsked = async (scope: Scope, desks: DeskId[]): Promise<Review[]> => {
  const now = new Date(await databaseNowMs(scope));
  const where = { desk: { in: desks } };
  const found = [
    ...(await read(scope, { where: { ...where, ...open(now) }, now })),
    ...(await read(scope, { where: { ...where, NOT: open(now) }, now, take: maxEndedReviews })),
  ];
  return found.toSorted((one, other) => other.askedAtMs - one.askedAtMs);
};

/** Those of these desks of which a conversation may wait for a colleague there. */
export const reviewsToRelease = async (scope: Scope, desks: DeskId[]): Promise<Review[]> => {
  const now = new Date(await databaseNowMs(scope));
  const some = (item: Prisma.ReviewConversationWhereInput) => ({
    conversations: { some: { conversation: { not: null }, ...item } },
  });
  const where = {
    desk: { in: desks },
    OR: [{ ...open(now), ...some({ refusal: null }) }, some({ releasedAt: { not: null } })],
  };
  return read(scope, { where, now });
};

/** The open ones whose reviewer the member is, at desks whose newest roster still lets them review. */
export const reviewsToReview = async (scope: Scope, member: MemberId): Promise<Review[]> => {
  const { organisation, tx } = scope;
  const rows = await tx.deskMember.findMany({
    where: { organisation, member, rights: { has: "review" } },
    select: { desk: true },
  });
  const now = new Date(await databaseNowMs(scope));
  const desk = { in: rows.map(({ desk }) => desk) };
  return read(scope, { where: { reviewer: member, desk, ...open(now) }, now });
};

const read = async (
  { organisation, tx }: Scope,
  { where, now, take }: { where: Prisma.ReviewWhereInput; now: Date; take?: number },
): Promise<Review[]> => {
  const rows = await tx.review.findMany({
    where: { organisation, ...where },
    include: withConversations,
    orderBy: [{ askedAt: "desc" }, { review: "asc" }],
    ...(take !== undefined && { take }),
  });
  return rows.map((row) => reviewOf(row, now.getTime()));
};

const reviewOf = (row: Row, nowMs: number): Review => {
  const endsAtMs = row.endsAt.getTime();
  const endedAtMs = reviewEndedAtMs({ endsAtMs, endedByHandMs: row.endedAt?.getTime() ?? null }, nowMs);
  return Review.parse({
    ...{ review: row.review, reviewer: row.reviewer, reason: row.reason, askedBy: row.askedBy },
    selection: {
      ...{ desk: row.desk, topic: row.topic, outcome: row.outcome },
      ...{ fromMs: row.fromAt.getTime(), toMs: row.toAt.getTime() },
    },
    ...{ askedAtMs: row.askedAt.getTime(), endsAtMs, endedAtMs },
    conversations: row.conversations.map(({ of, ...one }) => {
      const item: ReviewItem = {
        ...{ isThere: of?.desk === row.desk, isNamed: one.releasedAt !== null },
        refusal: one.refusal === null ? null : ReviewRefusal.parse(one.refusal),
      };
      return {
        conversation: item.isThere ? one.conversation : null,
        ...{ closedAtMs: one.closedAt.getTime(), topic: one.topic },
        state: reviewedState(item, endedAtMs === null ? "open" : "ended"),
        refusal: item.refusal,
        scores: one.answered === null ? null : { answered: one.answered, clear: one.clear, kind: one.kind },
      };
    }),
  });
};

/** A review that nobody else ends, refuses a part of or lets somebody in by until the transaction ends; undefined for none. */
export const lockReview = async (scope: Scope, review: ReviewId): Promise<Review | undefined> => {
  const { organisation, tx } = scope;
  await tx.$queryRaw`SELECT 1 FROM review
    WHERE organisation_id = ${organisation}::uuid AND review_id = ${review}::uuid FOR UPDATE`;
  const now = new Date(await databaseNowMs(scope));
  return (await read(scope, { where: { review }, now }))[0];
};

/** Whether the newest roster of the desk lets the member review, whose account is in use. */
export const mayReview = async ({ organisation, tx }: Scope, desk: DeskId, member: MemberId) =>
  (await tx.deskMember.findFirst({
    where: { organisation, desk, member, rights: { has: "review" }, ofMember: { disabledAt: null } },
    select: { member: true },
  })) !== null;

/**
 * The conversations from which a sample can be drawn: closed, of what is asked, no spam and not blocked, and none that this
 * reviewer has in an open review or is still let into. Nobody else draws until the transaction ends.
 */
export const reviewable = async (
  scope: Scope,
  { selection, reviewer }: Pick<AskReview, "selection" | "reviewer">,
): Promise<ConversationId[]> => {
  const { organisation, tx } = scope;
  const { desk, topic, outcome, fromMs, toMs } = selection;
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('review ' || ${organisation}, 0))`;
  const rows = await tx.$queryRaw<{ conversation: string }[]>`SELECT c.conversation_id AS conversation
    FROM conversation c
    WHERE c.organisation_id = ${organisation}::uuid AND c.desk_id = ${desk}::uuid
      AND c.closed_at >= ${new Date(fromMs)} AND c.closed_at < ${new Date(toMs)}
      AND c.outcome <> 'spam' AND c.blocked_until IS NULL
      AND (${topic}::uuid IS NULL OR c.topic_id = ${topic}::uuid)
      AND (${outcome}::text IS NULL OR c.outcome = ${outcome}::text)
      AND NOT EXISTS (SELECT FROM review_conversation i JOIN review r USING (organisation_id, review_id)
        WHERE i.organisation_id = c.organisation_id AND i.conversation_id = c.conversation_id
          AND r.reviewer_id = ${reviewer}::uuid
          AND (i.released_at IS NOT NULL OR (r.ended_at IS NULL AND r.ends_at > clock_timestamp())))
    ORDER BY c.conversation_id`;
  return rows.map(({ conversation }) => ConversationId.parse(conversation));
};

/** Writes a review of these conversations, in this order; undefined where none of them is there any more. */
export const writeReview = async (
  scope: Scope,
  { selection, reviewer, reason, endsAtMs, by: askedBy }: AskReview & { by: MemberId },
  drawn: readonly ConversationId[],
): Promise<Review | undefined> => {
  const { organisation, tx } = scope;
  const { fromMs, toMs, ...of } = selection;
  const { review } = await tx.review.create({
    data: {
      ...{ organisation, ...of, reviewer, reason, askedBy },
      ...{ fromAt: new Date(fromMs), toAt: new Date(toMs), endsAt: new Date(endsAtMs) },
    },
    select: { review: true },
  });
  // What is destroyed, or opened again, in this moment is waited for, and then not among them.
  const written = await tx.$executeRaw`INSERT INTO review_conversation
      (organisation_id, review_id, place, conversation_id, closed_at, topic_id)
    SELECT c.organisation_id, ${review}::uuid, u.place, c.conversation_id, c.closed_at, c.topic_id
    FROM unnest(${drawn}::uuid[]) WITH ORDINALITY AS u (id, place)
    JOIN conversation c ON c.organisation_id = ${organisation}::uuid AND c.conversation_id = u.id
    WHERE c.closed_at IS NOT NULL
    FOR SHARE OF c`;
  return written === 0 ? undefined : lockReview(scope, ReviewId.parse(review));
};

type Place = { review: ReviewId; conversation: ConversationId };
const placed = ({ organisation }: Scope, { review, conversation }: Place) => ({
  organisation_review_conversation: { organisation, review, conversation },
});

export const refuseReviewer = async (scope: Scope, place: Place, refusal: ReviewRefusal) => {
  await scope.tx.reviewConversation.update({ where: placed(scope, place), data: { refusal } });
};

export const scoreConversation = async (scope: Scope, place: Place, scores: ReviewScores) => {
  await scope.tx.reviewConversation.update({ where: placed(scope, place), data: scores });
};

export const endReview = async (scope: Scope, review: ReviewId) => {
  const { organisation, tx } = scope;
  await tx.review.update({
    where: { organisation_review: { organisation, review } },
    data: { endedAt: new Date(await databaseNowMs(scope)) },
  });
};
