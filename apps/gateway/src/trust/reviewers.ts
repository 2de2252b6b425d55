import { createHash } from "node:crypto";
import type { DeskId, EpochParticipant, MemberId } from "@eigenkanaal/protocol";
import type { Body } from "./bodies.js";

/** Whom a record lets in besides its desk, its archive and its citizen: a member, by the roster of a desk. */
export type NamedReviewer = { desk: DeskId; member: MemberId; vkB64: string };

/** Whose key a record names by this roster; undefined where it is nobody's in it, or no roster. */
export const reviewerIn = (
  roster: Body | undefined,
  { alg, pk }: Pick<EpochParticipant, "alg" | "pk">,
): NamedReviewer | undefined => {
  if (roster?.type !== "roster") return undefined;
  // A roster has the X-Wing key by its hash (DESIGN.md §2.3).
  const named = alg === 1 ? pk : createHash("sha256").update(pk).digest();
  const keyB64 = Buffer.from(named).toString("base64url");
  const member = roster.members.find((one) => (alg === 1 ? one.pk : one.xwing_hash) === keyB64);
  return member && { desk: roster.desk, member: member.agent, vkB64: member.vk };
};

/** Whether these are the same person by the same desk: their keys, and the roster, can be renewed. */
export const isSameReviewer = (one: NamedReviewer, other: NamedReviewer): boolean =>
  one.desk === other.desk && one.member === other.member;
