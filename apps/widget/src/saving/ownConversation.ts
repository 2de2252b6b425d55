import type { Author, Entry, Gathered, TownView } from "@eigenkanaal/client";
import type { OwnConversation, Said, Speaker, Turn, Unsent } from "@eigenkanaal/records";
import { certifiedDesk, deskName } from "../conversation/deskNames.js";
import { closedText, turnText } from "../conversation/turns.js";
import { localised, type Reading } from "../texts/reading.js";

type Place = { town: TownView; reading: Reading };

/** What is saved of a conversation: all that the timeline shows, by the names that it shows. */
export const ownConversation = (gathered: Gathered, place: Place): OwnConversation => {
  const { town, reading } = place;
  const { summary, warnings, number, atMs } = gathered;
  const topic = town.topics.find((each) => each.topic === summary.topic);
  return {
    conversation: summary.conversation,
    number,
    organisation: { name: town.name },
    desk: deskName(town, summary.desk, reading) || certifiedName(gathered, place),
    topic: topic === undefined ? null : localised(topic.name, reading.lang),
    language: summary.language,
    openedAtMs: summary.openedAtMs,
    closedAtMs: summary.closedAtMs,
    ...sorted(gathered, place),
    doubts: [...new Set(warnings.map(({ kind }) => kind))],
    savedAtMs: atMs,
  };
};

/** Of a desk that the town's directory does not have any more. */
const certifiedName = ({ readers }: Gathered, { town, reading }: Place): string => {
  const desk = readers.find(({ role }) => role === "desk");
  return desk === undefined ? "" : certifiedDesk(town, desk.name, reading);
};

const sorted = (
  { entries, seqs }: Gathered,
  place: Place,
): Pick<OwnConversation, "said" | "turns" | "unsent"> => {
  const said: Said[] = [];
  const turns: Turn[] = [];
  const unsent: Unsent[] = [];
  for (const entry of entries) {
    const { id: messageId, atMs } = entry;
    const seq = seqs.get(messageId);
    if (entry.channel !== "public") continue;
    if (entry.kind === "turn") {
      const afterSeq = said.at(-1)?.seq ?? 0;
      turns.push({ afterSeq, atMs, text: turnText(entry.turn, place.town, place.reading) });
    } else if (seq !== undefined) {
      said.push({ seq, messageId, storedAtMs: atMs, ...spoken(entry, place) });
    } else if (entry.kind === "text" || entry.kind === "remark") {
      unsent.push({ writtenAtMs: atMs, text: entry.text });
    }
  }
  return { said, turns, unsent };
};

const spoken = (entry: Entry, place: Place): Pick<Said, "by" | "kind" | "text" | "delivery"> => {
  if (entry.kind === "closed")
    return { by: speaker(entry.author, place), kind: "system", text: closedText(entry, place.reading) };
  if (entry.kind === "remark") {
    const text = place.reading.texts.conversation.remarked(entry.text);
    return { by: speaker(entry.author, place), kind: "text", text };
  }
  // What else there is means nothing here, as in the timeline.
  if (entry.kind !== "text") return { by: { role: "unknown" }, kind: "invalid", text: "" };
  const delivery = entry.delivery?.state;
  return {
    by: speaker(entry.author, place),
    kind: "text",
    text: entry.text,
    ...((delivery === "stored" || delivery === "delivered" || delivery === "read") && { delivery }),
  };
};

const speaker = (author: Author, { town, reading }: Place): Speaker => {
  if (author.role === "citizen") return { role: "citizen" };
  const { alias, member, desk } = author;
  return {
    ...{ role: "colleague", alias, member },
    ...(desk !== undefined && { desk: certifiedDesk(town, desk, reading) }),
  };
};
