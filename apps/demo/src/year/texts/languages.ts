import { ar } from "./ar.js";
import { en } from "./en.js";
import { nl } from "./nl.js";
import type { Phrases } from "./phrases.js";
import { pl } from "./pl.js";
import { tr } from "./tr.js";
import { uk } from "./uk.js";

export const phrases = { nl, en, ar, tr, pl, uk } satisfies Record<string, Phrases>;
export type YearLanguage = keyof typeof phrases;
