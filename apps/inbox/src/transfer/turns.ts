import type { Turn } from "@eigenkanaal/client";
import type { TownNames } from "../queue/names.js";
import type { Texts } from "../texts/wording.js";

/** What the signed epochs say that changed for who reads, in words. */
export const turnText = (turn: Turn, names: TownNames, { transfer }: Texts): string => {
  if (turn.kind === "reader_left") return transfer.readerLeft(turn.name);
  if (turn.kind === "reviewer_joined") return transfer.reviewerJoined(turn.name);
  const to = names.certified(turn.to);
  if (turn.kind === "overflowed")
    return `${transfer.overflowed(names.certified(turn.from), to)} ${transfer.transferredHistory[turn.history](to)}`;
  const lines = [
    transfer.transferred(turn.by, names.certified(turn.from), to),
    transfer.transferredHistory[turn.history](to),
    ...(turn.reading === "along" ? [transfer.readsAlong(turn.by)] : []),
  ];
  return lines.join(" ");
};
