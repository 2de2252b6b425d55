import type { DeskView, TopicView } from "@eigenkanaal/client";
import type { Lang } from "../frame/settings.js";
import { localised } from "../texts/reading.js";

export type DeskTopics = { desk: DeskView; topics: TopicView[] };

/** Without capitals and accents, so that "financien" finds "Financiën". */
const plain = (words: string): string => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/**
 * The topics that fit what was typed, under their desks and in the town's order; desks without any stay out. Every
 * word typed must stand somewhere in the topic or its desk: Dutch joins words, and "pas" is to find "Afvalpas".
 */
export const topicsMatching = (
  filter: string,
  { desks, topics }: { desks: readonly DeskView[]; topics: readonly TopicView[] },
  lang: Lang,
): DeskTopics[] => {
  const typed = plain(filter)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return desks
    .map((desk) => ({
      desk,
      topics: topics.filter((topic) => {
        if (topic.desk !== desk.desk) return false;
        const words = plain(`${localised(topic.name, lang)} ${localised(desk.name, lang)}`);
        return typed.every((part) => words.includes(part));
      }),
    }))
    .filter((found) => found.topics.length > 0);
};
