import type { Delivery, Entry, Warning } from "@eigenkanaal/client";
import type { ChannelName, Diary, ShownText, Written } from "./record.js";

/** Writes down what people wrote and what their screens told them, at the first time that they did. */
export type Writer = {
  readonly diary: Diary;
  /** A new text, that no other is like. */
  write(author: string, place: { citizen: string; channel: ChannelName }): Written;
  /** What a screen shows now. */
  sees(screen: string, citizen: string, entries: readonly Entry[]): void;
  mishap(what: string): void;
};

export const openDiary = (): Writer => {
  const diary: Diary = { written: [], told: [], deeds: [], mishaps: [] };
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  const mishap = (what: string) => {
    diary.mishaps.push(what);
    console.log(`   ! ${what}`);
  };
  return {
    diary,
    mishap,
    write: (author, place) => {
      const count = (counts.get(author) ?? 0) + 1;
      counts.set(author, count);
      const written: Written = { author, ...place, text: `${author} ${count}`, state: "unsure" };
      diary.written.push(written);
      return written;
    },
    sees: (screen, citizen, entries) => {
      for (const entry of entries) {
        if (entry.kind !== "text") continue;
        const { messageId, channel, text, state } = shown(entry);
        const said = state === "stored" && !entry.own ? "shown" : state;
        const once = `${screen} ${messageId} ${said}`;
        if (said === "queued" || seen.has(once)) continue;
        seen.add(once);
        diary.told.push({ screen, citizen, channel, messageId, text, said });
        const why = entry.delivery?.state === "refused" && entry.delivery.code;
        // The one thing that a person may hear: the conversation was closed while they wrote.
        if (why && why !== "conversation_closed") mishap(`${text} was refused: ${why}`);
      }
    },
  };
};

const shown = ({ id, channel, text, delivery }: Entry & { kind: "text" }): ShownText => ({
  messageId: id,
  channel,
  text,
  state: saidOf(delivery?.state),
});

/** What a colleague's answer came before stays away too: nobody here sends it after all. */
const saidOf = (state: Delivery["state"] | undefined): ShownText["state"] => {
  if (state === "queued" || state === "refused") return state;
  return state === "overtaken" ? "refused" : "stored";
};

export const textsOf = (entries: readonly Entry[]): ShownText[] =>
  entries.flatMap((entry) => (entry.kind === "text" ? [shown(entry)] : []));

/** What a reader is told to doubt. */
export const doubtsOf = ({
  entries,
  warnings,
}: {
  entries: readonly Entry[];
  warnings: readonly Warning[];
}): string[] => [
  ...warnings.map(({ kind, channel }) => `${kind} in ${channel}`),
  ...entries.flatMap((entry) => (entry.kind === "invalid" ? [`invalid: ${entry.why}`] : [])),
];
