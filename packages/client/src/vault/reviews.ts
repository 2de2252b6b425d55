import {
  equalBytes,
  openEpochKey,
  type Participant,
  type Trust,
  type WrapKeys,
  wipe,
} from "@eigenkanaal/crypto";
import type { ConversationId, DeskId, MemberId } from "@eigenkanaal/protocol";
import { createConversations } from "./conversationVault.js";
import { type Epoch, makeEpoch, participantsAt } from "./epochs.js";
import type { Holder } from "./identity.js";
import { reviewersIn } from "./reviewers.js";
import type { MadeReviewEpoch, ReviewableDesk, ReviewWish } from "./vault.js";

/** The desks that `vk` supervises by their rosters of today, and whom each lets review. */
export const reviewableDesks = (vk: Uint8Array, trust: Trust): ReviewableDesk[] =>
  trust.desks().flatMap(({ body: { desk } }) => {
    const members = trust.currentRoster(desk)?.body.members ?? [];
    const me = members.find((member) => equalBytes(member.vk, vk));
    if (!me?.rights.includes("supervise")) return [];
    const reviewers = members
      .filter(({ rights }) => rights.includes("review"))
      .map(({ agent, alias }) => ({ member: agent as MemberId, alias }));
    return [{ desk: desk as DeskId, reviewers }];
  });

/**
 * The next epoch of the public channel, with a reviewer or without: of the records that the gateway has of it, in a vault of
 * its own that ends with it. History goes along, so that who is let in can read what was said before. The reviewer is one of
 * the desk's own roster: nothing that a gateway says can put another in their place.
 */
export const makeReviewEpoch = async (
  { conversation, records, wish }: { conversation: ConversationId; records: Uint8Array[]; wish: ReviewWish },
  { holder, rootVk }: { holder: Holder; rootVk: Uint8Array },
): Promise<MadeReviewEpoch> => {
  const conversations = createConversations(holder);
  const vault = conversations.vault(() => rootVk);
  const key = { conversation, channel: "public" } as const;
  const { epochs } = conversations.channel(key);
  let made: Epoch | undefined;
  try {
    const { refused } = await vault.acceptEpochs(key, records, "history");
    const previous = epochs.accepted.at(-1);
    if (refused > 0 || !previous) return { is: "unverified" };
    const number = await vault.conversationNumber(conversation);
    if (isNamed(previous, wish.reviewer, holder) === (wish.step === "let_in"))
      return { is: "so_already", number };
    const { trust } = holder.trusted();
    const there = previous.key && participantsAt(previous.accepted.desk, { epochs, model: previous, trust });
    if (!there) return { is: "no_key" };
    const { reviewer, step } = wish;
    const participants =
      step === "let_in"
        ? letIn(there, { desk: previous.accepted.desk, reviewer }, trust)
        : leaveOut(there, reviewer, trust);
    if (!participants) return { is: "no_right" };
    const reason = step === "let_in" ? "reviewer-added" : "reviewer-removed";
    made = await makeEpoch(epochs, { participants, reason, previous, holder });
    return { is: "made", record: made.recordBytes, number };
  } finally {
    for (const epoch of [...epochs.accepted, made]) if (epoch?.key) wipe(epoch.key);
  }
};

/** With the key of who was let in, and not with a desk's: a reviewer may answer elsewhere. */
export const asReviewer = (holder: Holder, keys: () => WrapKeys): Holder => ({
  ...holder,
  identity: () => ({
    ...holder.identity(),
    openKey: (record) => openEpochKey(record, "reviewer", keys()),
  }),
});

const isNamed = (epoch: Epoch, reviewer: MemberId, { trusted }: Holder): boolean =>
  reviewersIn(epoch, trusted().trust).some(({ agent }) => agent === reviewer);

const letIn = (
  there: Participant[],
  { desk, reviewer }: { desk: string; reviewer: MemberId },
  trust: Trust,
): Participant[] | undefined => {
  const roster = trust.currentRoster(desk);
  const member = roster?.body.members.find(({ agent }) => agent === reviewer);
  if (!roster || !member?.rights.includes("review")) return undefined;
  // A roster has the X25519 keys only (DESIGN.md, 2.6).
  return [...there, { role: "reviewer", alg: 1, certHash: roster.hash, pk: member.pk }];
};

const leaveOut = (there: Participant[], reviewer: MemberId, trust: Trust): Participant[] =>
  there.filter(({ role, certHash, pk }) => {
    const members = role === "reviewer" ? trust.rosterByCertHash(certHash)?.body.members : undefined;
    return !members?.some((member) => member.agent === reviewer && equalBytes(member.pk, pk));
  });
