import type { HoursWords } from "../texts/hours.js";

export const HoursLine = ({ words }: { words: HoursWords }) => (
  <span class={words.open ? "desk-hours desk-hours-open" : "desk-hours"}>{words.short}</span>
);
