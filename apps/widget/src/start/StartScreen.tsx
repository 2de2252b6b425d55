import type { CitizenActions, TopicView, TownView } from "@eigenkanaal/client";
import type { Hours } from "@eigenkanaal/protocol";
import { useRef, useState } from "preact/hooks";
import { LockIcon } from "../icons.js";
import { useFocusWhenShown } from "../shell/focus.js";
import { Header } from "../shell/Header.js";
import { PrivacySheet } from "../shell/later.js";
import { useSurroundings } from "../shell/surroundings.js";
import type { DeskHours } from "../texts/hours.js";
import { useReading } from "../texts/reading.js";
import { TopicChoice } from "./TopicChoice.js";

/** The first screen: what can we help with? Its text stands before the town's topics have come in. */
export const StartScreen = ({
  town,
  shown,
  ...choice
}: {
  town: TownView | null;
  shown: boolean;
  draft: string;
  onDraft: (text: string) => void;
  hoursOf: (hours: Hours) => DeskHours;
  topicWords: CitizenActions["topicWords"];
  onChoose: (topic: TopicView | null) => void;
}) => {
  const { texts } = useReading();
  const { changeLanguage, askCode } = useSurroundings();
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
        {town === null ? <TopicsSkeleton /> : <TopicChoice town={town} {...choice} />}
        {town !== null && (
          <p class="nl-paragraph">
            <button type="button" class="link" onClick={() => askCode({ which: "enter", given: "" })}>
              {texts.start.withCode}
            </button>
          </p>
        )}
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
