import * as z from "zod/mini";
import { RetentionCode } from "./retention.js";
import { timeMs } from "./times.js";

/** What becomes of a citizen's wish that their conversation be erased (AVG, article 17). Rules: PROTOCOL.md, Z. */

/** Why nothing asks that it is kept: no colleague took it up, or what it was kept for is over. */
export const ErasureGround = z.enum(["not_taken_up", "term_passed"]);
export type ErasureGround = z.infer<typeof ErasureGround>;

/**
 * What it is kept for: a procedure; colleagues who deal with it; the term of its class; a class that is kept forever; a class of
 * which the town's table has no term.
 */
const KeptGround = z.enum(["held", "in_hand", "term", "forever", "no_term"]);

const honoured = { outcome: z.literal("honoured"), ground: ErasureGround };
const refused = {
  outcome: z.literal("refused"),
  ground: KeptGround,
  /** By which class it is kept; null where that is not why. */
  class: z.nullable(RetentionCode),
  /** The last day on which it is kept (YYYY-MM-DD, in the Netherlands); null where there is none, or it is not known yet. */
  through: z.nullable(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/))),
};

/** What `erasure:ask` answers. `atMs`: when it was asked, for the first time where the same is asked again. */
export const Erasure = z.discriminatedUnion("outcome", [
  z.strictObject({ ...honoured, atMs: timeMs }),
  z.strictObject({ ...refused, atMs: timeMs }),
]);
export type Erasure = z.infer<typeof Erasure>;

/** What `hold:load` answers: whether a closed conversation is kept longer than its term, for a procedure. Not for which. */
export const HoldState = z.strictObject({ held: z.boolean() });
export type HoldState = z.infer<typeof HoldState>;

/** What is held in the town is otherwise than before: ask how it is with the own conversation. */
export const HoldsChanged = z.strictObject({});
export type HoldsChanged = z.infer<typeof HoldsChanged>;

export const maxErasurePage = 100;

const requestNumber = z.int().check(z.positive());
const recorded = {
  request: requestNumber,
  /** Whose: the pseudonym of the conversation, which leads nowhere once that is gone. */
  pseudonym: z.uuid(),
  atMs: timeMs,
};

/** A request as it is remembered. */
export const ErasureRequest = z.discriminatedUnion("outcome", [
  z.strictObject({ ...recorded, ...honoured }),
  z.strictObject({ ...recorded, ...refused }),
]);
export type ErasureRequest = z.infer<typeof ErasureRequest>;

/** What `GET /api/v1/erasure-requests` may be asked: a page before a request. */
export const ErasureRequestQuery = z.strictObject({ before: z.optional(requestNumber) });
export type ErasureRequestQuery = z.infer<typeof ErasureRequestQuery>;

/** `GET /api/v1/erasure-requests`: newest first. */
export const ErasureRequests = z.strictObject({
  requests: z.array(ErasureRequest).check(z.maxLength(maxErasurePage)),
  more: z.boolean(),
});
export type ErasureRequests = z.infer<typeof ErasureRequests>;
