import type { ComponentChildren } from "preact";
import { SafetyLines } from "../shell/SafetyLines.js";

/** Who is closed, what that means for what one writes, and where to turn in danger, unless that stands beneath it. */
export const ClosedNotice = ({
  title,
  safetyBeneath = false,
  children,
}: {
  title: string;
  safetyBeneath?: boolean;
  children: ComponentChildren;
}) => (
  <div class="notice">
    <p class="nl-paragraph">
      <strong>{title}.</strong> {children}
    </p>
    {!safetyBeneath && <SafetyLines />}
  </div>
);
