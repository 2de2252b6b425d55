import type { Texts } from "../texts/wording.js";
import type { Unread } from "./hoursDraft.js";

/** Which field of the hours cannot be read, in a sentence. */
export const wrongHours = (unread: Unread, words: Texts["townSettings"]["hours"]): string =>
  unread.in === "day"
    ? words.unreadDay(words.days[unread.day - 1] ?? "")
    : words.unreadException(unread.index + 1);
