import type { ErrorCode } from "@eigenkanaal/protocol";

/** Why something that a colleague asked did not come about. */
export type SignInFailure = ErrorCode | "wrong_passphrase" | "untrusted" | "unreachable";

export type AccountAnswer<T> = { ok: true; value: T } | { ok: false; failure: SignInFailure };
