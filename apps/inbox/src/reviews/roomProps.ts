import type { ColleagueView, ReviewActions } from "@eigenkanaal/client";
import type { MemberId } from "@eigenkanaal/protocol";
import type { TownNames } from "../queue/names.js";

/** What all that shows reviews is given. */
export type ReviewProps = {
  actions: ReviewActions;
  names: TownNames;
  members: readonly ColleagueView[];
  online: boolean;
};

/** A member's name where it begins a sentence. */
export const memberName = (
  member: MemberId,
  { members, names }: Pick<ReviewProps, "members" | "names">,
): string => members.find((one) => one.member === member)?.name ?? names.colleague(member);
