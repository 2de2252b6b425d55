import { useRef } from "preact/hooks";
import { PhoneIcon, WarningIcon } from "../icons.js";
import { useFocusWhenShown } from "../shell/focus.js";
import { Header } from "../shell/Header.js";
import { OutsideLink } from "../shell/OutsideLink.js";
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
        {phone !== null && (
          <a class="nl-button nl-button--primary" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            <span class="nl-button__icon-start">
              <PhoneIcon />
            </span>
            <span class="nl-button__label">{texts.footer.call(phone)}</span>
          </a>
        )}
        {why === "unreachable" ? (
          <button type="button" class="nl-button nl-button--secondary" onClick={onRetry}>
            {texts.unavailable.retry}
          </button>
        ) : (
          counterUrl !== null && <OutsideLink href={counterUrl}>{texts.footer.counter}</OutsideLink>
        )}
      </main>
    </>
  );
};
