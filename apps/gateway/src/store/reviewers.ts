import {
  type Channel,
  type ConversationId,
  type EpochHeader,
  epochRole,
  Refusal,
  readEpochHeader,
} from "@eigenkanaal/protocol";
import { readBody } from "../trust/bodies.js";
import { isSameReviewer, type NamedReviewer, reviewerIn } from "../trust/reviewers.js";
import { townChose } from "./considerations.js";
import type { StoredConversation } from "./conversations.js";
import type { Scope } from "./database.js";
import { findEpoch } from "./epochs.js";
import { mayReview } from "./reviews.js";

/**
 * By whose word a record may name somebody whom the record before did not: a review's that asks for it, that of its own creator,
 * who hands the conversation over and reads along (PROTOCOL.md X6), or nobody's.
 */
type LetInBy = "review" | "creator" | "nobody";

type Following = {
  stored: StoredConversation;
  channel: Channel;
  header: EpochHeader;
  by: LetInBy;
  key: Uint8Array;
  atMs: number;
};

/**
 * What a record that is to be stored does to reviews (PROTOCOL.md Q12, Q16), in its own transaction; the conversation is locked.
 * Resolves to whether it lets a reviewer in. Throws Refusal("reviewer_not_asked") where it names somebody new whom nobody asks
 * for, and Refusal("reviewers_off") where the town does not want any.
 */
export const followReviewers = async (scope: Scope, following: Following): Promise<boolean> => {
  const { stored, channel, header, by, atMs } = following;
  const { conversation } = stored.conversation;
  const named = await reviewersNamed(scope, header);
  if (named.includes(undefined)) throw new Refusal("reviewer_not_asked");
  const reviewers = named.filter((one) => one !== undefined);
  if (channel === "public") await noteLeftOut(scope, conversation, reviewers);
  const before = reviewers.length === 0 ? [] : await reviewersBefore(scope, following);
  const arrived = reviewers.filter((one) => !before.some((other) => isSameReviewer(one, other)));
  for (const one of arrived) {
    if (by === "creator" && one.vkB64 === Buffer.from(header.creatorVk).toString("base64url")) continue;
    if (by !== "review") throw new Refusal("reviewer_not_asked");
    await release(scope, stored, { reviewer: one, atMs });
  }
  return by === "review" && arrived.length > 0;
};

/** Whom a record names in role 4; undefined for a key that no roster of the town has. */
const reviewersNamed = async (
  { organisation, tx }: Scope,
  { participants }: EpochHeader,
): Promise<(NamedReviewer | undefined)[]> => {
  const named = participants.filter(({ role }) => role === epochRole.reviewer);
  if (named.length === 0) return [];
  const hashes = named.map(({ certHash }) => new Uint8Array(certHash));
  const rows = await tx.certificate.findMany({
    where: { organisation, type: "roster", hash: { in: hashes } },
    select: { hash: true, payload: true },
  });
  const rosters = new Map(rows.map(({ hash, payload }) => [hexOf(hash), readBody(payload)]));
  return named.map((one) => reviewerIn(rosters.get(hexOf(one.certHash)), one));
};

const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

/** Whom the channel's newest record names. */
const reviewersBefore = async (
  scope: Scope,
  { stored, channel, key }: Following,
): Promise<NamedReviewer[]> => {
  const newest = stored.epoch[channel]?.newest;
  if (newest === undefined) return [];
  const { conversation } = stored.conversation;
  const epoch = await findEpoch(scope, { conversation, channel, epoch: newest }, key);
  const header = epoch && readEpochHeader(epoch.record);
  return header ? (await reviewersNamed(scope, header)).filter((one) => one !== undefined) : [];
};

/** Notes that a reviewer is let in. Throws unless an open review of their desk asks for it. */
const release = async (
  scope: Scope,
  { conversation: { conversation, desk } }: StoredConversation,
  { reviewer, atMs }: { reviewer: NamedReviewer; atMs: number },
) => {
  const { organisation, tx } = scope;
  if (!(await townChose(scope, "reviewers"))) throw new Refusal("reviewers_off");
  if (reviewer.desk !== desk || !(await mayReview(scope, desk, reviewer.member)))
    throw new Refusal("reviewer_not_asked");
  const at = new Date(atMs);
  // Locked with its review: what ends it, or refuses this one, waits, or was first.
  const asked = await tx.$queryRaw<{ review: string; place: number }[]>`
    SELECT i.review_id AS review, i.place
    FROM review_conversation i JOIN review r USING (organisation_id, review_id)
    WHERE i.organisation_id = ${organisation}::uuid AND i.conversation_id = ${conversation}::uuid
      AND i.refusal IS NULL AND r.desk_id = ${desk}::uuid AND r.reviewer_id = ${reviewer.member}::uuid
      AND r.ended_at IS NULL AND r.ends_at > ${at}
    ORDER BY r.review_id FOR UPDATE OF r, i`;
  if (asked.length === 0) throw new Refusal("reviewer_not_asked");
  for (const { review, place } of asked)
    await tx.reviewConversation.update({
      where: { organisation_review_place: { organisation, review, place } },
      data: { releasedAt: at },
    });
};

/** Notes of those whom the newest record does not name any more that they have no key of what comes. */
const noteLeftOut = async (
  { organisation, tx }: Scope,
  conversation: ConversationId,
  named: readonly NamedReviewer[],
) => {
  const [desks, members] = [named.map(({ desk }) => desk), named.map(({ member }) => member)];
  await tx.$executeRaw`UPDATE review_conversation i SET released_at = NULL FROM review r
    WHERE r.organisation_id = i.organisation_id AND r.review_id = i.review_id
      AND i.organisation_id = ${organisation}::uuid AND i.conversation_id = ${conversation}::uuid
      AND i.released_at IS NOT NULL AND NOT EXISTS (
        SELECT FROM unnest(${desks}::uuid[], ${members}::uuid[]) AS n (desk, member)
        WHERE n.desk = r.desk_id AND n.member = r.reviewer_id)`;
};
