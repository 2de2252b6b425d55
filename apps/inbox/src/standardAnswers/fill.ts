/** What stands for a name that is known: `{bureau}`, `{collega}` and so on, as in the texts that explain them. */
export const placeholders = ["gemeente", "bureau", "collega", "onderwerp", "telefoon"] as const;
export type Placeholder = (typeof placeholders)[number];

export type Filled = {
  text: string;
  /** The first thing between square brackets, which only the colleague knows; null when there is none. */
  toFillIn: { start: number; end: number } | null;
};

/** A standard answer with what is known in the place of its placeholders; what is not one stays as it stands. */
export const fill = (text: string, known: Readonly<Record<Placeholder, string>>): Filled => {
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    isPlaceholder(name) ? known[name] : whole,
  );
  return { text: filled, toFillIn: nextToFillIn(filled, 0) };
};

/** The first thing between square brackets from a place in the text on. */
export const nextToFillIn = (text: string, from: number): Filled["toFillIn"] => {
  const found = /\[[^\]\n]+\]/.exec(text.slice(from));
  return found && { start: from + found.index, end: from + found.index + found[0].length };
};

const isPlaceholder = (name: string): name is Placeholder =>
  (placeholders as readonly string[]).includes(name);
