import type { ComponentChildren, ComponentProps } from "preact";

/** A button of NL Design System that shows only its icon; the label is heard. */
export const IconButton = ({
  label,
  icon,
  ...button
}: ComponentProps<"button"> & { label: string; icon: ComponentChildren }) => (
  <button type="button" class="nl-button nl-button--subtle nl-button--icon-only" {...button}>
    <span class="nl-button__icon-start">{icon}</span>
    <span class="nl-button__label">{label}</span>
  </button>
);
