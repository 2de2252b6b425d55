import type { Closing, Entry, Judgement, RegistrationCard, TownView } from "@eigenkanaal/client";
import type { RetentionCode, TopicId } from "@eigenkanaal/protocol";
import { bytesOver } from "../conversation/textLimit.js";

/** The longest fields in bytes of UTF-8: `maxRegistrationBytes` of MCE1, which lives with the cipher. */
export const maxCardBytes = { summary: 2_000, place: 500, topic: 200 } as const;

/** What of a town decides how a conversation of a topic is registered. */
export type ClosingTown = Pick<TownView, "topics" | "former" | "desks" | "retention">;

/** A closing card as it is filled in. */
export type CardDraft = { outcome: Judgement; topic: TopicId | null; place: string; summary: string };

/** What it was registered with, as it was said last; undefined where it was not. */
export const registrationOf = (entries: readonly Entry[]): RegistrationCard | undefined => {
  const newest = entries.findLast(
    (entry) => entry.kind === "registration" && entry.delivery?.state !== "refused",
  );
  return newest?.kind === "registration" ? newest.card : undefined;
};

/** A conversation that was registered before begins with that; any other with how its citizen's first question begins. */
export const prefilled = (entries: readonly Entry[]): Pick<CardDraft, "summary" | "place"> => {
  const before = registrationOf(entries);
  if (before) return { summary: before.summary, place: before.place };
  const first = entries.find((entry) => entry.kind === "text" && entry.author.role === "citizen");
  return { summary: first?.kind === "text" ? firstSentence(first.text) : "", place: "" };
};

/** So long is a summary that nobody wrote at most, in characters. */
const longestPrefill = 140;

/** A greeting has fewer words. */
const fewestWords = 3;

const sentences = new Intl.Segmenter("nl", { granularity: "sentence" });

/** The first sentence that says something, shortened at a word; a greeting alone where that is all. */
export const firstSentence = (text: string): string => {
  const all = [...sentences.segment(text)]
    .map(({ segment }) => segment.replaceAll(/\s+/g, " ").trim())
    .filter((sentence) => sentence !== "");
  const found = all.find((sentence) => sentence.split(" ").length >= fewestWords) ?? all[0] ?? "";
  const letters = [...found];
  if (letters.length <= longestPrefill) return found;
  const cut = letters.slice(0, longestPrefill - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > 0 ? cut.slice(0, space) : cut).trimEnd()}…`;
};

/**
 * The topic that a card begins with: the conversation's own; of one that the gateway was not told, the sensitive one that it was
 * registered with before.
 */
export const firstTopic = (
  topic: TopicId | null,
  entries: readonly Entry[],
  { topics }: Pick<TownView, "topics">,
): TopicId | null => {
  const before = registrationOf(entries)?.topic;
  return topic ?? topics.find(({ sensitive, name }) => sensitive && name.nl === before)?.topic ?? null;
};

/** What the gateway may know of a topic: of a sensitive one its class at most. */
export const aboutOf = (topic: TopicId | null, { topics }: Pick<TownView, "topics">): Closing["about"] => {
  const known = topics.find((one) => one.topic === topic);
  return known?.sensitive ? { topic: null, retention: known.retention } : { topic, retention: null };
};

/** The class that a topic names, null for none; undefined for one that is no longer offered, which the gateway knows alone. */
export const topicClassOf = (
  topic: TopicId | null,
  { topics }: Pick<TownView, "topics">,
): RetentionCode | null | undefined =>
  topic === null ? null : topics.find((one) => one.topic === topic)?.retention;

export type Fault = "summary_missing" | "summary_too_long" | "place_too_long";

/** What is wrong with a card. What is no question needs no summary. */
export const faultsOf = ({ outcome, place, summary }: Omit<CardDraft, "topic">): Fault[] => {
  const missing = summary.trim() === "" && (outcome !== "spam" || place.trim() !== "");
  return [
    ...(missing ? (["summary_missing"] as const) : []),
    ...(bytesOver(summary.trim(), maxCardBytes.summary) > 0 ? (["summary_too_long"] as const) : []),
    ...(bytesOver(place.trim(), maxCardBytes.place) > 0 ? (["place_too_long"] as const) : []),
  ];
};

/** What a card that has no faults registers: to the gateway what it may know, and sealed the words. */
export const closingOf = ({ outcome, topic, place, summary }: CardDraft, town: ClosingTown): Closing => ({
  outcome,
  about: aboutOf(topic, town),
  card:
    summary.trim() === ""
      ? null
      : { summary: summary.trim(), place: place.trim(), topic: topicInWords(topic, town) },
});

/** In Dutch, whoever closes it: the records are the town's. */
const topicInWords = (topic: TopicId | null, { topics, former }: ClosingTown): string => {
  const known = [...topics, ...former.topics].find((one) => one.topic === topic);
  const letters = [...(known?.name.nl ?? "")];
  while (bytesOver(letters.join(""), maxCardBytes.topic) > 0) letters.pop();
  return letters.join("");
};
