import type { DeskView, TopicView, TownView } from "@eigenkanaal/client";
import { useId, useRef, useState } from "preact/hooks";
import { ForwardIcon, LockIcon, SearchIcon } from "../icons.js";
import { useFocusWhenShown } from "../shell/focus.js";
import { Header } from "../shell/Header.js";
import { PrivacySheet } from "../shell/PrivacySheet.js";
import { useSurroundings } from "../shell/surroundings.js";
import { type DeskHours, type HoursWords, hoursWords } from "../texts/hours.js";
import { localised, useReading } from "../texts/reading.js";
import { ClosedNotice } from "./ClosedNotice.js";
import { topicsMatching } from "./topics.js";

/** The first screen: what is your question about? Its text stands before the town's topics have come in. */
export const StartScreen = ({
  town,
  shown,
  hoursOf,
  onChoose,
}: {
  town: TownView | null;
  shown: boolean;
  hoursOf: (desk: DeskView) => DeskHours;
  onChoose: (topic: TopicView | null) => void;
}) => {
  const { texts } = useReading();
  const { changeLanguage } = useSurroundings();
  const [asksPrivacy, setAsksPrivacy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhenShown(heading, shown);
  return (
    <>
      <Header title={town?.name ?? texts.widget.title}>
        <button type="button" class="nl-button nl-button--subtle header-link" onClick={changeLanguage}>
          {texts.widget.otherLanguage}
        </button>
      </Header>
      <main class="start">
        <h1 ref={heading} class="nl-heading nl-heading--level-3" tabIndex={-1}>
          {texts.start.question}
        </h1>
        <p class="nl-paragraph start-privacy">
          <LockIcon />
          <span>
            {texts.start.privacy}{" "}
            <button type="button" class="link" onClick={() => setAsksPrivacy(true)}>
              {texts.start.privacyMore}
            </button>
          </span>
        </p>
        {town === null ? <TopicsSkeleton /> : <Topics town={town} hoursOf={hoursOf} onChoose={onChoose} />}
        {asksPrivacy && <PrivacySheet onClose={() => setAsksPrivacy(false)} />}
      </main>
    </>
  );
};

const TopicsSkeleton = () => (
  <div class="skeleton" role="status">
    <span class="only-heard">{useReading().texts.start.loading}</span>
    <span class="skeleton-line skeleton-field" />
    <span class="skeleton-line" />
    <span class="skeleton-line" />
    <span class="skeleton-line" />
  </div>
);

const Topics = ({
  town,
  hoursOf,
  onChoose,
}: {
  town: TownView;
  hoursOf: (desk: DeskView) => DeskHours;
  onChoose: (topic: TopicView | null) => void;
}) => {
  const reading = useReading();
  const { texts, lang } = reading;
  const [filter, setFilter] = useState("");
  const found = topicsMatching(filter, town, lang);
  const foundCount = found.reduce((count, { topics }) => count + topics.length, 0);
  const general = town.desks.find((desk) => desk.general);
  const wordsOf = (desk: DeskView) =>
    hoursWords(hoursOf(desk), { ...reading, timeZone: desk.hours.timeZone });
  const allClosed = town.desks.every((desk) => !hoursOf(desk).open);
  const everywhere = new Set(town.desks.map((desk) => wordsOf(desk).short));
  // No topic is chosen yet, so a moment is named only where it holds for every desk.
  const readAgain = new Set(town.desks.map((desk) => wordsOf(desk).more));
  return (
    <>
      {allClosed && (
        <ClosedNotice title={texts.hours.allClosed}>
          {readAgain.size === 1 ? `${[...readAgain][0]} ${texts.hours.sendNow}` : texts.hours.chooseToSee}
        </ClosedNotice>
      )}
      {!allClosed && everywhere.size === 1 && general !== undefined && <HoursLine words={wordsOf(general)} />}
      <search class="search">
        <SearchIcon />
        <input
          type="search"
          aria-label={texts.start.question}
          placeholder={texts.start.filterHint}
          autocomplete="off"
          value={filter}
          onInput={(event) => setFilter(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || filter === "") return;
            // Esc empties the field first; only then does it minimise the chat.
            event.stopPropagation();
            setFilter("");
          }}
        />
      </search>
      <p class="only-heard" role="status">
        {filter.trim() !== "" && foundCount > 0 && texts.start.found(foundCount)}
      </p>
      {foundCount === 0 && filter.trim() !== "" && (
        <p class="nl-paragraph" role="status">
          {texts.start.nothingFound(filter.trim())}
        </p>
      )}
      {found.map(({ desk, topics }) => (
        <DeskTopicList
          key={desk.desk}
          desk={desk}
          hours={everywhere.size === 1 ? null : wordsOf(desk)}
          topics={topics}
          onChoose={onChoose}
        />
      ))}
      <ul class="topics">
        <li>
          <button type="button" class="topic" onClick={() => onChoose(null)}>
            <span>
              {texts.start.somethingElse}
              <span class="topic-hint">{texts.start.somethingElseHint}</span>
            </span>
            <ForwardIcon />
          </button>
        </li>
      </ul>
    </>
  );
};

const DeskTopicList = ({
  desk,
  hours,
  topics,
  onChoose,
}: {
  desk: DeskView;
  /** Null when all desks have the same, which then stands above them once. */
  hours: HoursWords | null;
  topics: TopicView[];
  onChoose: (topic: TopicView) => void;
}) => {
  const { lang } = useReading();
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <div class="desk-heading">
        <h2 id={headingId} class="nl-heading nl-heading--level-5">
          {localised(desk.name, lang)}
        </h2>
        {hours !== null && <HoursLine words={hours} />}
      </div>
      <ul class="topics">
        {topics.map((topic) => (
          <li key={topic.topic}>
            <button type="button" class="topic" onClick={() => onChoose(topic)}>
              {localised(topic.name, lang)}
              <ForwardIcon />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

const HoursLine = ({ words }: { words: HoursWords }) => (
  <p class={words.open ? "desk-hours desk-hours-open" : "desk-hours"}>{words.short}</p>
);
