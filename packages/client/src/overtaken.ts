import { answersSince, newestAnswer } from "./answers.js";
import type { OutboxItem } from "./outbox.js";
import { entriesOf, type Timeline } from "./timeline.js";
import type { Content } from "./vault/vault.js";
import type { Author } from "./views.js";

/** Whether an answer waited while a colleague gave one: its writer is asked before it goes out. */
export type Overtaken = {
  /** Whether the line is there. */
  isOnline(): boolean;
  /** The id of the newest answer of a colleague in the public channel; null before there is any. */
  newest(timeline: Timeline): string | null;
  /** What is kept with a message of what its writer knew; nothing where it is no answer to a citizen. */
  known(timeline: Timeline, content: Content): Pick<OutboxItem & { kind: "message" }, "knew">;
  /** A colleague answered since it was written, and it has not left this device yet. */
  isSo(item: OutboxItem & { kind: "message" }, timeline: Timeline): boolean;
};

export const overtakenFor = (me: Author, isOnline: () => boolean): Overtaken => {
  const newest = (timeline: Timeline) => newestAnswer(entriesOf([timeline], me));
  return {
    isOnline,
    newest,
    known: (timeline, content) =>
      timeline.channel === "public" && content.type === "text" ? { knew: newest(timeline) } : {},
    isSo: ({ knew }, timeline) =>
      knew !== undefined && answersSince(entriesOf([timeline], me), knew).length > 0,
  };
};
