import * as z from "zod/mini";
import { ConversationId } from "./ids.js";
import { timeMs } from "./times.js";

/** What a citizen makes of a conversation once it is closed. Rules: PROTOCOL.md, Q. */

/** Whether they were helped. */
export const Verdict = z.enum(["yes", "partly", "no"]);
export type Verdict = z.infer<typeof Verdict>;

/** What the question is answered with: a verdict, or that they would rather not say and are not asked again. */
export const VerdictAnswer = z.enum([...Verdict.options, "skipped"]);
export type VerdictAnswer = z.infer<typeof VerdictAnswer>;

export const GiveVerdict = z.strictObject({ conversation: ConversationId, verdict: VerdictAnswer });
export type GiveVerdict = z.infer<typeof GiveVerdict>;

/** The question as it stands: what was answered, `skipped` to its citizen only, and until when it can be. */
export const AskedVerdict = z.strictObject({ given: z.nullable(VerdictAnswer), untilMs: timeMs });
export type AskedVerdict = z.infer<typeof AskedVerdict>;
