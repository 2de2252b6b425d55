import type { TopicView, TownView } from "@eigenkanaal/client";
import type { Hours } from "@eigenkanaal/protocol";
import { ForwardIcon, UnfoldIcon } from "../icons.js";
import type { HoursWords } from "../texts/hours.js";
import { localised, useReading } from "../texts/reading.js";
import { HoursLine } from "./HoursLine.js";
import { type TopicNode, topicTree } from "./topics.js";

/** A chunk of its own, fetched while one reads what stands above it. */

/** All topics, for who would rather look than write: the desks, and in each its topics. */
export const TopicTree = ({
  town,
  sameHours,
  wordsOf,
  onChoose,
}: {
  town: TownView;
  /** All desks have the same hours, which stand above them once. */
  sameHours: boolean;
  wordsOf: (hours: Hours) => HoursWords;
  onChoose: (topic: TopicView) => void;
}) => {
  const { texts, lang } = useReading();
  return (
    <div>
      <h2 class="nl-heading nl-heading--level-5 choices-title">{texts.start.browse}</h2>
      {topicTree(town).map(({ desk, topics }) => (
        <details key={desk.desk} class="tree-desk">
          <summary>
            <span>{localised(desk.name, lang)}</span>
            {!sameHours && <HoursLine words={wordsOf(desk.hours)} />}
            <UnfoldIcon />
          </summary>
          <TopicList topics={topics} wordsOf={wordsOf} onChoose={onChoose} />
        </details>
      ))}
    </div>
  );
};

const TopicList = ({
  topics,
  under = false,
  wordsOf,
  onChoose,
}: {
  topics: TopicNode[];
  wordsOf: (hours: Hours) => HoursWords;
  /** They stand under another topic. */
  under?: boolean;
  onChoose: (topic: TopicView) => void;
}) => {
  const { lang } = useReading();
  return (
    <ul class={under ? "topics topics-under" : "topics"}>
      {topics.map(({ topic, under: below }) => (
        <li key={topic.topic}>
          <button type="button" class="topic" onClick={() => onChoose(topic)}>
            <span>
              {localised(topic.name, lang)}
              {topic.hours !== null && <HoursLine words={wordsOf(topic.hours)} />}
            </span>
            <ForwardIcon />
          </button>
          {below.length > 0 && <TopicList topics={below} under wordsOf={wordsOf} onChoose={onChoose} />}
        </li>
      ))}
    </ul>
  );
};
