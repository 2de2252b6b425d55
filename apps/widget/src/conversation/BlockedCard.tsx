import { useEffect, useRef } from "preact/hooks";
import { ReachPerson } from "../shell/ReachPerson.js";
import { SafetyLines } from "../shell/SafetyLines.js";
import { blockedTexts } from "../texts/blocked.js";
import { dayInSentence, daysAhead, timeInSentence } from "../texts/dates.js";
import { useReading } from "../texts/reading.js";

/** Where the composer stood, while one is blocked: until when, and how to reach a person all the same. */
export const BlockedCard = ({ untilMs }: { untilMs: number }) => {
  const reading = useReading();
  const words = blockedTexts[reading.lang];
  const title = reading.texts.refused.blocked;
  const top = useRef<HTMLParagraphElement>(null);
  // Who was writing has no field any more.
  useEffect(() => {
    if (document.activeElement === document.body) top.current?.focus();
  }, []);
  const ahead = daysAhead(untilMs, reading);
  const day = words.near[ahead] ?? dayInSentence(untilMs, reading);
  return (
    <section class="closed-card" aria-label={title}>
      <div class="closed-says" role="status">
        <p class="nl-paragraph" ref={top} tabIndex={-1}>
          <strong>{title}</strong>
        </p>
        <p class="nl-paragraph">{words.until(day, timeInSentence(untilMs, reading))}</p>
        <p class="nl-paragraph">{words.reach}</p>
      </div>
      <div class="closed-actions">
        <ReachPerson />
      </div>
      <SafetyLines />
    </section>
  );
};
