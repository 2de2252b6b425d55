import * as z from "zod/mini";
import { ConversationId, LabelId, MemberId } from "./ids.js";
import { maxLabelsOn } from "./labels.js";
import { timeMs } from "./times.js";

/** What colleagues make of a conversation for their own work (PROTOCOL.md W). */

/** Put off until a moment, or until the citizen writes (null); the citizen's writing ends either. */
export const Snooze = z.strictObject({ untilMs: z.nullable(timeMs) });
export type Snooze = z.infer<typeof Snooze>;

/** It was closed before: since when it is open again, and who had it in hand when it was closed. */
export const Reopened = z.strictObject({ atMs: timeMs, had: z.nullable(MemberId) });
export type Reopened = z.infer<typeof Reopened>;

/** The labels that it has from then on, all of them. */
export const LabelConversation = z.strictObject({
  conversation: ConversationId,
  labels: z.array(LabelId).check(z.maxLength(maxLabelsOn)),
});
export type LabelConversation = z.infer<typeof LabelConversation>;

export const SnoozeConversation = z.strictObject({
  conversation: ConversationId,
  untilMs: z.nullable(timeMs),
});
export type SnoozeConversation = z.infer<typeof SnoozeConversation>;
