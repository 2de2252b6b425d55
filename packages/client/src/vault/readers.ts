import { equalBytes, type RosterMember } from "@eigenkanaal/crypto";
import type { ReaderView } from "../views.js";
import { type Epochs, newestEpoch } from "./epochs.js";
import type { Holder } from "./identity.js";
import { deskName } from "./turns.js";

/** Who can open the newest epoch, in words. */
export const readersOf = (epochs: Epochs, { trusted }: Holder): ReaderView[] => {
  const newest = newestEpoch(epochs);
  if (!newest) return [];
  const { trust } = trusted();
  const { record, reviewers, transfer } = newest.accepted;
  const aliases = (members: readonly RosterMember[] | undefined) => members?.map(({ alias }) => alias) ?? [];
  let place = 0;
  return record.participants.map(({ role, certHash }): ReaderView => {
    if (role === "citizen") return { role, name: "", members: [] };
    if (role === "reviewer") {
      const reviewer = reviewers[place++];
      const isReader = ({ vk }: RosterMember) => reviewer !== undefined && equalBytes(vk, reviewer.vk);
      const members = aliases(trust.rosterByCertHash(certHash)?.body.members.filter(isReader));
      const before = epochs.accepted[record.epoch - 1];
      return transfer && before && reviewer && equalBytes(reviewer.vk, record.creatorVk)
        ? { role: "handing_over", name: deskName(before, trust), members }
        : { role, name: "", members };
    }
    const desk = trust.deskByCertHash(certHash);
    const roster =
      desk && (trust.currentRoster(desk.body.desk) ?? trust.rosterAt(desk.body.desk, record.logSize));
    return { role, name: desk?.body.name ?? "", members: aliases(roster?.body.members) };
  });
};
