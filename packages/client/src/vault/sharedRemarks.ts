import { sealSharedRemark, type Trust } from "@eigenkanaal/crypto";
import type { Epochs } from "./epochs.js";

/** Who supervises the desk that has a conversation now, by its roster of today; undefined where nobody does. */
const supervisorsOf = ({ accepted }: Epochs, trust: Trust) => {
  const desk = accepted.at(-1)?.accepted.desk;
  const roster = desk === undefined ? undefined : trust.currentRoster(desk);
  const readers = roster?.body.members.filter(({ rights }) => rights.includes("supervise")) ?? [];
  return roster && readers.length > 0 ? { rosterHash: roster.hash, readers } : undefined;
};

export const isSupervised = (epochs: Epochs, trust: Trust): boolean =>
  supervisorsOf(epochs, trust) !== undefined;

/** A remark for those (DESIGN.md, 3.6); null where there are none. */
export const sealForSupervisors = (epochs: Epochs, text: string, trust: Trust): Uint8Array | null => {
  const supervisors = supervisorsOf(epochs, trust);
  return supervisors ? sealSharedRemark(text, { conversation: epochs.cryptoId, ...supervisors }) : null;
};
