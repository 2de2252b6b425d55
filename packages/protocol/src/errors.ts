import * as z from "zod/mini";
import { byteString } from "./bytes.js";
import { timeMs } from "./times.js";

/**
 * Every refusal that can cross the wire, in one table.
 * `retryable`: the same request may succeed later without change. `status`: for HTTP.
 * `textKey`: what the interface says; the words themselves are in the texts files of the apps.
 */
export const errors = {
  malformed: { retryable: false, status: 400, textKey: "refused.malformed" },
  too_large: { retryable: false, status: 413, textKey: "refused.too_large" },
  unauthenticated: { retryable: false, status: 401, textKey: "refused.unauthenticated" },
  invalid_credentials: { retryable: false, status: 401, textKey: "refused.invalid_credentials" },
  /** A one-time or recovery code that is wrong or was used; also the confirmation of an enrolment that is not there. */
  invalid_code: { retryable: false, status: 401, textKey: "refused.invalid_code" },
  foreign_origin: { retryable: false, status: 403, textKey: "refused.foreign_origin" },
  forbidden: { retryable: false, status: 403, textKey: "refused.forbidden" },
  /** The citizen cannot write until the moment that the refusal names. */
  blocked: { retryable: false, status: 403, textKey: "refused.blocked" },
  /** Also what a stranger hears of a conversation that exists: existence is not told. */
  not_found: { retryable: false, status: 404, textKey: "refused.not_found" },
  /** The conversation id, or this message id by another sender, is in use. */
  id_in_use: { retryable: false, status: 409, textKey: "refused.id_in_use" },
  /** A sender's chain continues at another number, or a channel's epoch at another one. */
  out_of_order: { retryable: false, status: 409, textKey: "refused.out_of_order" },
  /** Someone else published this epoch first: load it and go on from there. */
  epoch_taken: { retryable: false, status: 409, textKey: "refused.epoch_taken" },
  /** Sealed under an epoch that is no longer the newest: seal again under the same message id. */
  epoch_superseded: { retryable: false, status: 409, textKey: "refused.epoch_superseded" },
  /** The epoch names a desk key that has been replaced: fetch the directory and seal again. */
  desk_superseded: { retryable: false, status: 409, textKey: "refused.desk_superseded" },
  already_taken: { retryable: false, status: 409, textKey: "refused.already_taken" },
  conversation_closed: { retryable: false, status: 409, textKey: "refused.conversation_closed" },
  /** It went to and fro between two desks too often: the general desk takes it. */
  returned_too_often: { retryable: false, status: 409, textKey: "refused.returned_too_often" },
  /** Of a setting: what holds or held is never rewritten. */
  in_the_past: { retryable: false, status: 409, textKey: "refused.in_the_past" },
  /** Of a setting: something stands in its way, which the refusal lists. */
  obstructed: { retryable: false, status: 409, textKey: "refused.obstructed" },
  /** This officer has approved this list: another one must. */
  already_approved: { retryable: false, status: 409, textKey: "refused.already_approved" },
  /** Who asked for a list does not approve it. */
  own_list: { retryable: false, status: 403, textKey: "refused.own_list" },
  /** The list waits for nobody's word any more. */
  list_ended: { retryable: false, status: 409, textKey: "refused.list_ended" },
  /** The database's clock stands before what it said earlier: nothing is proposed and nothing destroyed. */
  clock_behind: { retryable: false, status: 409, textKey: "refused.clock_behind" },
  /** Nothing is asked of this conversation, or not any more: no verdict, and no colleague or reviewer about it. */
  not_asked: { retryable: false, status: 409, textKey: "refused.not_asked" },
  /** The town has not decided that this may be seen, or has decided that it may not any more. */
  not_allowed_by_town: { retryable: false, status: 409, textKey: "refused.not_allowed_by_town" },
  /** A receipt names another package than the one it is registered for. */
  other_package: { retryable: false, status: 409, textKey: "refused.other_package" },
  /** The town did not choose that reviewers may read along. */
  reviewers_off: { retryable: false, status: 403, textKey: "refused.reviewers_off" },
  /** No conversation fits what a sample is to be drawn from. */
  nothing_to_review: { retryable: false, status: 409, textKey: "refused.nothing_to_review" },
  /** An epoch names a reviewer whom no open review asks to be let in. */
  reviewer_not_asked: { retryable: false, status: 403, textKey: "refused.reviewer_not_asked" },
  /** The conversation is destroyed; the refusal names when. */
  destroyed: { retryable: false, status: 410, textKey: "refused.destroyed" },
  too_many_requests: { retryable: true, status: 429, textKey: "refused.too_many_requests" },
  /** Too many conversations are begun at once: the same request is taken with the work that the refusal asks for. */
  proof_of_work: { retryable: true, status: 429, textKey: "refused.proof_of_work" },
  internal: { retryable: true, status: 500, textKey: "refused.internal" },
  unavailable: { retryable: true, status: 503, textKey: "refused.unavailable" },
} as const satisfies Record<string, { retryable: boolean; status: number; textKey: string }>;

export type ErrorCode = keyof typeof errors;

export const ErrorCode = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]);

/** A number is to be found whose hash with the nonce begins with so many zero bits (PROTOCOL.md L3). */
export const Work = z.strictObject({
  nonce: byteString(16),
  bits: z.int().check(z.minimum(1), z.maximum(24)),
});
export type Work = z.infer<typeof Work>;

/**
 * When or how the same request may succeed: after so long, with the work that is asked, or from this moment on; or since when
 * it never will.
 */
const Remedy = z.strictObject({
  retryAfterMs: z.optional(z.int().check(z.positive())),
  work: z.optional(Work),
  untilMs: z.optional(timeMs),
  destroyedAtMs: z.optional(timeMs),
});
type Remedy = z.infer<typeof Remedy>;

/** Refuses the request it is thrown in; caught once per transport and sent as its code. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: ErrorCode;
  readonly remedy: Remedy;
  constructor(code: ErrorCode, remedy: Remedy = {}) {
    super(code);
    this.code = code;
    this.remedy = remedy;
  }
}

/** What every socket event is acknowledged with. */
export type Reply<T> = { ok: true; value: T } | ({ ok: false; code: ErrorCode } & Remedy);

export const replyOf = <T extends z.ZodMiniType>(value: T) =>
  z.discriminatedUnion("ok", [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), code: ErrorCode, ...Remedy.shape }),
  ]);
