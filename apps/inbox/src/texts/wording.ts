import type { nl } from "./nl.js";

/** The shape of the Dutch words with the words themselves left open: every language says exactly the same things. */
export type Texts = Worded<typeof nl>;

type Worded<T> = T extends string
  ? string
  : T extends (...words: infer Words) => string
    ? (...words: Words) => string
    : { [Key in keyof T]: Worded<T[Key]> };
