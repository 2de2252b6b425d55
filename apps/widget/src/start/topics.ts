import type { DeskView, TopicView, TownView } from "@eigenkanaal/client";

/** A topic with those that stand under it. */
export type TopicNode = { topic: TopicView; under: TopicNode[] };
export type DeskTopics = { desk: DeskView; topics: TopicNode[] };

/**
 * The town's tree: under each desk the topics that stand right under it, in the town's order; desks without any stay
 * out. A topic whose parent is not in the town stands under its desk, and so do topics that stand under each other.
 */
export const topicTree = ({ desks, topics }: Pick<TownView, "desks" | "topics">): DeskTopics[] => {
  const reached = new Set<TopicView>();
  const nodeOf = (topic: TopicView): TopicNode => {
    reached.add(topic);
    return { topic, under: topics.filter(({ parent }) => parent === topic.topic).map(nodeOf) };
  };
  const isRoot = ({ parent }: TopicView) => topics.every(({ topic }) => topic !== parent);
  const roots = topics.filter(isRoot).map(nodeOf);
  const lost = topics.filter((topic) => !reached.has(topic)).map((topic) => ({ topic, under: [] }));
  return desks
    .map((desk) => ({ desk, topics: [...roots, ...lost].filter(({ topic }) => topic.desk === desk.desk) }))
    .filter(({ topics }) => topics.length > 0);
};
