import type { ConversationView, ReaderView, TownView } from "@eigenkanaal/client";
import { locales } from "../texts/dates.js";
import type { Reading } from "../texts/reading.js";
import { certifiedDesk, deskInSentence } from "./deskNames.js";

/** Who handed the conversation over and reads along, as `Sanne van bureau Afval`. */
export const handingOver = (reader: ReaderView, town: TownView, reading: Reading): string => {
  const { lock, desk } = reading.texts;
  return lock.handingOver(reader.members.join(", "), desk.named(certifiedDesk(town, reader.name, reading)));
};

const inSentence = (reader: ReaderView, town: TownView, reading: Reading): string => {
  const { texts } = reading;
  switch (reader.role) {
    case "citizen":
      return texts.lock.you;
    case "desk":
      return texts.desk.named(certifiedDesk(town, reader.name, reading));
    case "archive":
      return texts.lock.archive;
    case "reviewer":
      return texts.lock.reviewer;
    case "handing_over":
      return handingOver(reader, town, reading);
  }
};

/**
 * The lock line: `Alleen u en bureau Afval kunnen dit lezen`. Names every reader of the newest epoch; before the first
 * message there is none yet, and these are the desk that was chosen and the archive, which reads every conversation.
 */
export const lockLine = (conversation: ConversationView, town: TownView, reading: Reading): string => {
  const others = conversation.readers
    .filter(({ role }) => role !== "citizen")
    .map((reader) => inSentence(reader, town, reading));
  const names =
    others.length > 0
      ? others
      : [deskInSentence(town, conversation.desk, reading), reading.texts.lock.archive];
  const list = new Intl.ListFormat(locales[reading.lang], { type: "conjunction" });
  return reading.texts.lock.onlyTheseCanRead(list.format([reading.texts.lock.you, ...new Set(names)]));
};
