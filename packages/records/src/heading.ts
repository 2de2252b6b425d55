import type { Language } from "./moments.js";
import type { TranscriptWords } from "./texts/transcript.js";
import type { OwnConversation, Speaker } from "./transcript.js";

/** What stands above the messages, the same on paper, on a screen and in plain text: a label and what it is. */
export const headingOf = (
  own: OwnConversation,
  { words, moments: { whole } }: Language,
): [label: string, value: string][] => {
  const { organisation, desk, topic, openedAtMs, closedAtMs, number, savedAtMs } = own;
  const rows: [string, string | null][] = [
    [words.organisation, organisation.name],
    [words.desk, desk],
    [words.topic, topic],
    [words.began, whole(openedAtMs)],
    [words.ended, closedAtMs === null ? words.notEnded : whole(closedAtMs)],
    [words.number, number],
    [words.saved, whole(savedAtMs)],
  ];
  return rows.flatMap(([label, value]) => (value ? [[label, value] as [string, string]] : []));
};

/** What can be said of how complete it is, doubts first. */
export const completenessOf = (
  { doubts, savedAtMs }: OwnConversation,
  { words, moments }: Language,
): string[] => [
  ...doubts.map((doubt) => words.doubts[doubt]),
  ...(doubts.length === 0 ? [words.all(moments.whole(savedAtMs))] : []),
  words.times,
];

export const speakerOf = (by: Speaker, words: TranscriptWords): string => {
  switch (by.role) {
    case "citizen":
      return words.you;
    case "colleague":
      return words.colleague(by.alias, by.desk);
    case "unknown":
      return words.unknown;
  }
};
