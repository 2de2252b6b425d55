import type { ComponentChildren } from "preact";
import { SafetyLines } from "../shell/SafetyLines.js";

/** Who is closed, what that means for what one writes, and where to turn in danger. */
export const ClosedNotice = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <div class="notice">
    <p class="nl-paragraph">
      <strong>{title}.</strong> {children}
    </p>
    <SafetyLines />
  </div>
);
