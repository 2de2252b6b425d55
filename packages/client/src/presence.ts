import type { DeskPresence, MemberId, MemberPresence, Members, Presence } from "@eigenkanaal/protocol";
import type { PresenceView } from "./views.js";

/** Who is at work at a colleague's desks, as the gateway says; nothing until it has said so. */
export const createPresence = () => {
  let loaded: DeskPresence | undefined;
  const known = new Map<MemberId, MemberPresence>();

  const stateOf = (member: MemberId): Presence => known.get(member)?.state ?? "off";

  return {
    stateOf,
    isLoaded: () => loaded !== undefined,
    /** Whether any of the desks assigns what waits. */
    isAssigned: () => loaded?.desks.some(({ assignment }) => assignment === "push") ?? false,
    replace: (presence: DeskPresence) => {
      loaded = presence;
      known.clear();
      for (const one of presence.presences) known.set(one.member, one);
    },
    /** News of two gateways may come in any order: the later state stands. */
    put: (presence: MemberPresence) => {
      const before = known.get(presence.member)?.sinceMs ?? 0;
      if ((presence.sinceMs ?? 0) >= before) known.set(presence.member, presence);
    },
    clear: () => {
      loaded = undefined;
      known.clear();
    },
    view: (
      inHand: number,
      { me, members }: { me: MemberId; members: Members["members"] },
    ): PresenceView | null =>
      loaded
        ? {
            state: stateOf(me),
            inHand,
            capacity: loaded.capacity,
            desks: loaded.desks.map(({ desk, assignment, overflow, members: people }) => ({
              desk,
              assignment,
              overflow,
              colleagues: people
                .filter((member) => member !== me)
                .map((member) => ({
                  member,
                  name: members.find((one) => one.member === member)?.alias ?? "",
                  state: stateOf(member),
                }))
                .toSorted((a, b) => a.name.localeCompare(b.name)),
            })),
          }
        : null,
  };
};
