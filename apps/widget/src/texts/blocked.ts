import type { Lang } from "../frame/settings.js";

type BlockedTexts = {
  /** Today and tomorrow; further away the day itself. */
  near: readonly string[];
  until: (day: string, time: string) => string;
  reach: string;
};

/** Loaded with the card that they are for, and so apart from the other texts. */
export const blockedTexts: Record<Lang, BlockedTexts> = {
  nl: {
    near: ["vandaag", "morgen"],
    until: (day, time) =>
      `Een medewerker heeft dit gesprek geblokkeerd. Vanaf ${day} om ${time} uur kunt u hier weer schrijven.`,
    reach: "Bent u het er niet mee eens, of wilt u iemand spreken? Bel ons of kom langs.",
  },
  en: {
    near: ["today", "tomorrow"],
    until: (day, time) =>
      `A member of staff has blocked this conversation. From ${day} at ${time} you can write here again.`,
    reach: "Do you not agree, or do you want to speak to somebody? Call us or come by.",
  },
};
