import { useRef } from "preact/hooks";
import { WarningIcon } from "../icons.js";
import { useFocusWhenShown } from "../shell/focus.js";
import { Header } from "../shell/Header.js";
import { ReachPerson } from "../shell/ReachPerson.js";
import { SafetyLines } from "../shell/SafetyLines.js";
import { useSurroundings } from "../shell/surroundings.js";
import { useReading } from "../texts/reading.js";

/** The chat cannot be used: why, and how to reach a person instead. */
export const Unavailable = ({
  why,
  shown,
  onRetry,
}: {
  why: "unreachable" | "untrusted" | "no_desk" | "storage";
  shown: boolean;
  onRetry: () => void;
}) => {
  const { texts } = useReading();
  const { phone, counterUrl } = useSurroundings();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusWhenShown(heading, shown);
  return (
    <>
      <Header title={texts.widget.title} />
      <main class="unavailable">
        <span class={why === "untrusted" ? "unavailable-sign unavailable-danger" : "unavailable-sign"}>
          <WarningIcon />
        </span>
        <h1 ref={heading} class="nl-heading nl-heading--level-3" tabIndex={-1}>
          {texts.unavailable[why].title}
        </h1>
        <p class="nl-paragraph">{texts.unavailable[why].how}</p>
        {(phone !== null || counterUrl !== null) && <p class="nl-paragraph">{texts.unavailable.call}</p>}
        <ReachPerson />
        {why === "unreachable" && (
          <button type="button" class="nl-button nl-button--secondary" onClick={onRetry}>
            {texts.unavailable.retry}
          </button>
        )}
        <SafetyLines />
      </main>
    </>
  );
};
