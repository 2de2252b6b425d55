import type { Localised } from "@eigenkanaal/protocol";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Lang } from "../frame/settings.js";
import { nl, type Texts } from "./nl.js";

/** How this person reads: language, clock and calendar. */
export type Reading = { lang: Lang; texts: Texts; timeZone: string; nowMs: number };

/** Dutch is there from the beginning; most people need no other. */
const textsOf: Partial<Record<Lang, Texts>> & { nl: Texts } = { nl };

/** Fetches a language's texts; resolves with the language to read in, which is Dutch when they did not come. */
export const loadTexts = async (lang: Lang): Promise<Lang> => {
  if (textsOf[lang] !== undefined) return lang;
  try {
    textsOf.en = (await import("./en.js")).en;
    return lang;
  } catch {
    return "nl";
  }
};

/** How one reads in a language whose texts are there; until then, in Dutch. */
export const readingIn = (lang: Lang, at: { timeZone: string; nowMs: number }): Reading => {
  const texts = textsOf[lang];
  return texts === undefined ? { lang: "nl", texts: textsOf.nl, ...at } : { lang, texts, ...at };
};

export const ReadingContext = createContext<Reading>(
  readingIn("nl", { timeZone: "Europe/Amsterdam", nowMs: 0 }),
);

export const useReading = (): Reading => useContext(ReadingContext);

/** A name in this language, else in Dutch. */
export const localised = (name: Localised, lang: Lang): string => name[lang] ?? name.nl;
