import type { MemberId } from "@eigenkanaal/protocol";
import type { ColleagueView, ViewerView } from "./colleagueViews.js";
import type { Typist } from "./typing.js";

/**
 * Everybody else who has a conversation open, with what they do there: by the gateway's word who looks, by their own
 * signature who of those writes. An answer is told before a note, and writing before reading.
 */
export const viewersOf = (
  looking: readonly MemberId[],
  typing: readonly Typist[],
  colleagues: readonly ColleagueView[],
): ViewerView[] => {
  const doing = new Map<MemberId, ViewerView["doing"]>(looking.map((member) => [member, "reading"]));
  for (const { author, channel } of typing)
    if (author.role === "member" && doing.has(author.member) && doing.get(author.member) !== "answering")
      doing.set(author.member, channel === "public" ? "answering" : "noting");
  const order = ["answering", "noting", "reading"];
  return [...doing]
    .map(([member, does]) => ({
      member,
      name: colleagues.find((one) => one.member === member)?.name ?? "",
      doing: does,
    }))
    .toSorted((a, b) => order.indexOf(a.doing) - order.indexOf(b.doing) || a.name.localeCompare(b.name));
};
