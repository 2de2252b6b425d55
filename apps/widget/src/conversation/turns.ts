import type { TownView, Turn } from "@eigenkanaal/client";
import type { Reading } from "../texts/reading.js";
import { certifiedDesk } from "./readers.js";

/** What the signed epochs say that changed for who reads, in words: which desk has it now and what it may read. */
export const turnText = (turn: Turn, town: TownView, reading: Reading): string => {
  const { conversation, desk, lock } = reading.texts;
  if (turn.kind === "reader_left") return conversation.readerLeft(turn.name);
  const named = (name: string) => desk.named(certifiedDesk(town, name, reading));
  if (turn.kind === "overflowed")
    return `${conversation.overflowed(named(turn.to))} ${conversation.transferredHistory[turn.history]}`;
  const lines = [
    conversation.transferred(lock.handingOver(turn.by, named(turn.from)), named(turn.to)),
    conversation.transferredHistory[turn.history],
    ...(turn.reading === "along" ? [conversation.readsAlong(turn.by)] : []),
  ];
  return lines.join(" ");
};
