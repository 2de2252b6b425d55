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
  why: "unreachable" | "untrusted" | "storage";
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
        <h1 ref={heading} tabIndex={-1}>
          {texts.unavailable[why].title}
        </h1>
        <p>{texts.unavailable[why].how}</p>
        {(phone !== null || counterUrl !== null) && <p>{texts.unavailable.call}</p>}
        {phone !== null && (
          <a class="button" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            <PhoneIcon />
            {texts.footer.call(phone)}
          </a>
        )}
        {why === "unreachable" ? (
          <button type="button" class="button button-quiet" onClick={onRetry}>
            {texts.unavailable.retry}
          </button>
        ) : (
          counterUrl !== null && <OutsideLink href={counterUrl}>{texts.footer.counter}</OutsideLink>
        )}
      </main>
    </>
  );
};
