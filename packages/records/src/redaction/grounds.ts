/**
 * The grounds on which something may be left out of what is made public: Wet open overheid, article 5.1, first paragraph
 * (a to e) and second (a to i), and article 5.2. Whether one holds is for a person to weigh.
 */
export const wooGrounds = [
  ...(["5.1.1.a", "5.1.1.b", "5.1.1.c", "5.1.1.d", "5.1.1.e"] as const),
  ...(["5.1.2.a", "5.1.2.b", "5.1.2.c", "5.1.2.d", "5.1.2.e"] as const),
  ...(["5.1.2.f", "5.1.2.g", "5.1.2.h", "5.1.2.i", "5.2"] as const),
] as const;
export type WooGround = (typeof wooGrounds)[number];

/** About a whole conversation: all of it, what is not masked, or nothing of it is made public. */
export type Decision = "public" | "partial" | "refused";
