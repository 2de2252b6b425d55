import type { TownView } from "@eigenkanaal/client";
import { indexTopics, type Suggestion, suggestTopics } from "@eigenkanaal/domain/topics";
import type { TopicWordList } from "@eigenkanaal/protocol";

/** A chunk of its own, with the search in it: fetched when somebody begins to say what their question is. */

/** Between two topics, so that typing does not wait for all of them. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** What suggests the town's topics for a question; nothing that is asked of it leaves the device. */
export const suggestionsFor = async (
  { topics }: TownView,
  words: TopicWordList,
): Promise<(question: string) => Suggestion> => {
  const wordsOf = new Map(words.topics.map(({ topic, words }) => [topic, words]));
  const named = topics.map(({ topic, name }) => ({ topic, name, words: wordsOf.get(topic) ?? { nl: [] } }));
  const index = await indexTopics(named, { pause });
  return (question) => suggestTopics(index, question);
};
