import type { TopicId } from "@eigenkanaal/protocol";

/**
 * How a link names a topic: the last eight digits of its id, which stay when it is renamed, so that what is printed goes
 * on working. Words may stand before them, for people; they count for nothing.
 */
export const topicCode = (topic: TopicId): string => topic.slice(-8);

/** The topic that a link names, of those that can be chosen; undefined for one that has ended or never was. */
export const topicOfLink = <Topic extends { topic: TopicId }>(
  named: string,
  topics: readonly Topic[],
): Topic | undefined => {
  const code = named.split("-").at(-1);
  const found = topics.filter(({ topic }) => topicCode(topic) === code);
  // Two with the same last digits: better the choice than the wrong one.
  return found.length === 1 ? found[0] : undefined;
};

/** A topic's name and code as they stand in a link: `afval-niet-opgehaald-00000012`. */
export const topicInLink = ({ topic, name }: { topic: TopicId; name: { nl: string } }): string => {
  const words = name.nl
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 40)
    .replace(/^-+|-+$/g, "");
  return [words, topicCode(topic)].filter(Boolean).join("-");
};

/** The fragment of the town's page that opens the chat (`apps/widget/src/embed.ts` reads it). It reaches no server. */
export const linkFragment = ({ topic, via }: { topic?: string; via?: string }): `#${string}` =>
  `#eigenkanaal=${topic ?? ""}${via === undefined ? "" : `&via=${via}`}`;
