import * as z from "zod/mini";
import { base64Url, byteString } from "./bytes.js";
import { ConversationId, DeskId, TopicId } from "./ids.js";
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

/** One reader, and the smallest padding. */
const minCopyBytes = 1_327;
const maxCopyBytes = 65_536;

/** A remark once more, sealed to who supervises the desk (DESIGN.md 3.6) [Q5]. */
export const ShareRemark = z.strictObject({
  conversation: ConversationId,
  copy: byteString(minCopyBytes, maxCopyBytes),
});
export type ShareRemark = z.infer<typeof ShareRemark>;

export const maxSharedRemarksPage = 50;
const remarkNumber = z.int().check(z.positive());

/** What `GET /api/v1/shared-remarks` may be asked: a page before a remark. */
export const SharedRemarksQuery = z.strictObject({ before: z.optional(remarkNumber) });
export type SharedRemarksQuery = z.infer<typeof SharedRemarksQuery>;

/** `GET /api/v1/shared-remarks`: newest first, and not of whose conversation [Q6]. */
export const SharedRemarks = z.strictObject({
  remarks: z
    .array(
      z.strictObject({
        remark: remarkNumber,
        desk: DeskId,
        topic: z.nullable(TopicId),
        verdict: z.nullable(Verdict),
        atMs: timeMs,
        copy: base64Url(maxCopyBytes),
      }),
    )
    .check(z.maxLength(maxSharedRemarksPage)),
  more: z.boolean(),
});
export type SharedRemarks = z.infer<typeof SharedRemarks>;
