import { useRef } from "preact/hooks";
import { useFocusWhenShown } from "../shell/focus.js";
import { Header } from "../shell/Header.js";
import { SafetyLines } from "../shell/SafetyLines.js";
import { longDate } from "../texts/dates.js";
import { destroyedTexts } from "../texts/destroyed.js";
import { useReading } from "../texts/reading.js";

/** Where the conversation stood that is destroyed: since when, and a new one. */
export const Destroyed = ({
  townName,
  atMs,
  shown,
  onRenew,
}: {
  townName: string;
  atMs: number;
  shown: boolean;
  onRenew: () => void;
}) => {
  const reading = useReading();
  const words = destroyedTexts[reading.lang];
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhenShown(heading, shown);
  return (
    <>
      <Header title={townName} />
      <main class="unavailable">
        <h1 ref={heading} class="nl-heading nl-heading--level-3" tabIndex={-1}>
          {words.title(longDate(atMs, reading))}
        </h1>
        <p class="nl-paragraph">{words.how}</p>
        <button type="button" class="nl-button nl-button--primary" onClick={onRenew}>
          {words.renew}
        </button>
        <SafetyLines />
      </main>
    </>
  );
};
