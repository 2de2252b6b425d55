import type { Enrolled, Enrolment, SecondFactor, SessionId, Sessions } from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** Signing in and one's own account, as the interfaces ask for them. */

/** What is said once, at the door. */
export type SignInNotice =
  | { kind: "recovery_codes"; recoveryCodes: string[] }
  | { kind: "recovery_code_used"; left: number };

export type SignInActions = {
  signIn(account: string, passphrase: string): Promise<void>;
  /** A code as it was typed: of the app or of the paper. */
  enterCode(typed: string): Promise<void>;
  confirmEnrolment(enrolment: Enrolment, typed: string): Promise<void>;
  /** The notice has been read. */
  proceed(): Promise<void>;
  /** Back to account and passphrase. */
  cancelSignIn(): Promise<void>;
};

/** Proof of who changes a second factor; `code` as it was typed, null where there is none yet. */
export type Proof = { passphrase: string; code: string | null };

/** A member's own sessions and second factor. Nothing is kept here: each call asks the gateway. */
export type AccountActions = {
  sessions(): Promise<AccountAnswer<Sessions>>;
  endSession(session: SessionId): Promise<AccountAnswer<null>>;
  endOtherSessions(): Promise<AccountAnswer<null>>;
  secondFactor(): Promise<AccountAnswer<SecondFactor>>;
  enrol(proof: Proof): Promise<AccountAnswer<Enrolment>>;
  confirm(typed: string): Promise<AccountAnswer<Enrolled>>;
  removeSecondFactor(proof: Proof): Promise<AccountAnswer<null>>;
};
