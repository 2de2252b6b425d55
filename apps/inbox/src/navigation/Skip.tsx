import { SkipLink } from "@nl-design-system-candidate/skip-link-react";
import { focusOn } from "./focusOn.js";

/** Moves the focus only: the fragment of the address is the route. */
export const Skip = ({ to, children }: { to: `#${string}`; children: string }) => (
  <SkipLink
    href={to}
    onClick={(event) => {
      event.preventDefault();
      focusOn(to);
    }}
  >
    {children}
  </SkipLink>
);
