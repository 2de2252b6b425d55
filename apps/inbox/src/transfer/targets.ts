import type { DeskView, HandoverView, PresenceView } from "@eigenkanaal/client";
import { isOpen, nextOpening } from "@eigenkanaal/domain";
import type { DeskId, MemberId, Presence } from "@eigenkanaal/protocol";
import type { TownNames } from "../queue/names.js";

/** Whether a desk is open, and if not from when (null: not within sixty days). */
export type Opening = { at: "open" } | { at: "closed"; opensAtMs: number | null };

/** To whom a conversation can be handed; `name` stands by itself. */
export type Target =
  | { kind: "colleague"; id: MemberId; name: string; presence: Presence | null }
  | { kind: "desk"; id: DeskId; name: string; opening: Opening; back: "came_from" | "new" };

/** The desk's colleagues as targets, with how each is where that is known. */
export const colleagueTargets = (
  colleagues: readonly { member: MemberId; name: string }[],
  presence: PresenceView["desks"][number] | undefined,
): Target[] =>
  colleagues.map(({ member, name }) => ({
    ...{ kind: "colleague", id: member, name },
    presence: presence?.colleagues.find((one) => one.member === member)?.state ?? null,
  }));

/** Every other desk, the one that it came from first. */
export const deskTargets = (
  desks: readonly DeskView[],
  {
    own,
    handover,
    names,
    nowMs,
  }: { own: DeskId; handover: HandoverView | null; names: TownNames; nowMs: number },
): Target[] =>
  desks
    .filter(({ desk }) => desk !== own)
    .map(
      ({ desk, hours }): Extract<Target, { kind: "desk" }> => ({
        ...{ kind: "desk", id: desk, name: names.deskInFull(desk) },
        opening: isOpen(hours, nowMs)
          ? { at: "open" }
          : { at: "closed", opensAtMs: nextOpening(hours, nowMs) ?? null },
        back: handover?.from === desk ? "came_from" : "new",
      }),
    )
    .toSorted((one, other) => Number(other.back === "came_from") - Number(one.back === "came_from"));

/** Without capitals and accents, so that "renee" finds "Renée". */
const plain = (words: string): string => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Those in whose name every typed word stands somewhere, in the order given. */
export const matching = (targets: readonly Target[], typed: string): Target[] => {
  const parts = plain(typed).split(/\s+/).filter(Boolean);
  return targets.filter(({ name }) => parts.every((part) => plain(name).includes(part)));
};
