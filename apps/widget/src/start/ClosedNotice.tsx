import type { ComponentChildren } from "preact";
import { useReading } from "../texts/reading.js";

/** Who is closed, what that means for what one writes, and where to turn in danger. */
export const ClosedNotice = ({ title, children }: { title: string; children: ComponentChildren }) => {
  const { texts } = useReading();
  return (
    <div class="notice">
      <p class="nl-paragraph">
        <strong>{title}.</strong> {children}
      </p>
      <p class="nl-paragraph">
        <a class="nl-link" href="tel:112">
          {texts.hours.emergency}
        </a>
      </p>
    </div>
  );
};
