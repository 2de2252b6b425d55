import * as z from "zod/mini";
import { DeskId, StandardAnswerId } from "./ids.js";
import { isStorable } from "./storable.js";

/** Answers that a desk gives often, as HTTP carries them. They are the town's own words, never a citizen's [S1]. */

const title = z.string().check(z.trim(), z.minLength(1), z.maxLength(80), z.refine(isStorable));
const words = z.string().check(z.trim(), z.minLength(1), z.maxLength(4_000), z.refine(isStorable));

/** `PUT /api/v1/standard-answers/{answer}`: in Dutch always, in other languages where the desk wrote it. */
export const StandardAnswerText = z.strictObject({
  desk: DeskId,
  title,
  text: z.strictObject({ nl: words, en: z.optional(words) }),
});
export type StandardAnswerText = z.infer<typeof StandardAnswerText>;

export const StandardAnswer = z.extend(StandardAnswerText, { answer: StandardAnswerId });
export type StandardAnswer = z.infer<typeof StandardAnswer>;

/** How many a desk can have: enough to search in, few enough to hand out whole. */
export const maxStandardAnswers = 500;

/** `GET /api/v1/standard-answers`: those of the caller's desks, by title. */
export const StandardAnswers = z.strictObject({ answers: z.array(StandardAnswer) });
export type StandardAnswers = z.infer<typeof StandardAnswers>;
