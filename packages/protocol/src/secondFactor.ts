import * as z from "zod/mini";
import { base64Url } from "./bytes.js";
import { Session } from "./resources.js";

/** What signing in with a second factor and keeping one carry over HTTP, as JSON. Rules: PROTOCOL.md A10 to A13. */

/** Six digits out of an app (RFC 6238). */
const OneTimeCode = z.string().check(z.regex(/^\d{6}$/));
/** Twelve letters and digits of Crockford's base 32, 60 bits; on paper in threes of four. */
const RecoveryCode = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{12}$/));

/** Whichever of the two a person has at hand. */
export const SecondFactorCode = z.union([OneTimeCode, RecoveryCode]);

/** A refused `POST /api/v1/session` aside, its answer is a session or this: 202, and a cookie that opens the next step only. */
export const PendingSignIn = z.strictObject({ next: z.enum(["code", "enrolment"]) });
export type PendingSignIn = z.infer<typeof PendingSignIn>;
export const SignInAnswer = z.union([Session, PendingSignIn]);
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/** `POST /api/v1/session/code`. */
export const CodeRequest = z.strictObject({ code: SecondFactorCode });
/** `recoveryCodesLeft`: null when the app's code was used. */
export const SignedInWithCode = z.strictObject({
  session: Session,
  recoveryCodesLeft: z.nullable(z.int().check(z.nonnegative())),
});
export type SignedInWithCode = z.infer<typeof SignedInWithCode>;

/** A secret for an app, to be confirmed: in base 32, and as the address that a QR code carries. */
export const Enrolment = z.strictObject({ secretBase32: z.string(), uri: z.string() });
export type Enrolment = z.infer<typeof Enrolment>;

/** Confirms an enrolment with the app's first code. */
export const ConfirmationRequest = z.strictObject({ code: OneTimeCode });
/** Told once: the gateway keeps only keyed hashes. */
const recoveryCodes = z.array(RecoveryCode).check(z.length(10));
/** `POST /api/v1/second-factor/confirmation`. */
export const Enrolled = z.strictObject({ recoveryCodes });
export type Enrolled = z.infer<typeof Enrolled>;
/** `POST /api/v1/session/enrolment/confirmation`. */
export const EnrolledAndSignedIn = z.strictObject({ session: Session, recoveryCodes });
export type EnrolledAndSignedIn = z.infer<typeof EnrolledAndSignedIn>;

/** Whether a town asks its people for a second factor or leaves it to them. */
export const SecondFactorPolicy = z.enum(["offered", "required"]);
export type SecondFactorPolicy = z.infer<typeof SecondFactorPolicy>;

/** `GET /api/v1/second-factor`: the member's own. */
export const SecondFactor = z.strictObject({
  policy: SecondFactorPolicy,
  enrolled: z.nullable(
    z.strictObject({ sinceMs: z.int().check(z.nonnegative()), recoveryCodesLeft: z.int() }),
  ),
});
export type SecondFactor = z.infer<typeof SecondFactor>;

/** Who would change a second factor proves anew who they are; `code` is null exactly when there is none yet. */
export const SecondFactorProof = z.strictObject({
  auth: base64Url(32),
  code: z.nullable(SecondFactorCode),
});
export type SecondFactorProof = z.infer<typeof SecondFactorProof>;
