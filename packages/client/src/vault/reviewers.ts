import { equalBytes, type RosterMember, type Trust } from "@eigenkanaal/crypto";
import type { Epoch } from "./epochs.js";

/** Who reads along because they were let in, not because they handed it over: named by the roster of the record. */
export const reviewersIn = ({ accepted }: Epoch, trust: Trust): RosterMember[] => {
  const named = accepted.record.participants.filter(({ role }) => role === "reviewer");
  return named.flatMap(({ certHash }, index) => {
    const vk = accepted.reviewers[index]?.vk;
    if (!vk || (accepted.transfer && equalBytes(vk, accepted.record.creatorVk))) return [];
    return trust.rosterByCertHash(certHash)?.body.members.filter((member) => equalBytes(member.vk, vk)) ?? [];
  });
};
