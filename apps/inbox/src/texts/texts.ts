import type { Localised } from "@eigenkanaal/protocol";
import { createContext, use } from "react";
import { en } from "./en.js";
import { nl } from "./nl.js";
import type { Texts } from "./wording.js";

export const languages = { nl, en } satisfies Record<string, Texts>;
export type LanguageCode = keyof typeof languages;

export const TextsContext = createContext<Texts>(nl);

/** The words in the language of this reader. */
export const useTexts = (): Texts => use(TextsContext);

/** A name the town gave, in the reader's language where the town has it, else in Dutch. */
export const inLanguage = (words: Localised, texts: Texts): string =>
  (texts.code === "en" ? words.en : undefined) ?? words.nl;
