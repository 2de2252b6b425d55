import type { Session } from "@eigenkanaal/protocol";
import type { SignInActions } from "./accountViews.js";
import { readCode } from "./codes.js";
import type { SignInFailure } from "./failures.js";
import type { Answer, Http } from "./http.js";
import type { AgentVault } from "./vault/vault.js";
import type { AgentState } from "./views.js";

export const failureOf = (code: Extract<Answer<never>, { ok: false }>["code"]): SignInFailure =>
  code === "unavailable" ? "unreachable" : code;

/** The half of a stretched passphrase that the gateway asks, or why there is none. */
export const halfOf = async (
  { account, passphrase }: { account: string; passphrase: string },
  stretch: AgentVault["stretch"],
  { http }: { http: Pick<Http, "signInParameters"> },
): Promise<{ ok: true; auth: string } | { ok: false; failure: SignInFailure }> => {
  const parameters = await http.signInParameters(account);
  if (!parameters.ok) return { ok: false, failure: failureOf(parameters.code) };
  const auth = await stretch({ passphrase, ...parameters.value });
  return auth === null ? { ok: false, failure: "wrong_passphrase" } : { ok: true, auth };
};

type Parts = {
  http: Http;
  vault: Pick<AgentVault, "stretch">;
  become(state: AgentState): void;
  /** Unlocks with what stretching left in the vault, and goes on the line. */
  open(session: Session): Promise<void>;
  /** Back to the beginning, nothing kept. */
  fail(failure: SignInFailure | null): Promise<void>;
};

/** Signing in from the passphrase to the session, with the second factor between them where one is owed (PROTOCOL.md A10 to A12). */
export const createSignIn = ({ http, vault, become, open, fail }: Parts): SignInActions => {
  let owing = "";
  let admitted: Session | undefined;
  const asking = () => become({ phase: "signing_in", step: "asking" });

  /** Asks for the same step again, unless its time is over. */
  const askAgain = (code: Parameters<typeof failureOf>[0], state: (failure: SignInFailure) => AgentState) =>
    code === "unauthenticated" ? fail("unauthenticated") : become(state(failureOf(code)));

  const beginEnrolment = async (account: string) => {
    const enrolment = await http.beginEnrolment();
    if (!enrolment.ok) return fail(failureOf(enrolment.code));
    become({ phase: "enrolling", account, enrolment: enrolment.value, failure: null });
  };

  return {
    signIn: async (account, passphrase) => {
      owing = account;
      become({ phase: "signing_in", step: "stretching" });
      const half = await halfOf({ account, passphrase }, vault.stretch, { http });
      if (!half.ok) return fail(half.failure);
      asking();
      const answer = await http.signIn(account, half.auth);
      if (!answer.ok) return fail(failureOf(answer.code));
      if (!("next" in answer.value)) return open(answer.value);
      if (answer.value.next === "enrolment") return beginEnrolment(account);
      become({ phase: "code", account, failure: null });
    },
    enterCode: async (typed) => {
      const again = (failure: SignInFailure): AgentState => ({ phase: "code", account: owing, failure });
      const code = readCode(typed);
      if (!code) return become(again("invalid_code"));
      asking();
      const answer = await http.signInWithCode(code);
      if (!answer.ok) return askAgain(answer.code, again);
      const { session, recoveryCodesLeft } = answer.value;
      if (recoveryCodesLeft === null) return open(session);
      admitted = session;
      become({ phase: "admitted", notice: { kind: "recovery_code_used", left: recoveryCodesLeft } });
    },
    confirmEnrolment: async (enrolment, typed) => {
      const again = (failure: SignInFailure): AgentState => ({
        phase: "enrolling",
        ...{ account: owing, enrolment, failure },
      });
      const code = readCode(typed);
      if (!code) return become(again("invalid_code"));
      const answer = await http.confirmEnrolment(code);
      if (!answer.ok) return askAgain(answer.code, again);
      admitted = answer.value.session;
      become({
        phase: "admitted",
        notice: { kind: "recovery_codes", recoveryCodes: answer.value.recoveryCodes },
      });
    },
    proceed: async () => {
      const session = admitted;
      admitted = undefined;
      if (session) await open(session);
    },
    cancelSignIn: () => fail(null),
  };
};
