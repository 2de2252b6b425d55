import { readFile } from "node:fs/promises";
import type { NamedTopic } from "@eigenkanaal/domain/topics";
import { TopicId } from "@eigenkanaal/protocol";
import { z } from "zod";
import { rootUrl } from "../harness/root.js";

/** The demo town's topics and the questions that are labelled with them. */

const words = z.string().transform((listed) => listed.split(",").map((word) => word.trim()));
const TownTopics = z.object({
  topics: z.array(
    z.object({
      topic: TopicId,
      names: z.object({ nl: z.string(), en: z.string() }),
      product: z.string().nullable(),
      words: z.object({ nl: words, en: words }),
    }),
  ),
});

export const townTopics = async (): Promise<NamedTopic[]> => {
  const town: unknown = JSON.parse(await readFile(new URL("prisma/demo-town.json", rootUrl), "utf8"));
  return TownTopics.parse(town).topics.map(({ topic, names, product, words }) => ({
    topic,
    name: names,
    words: { ...words, nl: product === null ? words.nl : [product, ...words.nl] },
  }));
};

export type LabelledQuestion = {
  question: string;
  /** Each of them is right; empty where no topic is. */
  topics: readonly TopicId[];
};

/** Of one file in `questions/`, in its order. Throws on a label that is no topic of the town. */
export const labelledQuestions = async (
  file: string,
  town: readonly NamedTopic[],
): Promise<LabelledQuestion[]> => {
  const byName = new Map(town.map(({ topic, name }) => [name.nl, topic]));
  const topicNamed = (name: string): TopicId => {
    const topic = byName.get(name);
    if (!topic) throw new Error(`${file} names a topic that the town does not have: ${name}`);
    return topic;
  };
  const text = await readFile(new URL(`test/bench/questions/${file}`, rootUrl), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [labels = "", question = ""] = line.split(" | ");
      return { question, topics: labels === "-" ? [] : labels.split("; ").map(topicNamed) };
    });
};
