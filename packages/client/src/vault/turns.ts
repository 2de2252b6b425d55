import { equalBytes, type RosterMember, type Trust } from "@eigenkanaal/crypto";
import type { Turn } from "../views.js";
import type { Epoch, Epochs } from "./epochs.js";
import type { Holder } from "./identity.js";
import { reviewersIn } from "./reviewers.js";

/** What the epochs themselves say that happened: by their signed records, whatever the gateway tells. */
export const turnsOf = ({ accepted }: Epochs, { trusted }: Holder): Turn[] => {
  const { trust } = trusted();
  return accepted.flatMap((epoch, number): Turn[] => {
    const before = accepted[number - 1];
    const at = { epoch: number, atMs: epoch.accepted.record.timeMs };
    const leaves: Turn[] =
      before?.accepted.transfer?.creator === "reads-along"
        ? [{ ...at, kind: "reader_left", name: handedOverBy(before, trust) }]
        : [];
    const reviewed = reviewTurns(before ? reviewersIn(before, trust) : [], reviewersIn(epoch, trust), at);
    const { transfer, overflowFrom, record } = epoch.accepted;
    if (!before || (!transfer && overflowFrom === undefined)) return [...leaves, ...reviewed];
    const desks = { from: deskName(before, trust), to: deskName(epoch, trust) };
    const history = record.history ? ("along" as const) : ("left_out" as const);
    if (!transfer) return [...leaves, { ...at, kind: "overflowed", ...desks, history }, ...reviewed];
    const turn: Turn = {
      ...{ ...at, kind: "transferred", by: handedOverBy(epoch, trust), ...desks, history },
      reading: transfer.creator === "reads-along" ? "along" : "not",
    };
    return [...leaves, turn, ...reviewed];
  });
};

/** Who was left out of the review of a conversation, and then who was let in. */
const reviewTurns = (
  before: readonly RosterMember[],
  now: readonly RosterMember[],
  at: Pick<Turn, "epoch" | "atMs">,
): Turn[] => {
  const without = (some: readonly RosterMember[], others: readonly RosterMember[]) =>
    some.filter(({ vk }) => !others.some((other) => equalBytes(other.vk, vk)));
  return [
    ...without(before, now).map(({ alias: name }): Turn => ({ ...at, kind: "reader_left", name })),
    ...without(now, before).map(({ alias: name }): Turn => ({ ...at, kind: "reviewer_joined", name })),
  ];
};

/** The name of whom an epoch's transfer is, by the roster of the desk that they did it for; empty where it is none. */
const handedOverBy = ({ accepted }: Epoch, trust: Trust): string => {
  const { transfer, record } = accepted;
  const members = transfer && trust.rosterAt(transfer.from, record.logSize)?.body.members;
  return members?.find(({ vk }) => equalBytes(vk, record.creatorVk))?.alias ?? "";
};

/** The name of an epoch's desk, as its certificate has it. */
export const deskName = ({ accepted }: Pick<Epoch, "accepted">, trust: Trust): string => {
  const named = accepted.record.participants.find(({ role }) => role === "desk");
  return (named && trust.deskByCertHash(named.certHash)?.body.name) ?? "";
};
