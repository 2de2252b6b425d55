import { type DeskId, TopicId } from "@eigenkanaal/protocol";
import { useId } from "react";
import { type TownNames, topicsOf } from "../queue/names.js";
import { useTexts } from "../texts/texts.js";
import type { ClosingTown } from "./card.js";

type TopicFieldProps = {
  topic: TopicId | null;
  /** The conversation's, whose topics come first. */
  desk: DeskId;
  town: ClosingTown;
  names: Pick<TownNames, "desk" | "topic">;
  onChange: (topic: TopicId | null) => void;
};

/** What it was about: any topic of the town, and the one that it has though it is no longer offered. */
export const TopicField = ({ topic, desk, town, names, onChange }: TopicFieldProps) => {
  const { closing: words } = useTexts();
  const id = useId();
  const desks = [desk, ...town.desks.map((one) => one.desk).filter((one) => one !== desk)];
  const isSensitive = (one: TopicId) => town.topics.some((each) => each.topic === one && each.sensitive);
  const isOffered = topic === null || town.topics.some((one) => one.topic === topic);
  return (
    <div className="closing-field">
      <label htmlFor={id}>{words.topic}</label>
      <select
        id={id}
        className="field"
        aria-describedby={`${id}hint`}
        value={topic ?? ""}
        onChange={(event) => onChange(TopicId.safeParse(event.target.value).data ?? null)}
      >
        <option value="">{words.noTopic}</option>
        {!isOffered && <option value={topic}>{names.topic(topic)}</option>}
        {desks.map((each) => (
          <optgroup key={each} label={names.desk(each)}>
            {topicsOf(town.topics, [each], names).map((one) => (
              <option key={one.topic} value={one.topic}>
                {isSensitive(one.topic) ? words.sensitiveTopic(one.name) : one.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p id={`${id}hint`} className="quiet">
        {topic !== null && isSensitive(topic) && words.sensitiveHint}
      </p>
    </div>
  );
};
