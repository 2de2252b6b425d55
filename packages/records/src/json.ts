import { linesOf, type OwnConversation, type Speaker } from "./transcript.js";

const timeAt = (ms: number): string => new Date(ms).toISOString();

/** The name of a colleague, as citizens see it; which member it was is no business of a file. */
const speaker = (by: Speaker) =>
  by.role === "colleague"
    ? { role: by.role, name: by.alias, ...(by.desk !== undefined && { desk: by.desk }) }
    : { role: by.role };

/** For other programs, as README.md tells it: UTF-8 text, times in UTC. What was said stands in it unchanged. */
export const toJson = (own: OwnConversation): string => {
  const written = {
    format: "eigenkanaal-conversation",
    version: 1,
    savedAt: timeAt(own.savedAtMs),
    conversation: own.conversation,
    number: own.number,
    organisation: { name: own.organisation.name },
    desk: own.desk,
    topic: own.topic,
    language: own.language,
    openedAt: timeAt(own.openedAtMs),
    closedAt: own.closedAtMs === null ? null : timeAt(own.closedAtMs),
    doubts: own.doubts,
    messages: linesOf(own).map(({ message, atMs, by, kind, text, delivery }) => ({
      seq: message?.seq ?? null,
      id: message?.messageId ?? null,
      at: timeAt(atMs),
      by: by && speaker(by),
      kind,
      text,
      ...(delivery && { delivery }),
    })),
    unsent: own.unsent.map(({ writtenAtMs, text }) => ({ writtenAt: timeAt(writtenAtMs), text })),
  };
  return `${JSON.stringify(written, null, 2)}\n`;
};
