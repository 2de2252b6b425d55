import type { MemberId } from "@eigenkanaal/protocol";

/** To whom a conversation can be handed. */
export type Target = { kind: "colleague"; id: MemberId; name: string };

/** Without capitals and accents, so that "renee" finds "Renée". */
const plain = (words: string): string => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Those in whose name every typed word stands somewhere, in the order given. */
export const matching = (targets: readonly Target[], typed: string): Target[] => {
  const parts = plain(typed).split(/\s+/).filter(Boolean);
  return targets.filter(({ name }) => parts.every((part) => plain(name).includes(part)));
};
