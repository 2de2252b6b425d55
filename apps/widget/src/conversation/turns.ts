import type { Entry, TownView, Turn } from "@eigenkanaal/client";
import type { Reading } from "../texts/reading.js";
import { certifiedDesk } from "./deskNames.js";

/** What the signed epochs say that changed for who reads, in words: which desk has it now and what it may read. */
export const turnText = (turn: Turn, town: TownView, reading: Reading): string => {
  const { conversation, desk, lock } = reading.texts;
  if (turn.kind === "reader_left") return conversation.readerLeft(turn.name);
  if (turn.kind === "reviewer_joined") return conversation.reviewerJoined(turn.name);
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

/** Who closed the conversation, in words, and whether the question was answered. */
export const closedText = (
  { author, outcome }: Pick<Extract<Entry, { kind: "closed" }>, "author" | "outcome">,
  { texts: { conversation } }: Reading,
): string => {
  if (author.role !== "member") return conversation.closedByYou;
  const closed = conversation.closedByDesk(author.alias);
  return outcome === "answered" ? `${closed} ${conversation.answered}` : closed;
};
