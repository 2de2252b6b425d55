import type { CitizenActions, TopicView, TownView } from "@eigenkanaal/client";
import type { Hours } from "@eigenkanaal/protocol";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ForwardIcon } from "../icons.js";
import { type DeskHours, hoursWords } from "../texts/hours.js";
import { localised, useReading } from "../texts/reading.js";
import { ClosedNotice } from "./ClosedNotice.js";
import { HoursLine } from "./HoursLine.js";
import { useSuggestions } from "./useSuggestions.js";

/** How one comes to a desk: say in one's own words what it is about, or look for it. What is written stays here. */
export const TopicChoice = ({
  town,
  draft,
  onDraft,
  hoursOf,
  topicWords,
  onChoose,
}: {
  town: TownView;
  /** What was written so far; it becomes the beginning of the first message, which the person still sends. */
  draft: string;
  onDraft: (text: string) => void;
  hoursOf: (hours: Hours) => DeskHours;
  topicWords: CitizenActions["topicWords"];
  onChoose: (topic: TopicView | null) => void;
}) => {
  const reading = useReading();
  const { texts, lang } = reading;
  const [entered, setEntered] = useState(false);
  const suggested = useSuggestions(draft, { town, need: entered, topicWords });
  const hintId = useId();
  const [tree, setTree] = useState<typeof import("./TopicTree.js") | null>(null);
  // Should it not come in one can still write, and choose the general desk.
  useEffect(() => void import("./TopicTree.js").then(setTree, () => undefined), []);
  const choices = useRef<HTMLUListElement>(null);

  const wordsOf = (hours: Hours) => hoursWords(hoursOf(hours), { ...reading, timeZone: hours.timeZone });
  const general = town.desks.find((desk) => desk.general);
  const allHours = [...town.desks, ...town.topics].flatMap(({ hours }) => hours ?? []);
  const allClosed = allHours.every((hours) => !hoursOf(hours).open);
  const sameHours = new Set(town.desks.map(({ hours }) => wordsOf(hours).short)).size === 1;
  // No topic is chosen yet, so a moment is named only where it holds for all.
  const readAgain = new Set(allHours.map((hours) => wordsOf(hours).more));

  const topics = suggested?.topics ?? [];
  const unsure = suggested?.confidence === "unsure";
  const title = unsure ? texts.start.unsure : texts.start.suggested;
  const names = topics.map(({ name }) => localised(name, lang));
  const somethingElse = (
    <li key="something-else">
      <button type="button" class="topic" onClick={() => onChoose(null)}>
        <span>
          {texts.start.somethingElse}
          <span class="topic-hint">{texts.start.somethingElseHint}</span>
        </span>
        <ForwardIcon />
      </button>
    </li>
  );
  return (
    <>
      {allClosed && (
        <ClosedNotice title={texts.hours.allClosed}>
          {readAgain.size === 1 ? `${[...readAgain][0]} ${texts.hours.sendNow}` : texts.hours.chooseToSee}
        </ClosedNotice>
      )}
      {!allClosed && sameHours && general !== undefined && <HoursLine words={wordsOf(general.hours)} />}
      <div class="composer-field question-field" data-text={draft}>
        <textarea
          rows={2}
          dir="auto"
          aria-label={texts.start.question}
          aria-describedby={hintId}
          placeholder={texts.start.example}
          enterkeyhint="next"
          value={draft}
          onFocus={(event) => {
            setEntered(true);
            // Room beneath for what will be suggested: above it can stand much when the town is closed.
            event.currentTarget.scrollIntoView();
          }}
          onInput={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
            // On to the choices: nothing is sent from here.
            event.preventDefault();
            choices.current?.querySelector("button")?.focus();
          }}
        />
      </div>
      <p id={hintId} class="question-hint">
        {texts.start.staysHere}
      </p>
      <p class="only-heard" role="status">
        {suggested !== null && [title, ...names].join(", ")}
      </p>
      <div>
        {suggested !== null && <h2 class="nl-heading nl-heading--level-5 choices-title">{title}</h2>}
        <ul ref={choices} class="topics">
          {unsure && somethingElse}
          {topics.map((topic) => (
            <li key={topic.topic}>
              <button type="button" class="topic" onClick={() => onChoose(topic)}>
                <span>
                  {localised(topic.name, lang)}
                  <SuggestionHint topic={topic} town={town} />
                  {topic.hours !== null && <HoursLine words={wordsOf(topic.hours)} />}
                </span>
                <ForwardIcon />
              </button>
            </li>
          ))}
          {!unsure && somethingElse}
        </ul>
      </div>
      {tree !== null && (
        <tree.TopicTree town={town} sameHours={sameHours} wordsOf={wordsOf} onChoose={onChoose} />
      )}
    </>
  );
};

/** Which desk it is, and of a sensitive topic that nobody but the device knows which one it was. */
const SuggestionHint = ({ topic, town }: { topic: TopicView; town: TownView }) => {
  const { texts, lang } = useReading();
  const desk = town.desks.find((one) => one.desk === topic.desk);
  return (
    <span class="topic-hint">
      {desk !== undefined && texts.desk.title(localised(desk.name, lang))}
      {topic.sensitive && `. ${texts.start.sensitive}`}
    </span>
  );
};
