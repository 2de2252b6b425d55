import type { ComponentChildren } from "preact";
import { useReading } from "../texts/reading.js";

/** A link out of the frame: a new tab, which learns nothing of where it came from. */
export const OutsideLink = ({ href, children }: { href: string; children: ComponentChildren }) => (
  <a class="nl-link" href={href} target="_blank" rel="noopener noreferrer">
    {children}
    <span class="only-heard"> ({useReading().texts.footer.newTab})</span>
  </a>
);
