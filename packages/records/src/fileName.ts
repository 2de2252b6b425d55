import { calendarDay } from "./moments.js";
import type { TranscriptWords } from "./texts/transcript.js";
import type { OwnConversation } from "./transcript.js";

const longestName = 40;

/**
 * What a device may call the file: `gesprek-gemeente-voorbeeld-2026-11-23.html`, of letters, digits and hyphens only. Never
 * the topic: a list of files is seen by others too.
 */
export const fileNameOf = (
  { organisation, savedAtMs }: Pick<OwnConversation, "organisation" | "savedAtMs">,
  { file }: Pick<TranscriptWords, "file">,
  ending: "html" | "txt" | "json",
): string => {
  const name = organisation.name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longestName)
    .replace(/^-+|-+$/g, "");
  return `${[file, name, calendarDay(savedAtMs)].filter((each) => each !== "").join("-")}.${ending}`;
};
