import type { TopicView, TownView } from "@eigenkanaal/client";
import type { TopicWordList } from "@eigenkanaal/protocol";
import { useEffect, useState } from "preact/hooks";

/** What is suggested for a question; null while it is not said yet, or where nothing can be suggested. */
export type Suggested = { confidence: "sure" | "unsure"; topics: TopicView[] } | null;

type Suggest = Awaited<ReturnType<typeof import("./suggestions.js").suggestionsFor>>;

/** Long enough not to suggest for every letter, short enough to seem at once. */
const settlesMs = 250;

const load = async (
  town: TownView,
  topicWords: () => Promise<TopicWordList | undefined>,
): Promise<Suggest> => {
  const [{ suggestionsFor }, words] = await Promise.all([import("./suggestions.js"), topicWords()]);
  // Without the words the names are still there.
  return suggestionsFor(town, words ?? { topics: [] });
};

/** The topics for a question, a moment after the last letter. Loads what it needs when there is `need`, and once. */
export const useSuggestions = (
  question: string,
  {
    town,
    need,
    topicWords,
  }: { town: TownView; need: boolean; topicWords: () => Promise<TopicWordList | undefined> },
): Suggested => {
  const [suggest, setSuggest] = useState<{ for: Suggest } | null>(null);
  const [suggested, setSuggested] = useState<Suggested>(null);
  const asked = question.trim();
  const needed = need || asked !== "";
  useEffect(() => {
    if (!needed || suggest !== null) return;
    // Should it not come in there is still the list to choose from.
    load(town, topicWords).then(
      (loaded) => setSuggest({ for: loaded }),
      () => undefined,
    );
  }, [needed, suggest, town, topicWords]);
  useEffect(() => {
    if (asked === "" || suggest === null) return setSuggested(null);
    const timer = setTimeout(() => {
      const { confidence, topics } = suggest.for(asked);
      setSuggested({
        confidence,
        topics: topics.flatMap(({ topic }) => town.topics.find((known) => known.topic === topic) ?? []),
      });
    }, settlesMs);
    return () => clearTimeout(timer);
  }, [asked, suggest, town]);
  return suggested;
};
