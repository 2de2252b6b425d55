import type { Localised } from "@eigenkanaal/protocol";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Lang } from "../frame/settings.js";
import { en } from "./en.js";
import { nl, type Texts } from "./nl.js";

/** How this person reads: language, clock and calendar. */
export type Reading = { lang: Lang; texts: Texts; timeZone: string; nowMs: number };

const textsOf: Record<Lang, Texts> = { nl, en };

export const readingIn = (lang: Lang, at: { timeZone: string; nowMs: number }): Reading => ({
  lang,
  texts: textsOf[lang],
  ...at,
});

export const ReadingContext = createContext<Reading>(
  readingIn("nl", { timeZone: "Europe/Amsterdam", nowMs: 0 }),
);

export const useReading = (): Reading => useContext(ReadingContext);

/** A name in this language, else in Dutch. */
export const localised = (name: Localised, lang: Lang): string => name[lang] ?? name.nl;
