import type { ComponentChildren } from "preact";

/** A number to call, by a tap. */
export const PhoneLink = ({
  phone,
  class: looks = "nl-link",
  children,
}: {
  phone: string;
  class?: string;
  children: ComponentChildren;
}) => (
  <a class={looks} href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
    {children}
  </a>
);
