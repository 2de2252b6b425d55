import type { Lang } from "../frame/settings.js";

/** What few ever read, so it comes along with its screen and not with the other words. */
export const destroyedTexts: Record<Lang, { title: (day: string) => string; how: string; renew: string }> = {
  nl: {
    title: (day) => `Dit gesprek is vernietigd op ${day}.`,
    how: "De tijd dat we het moesten bewaren, was voorbij, of u vroeg er zelf om. Niemand kan het nog lezen. Het staat ook niet meer op dit apparaat.",
    renew: "Nieuw gesprek",
  },
  en: {
    title: (day) => `This conversation was destroyed on ${day}.`,
    how: "The time that we had to keep it was over, or you asked for it yourself. Nobody can read it any more. It is gone from this device too.",
    renew: "New conversation",
  },
};
