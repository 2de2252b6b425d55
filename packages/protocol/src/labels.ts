import * as z from "zod/mini";
import { DeskId, LabelId } from "./ids.js";
import { isStorable } from "./storable.js";

/** The words by which a desk sorts its conversations, as HTTP carries them: the town's own, never a citizen's [W1]. */

/** `PUT /api/v1/labels/{label}`. What has ended stays on the conversations that have it, and goes on no other. */
export const LabelText = z.strictObject({
  desk: DeskId,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(40), z.refine(isStorable)),
  state: z.enum(["in_use", "ended"]),
});
export type LabelText = z.infer<typeof LabelText>;

export const Label = z.extend(LabelText, { label: LabelId });
export type Label = z.infer<typeof Label>;

/** How many a desk can have, those that have ended too: few enough to hand out whole. */
export const maxLabels = 200;

/** How many a conversation can have. */
export const maxLabelsOn = 10;

/** `GET /api/v1/labels`: those of the caller's desks, by name. */
export const Labels = z.strictObject({ labels: z.array(Label) });
export type Labels = z.infer<typeof Labels>;
