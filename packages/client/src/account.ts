import type { AccountActions, Proof } from "./accountViews.js";
import { readCode } from "./codes.js";
import type { AccountAnswer, SignInFailure } from "./failures.js";
import type { Answer, Http } from "./http.js";
import { failureOf, halfOf } from "./signIn.js";
import type { AgentVault } from "./vault/vault.js";

/** What was answered, or why not in the words of the inbox. */
export const answerOf = <T>(answer: Answer<T>): AccountAnswer<T> =>
  answer.ok ? answer : { ok: false, failure: failureOf(answer.code) };

const refused = (failure: SignInFailure) => ({ ok: false, failure }) as const;

/** A member's own sessions and second factor (PROTOCOL.md A9, A13). */
export const createAccount = ({
  http,
  vault,
  account,
}: {
  http: Http;
  vault: Pick<AgentVault, "prove">;
  /** Of the member who is signed in. */
  account: () => string;
}): AccountActions => {
  /** Who changes something proves passphrase and code anew. */
  const proven = async <T>(
    { passphrase, code }: Proof,
    change: (proof: { auth: string; code: string | null }) => Promise<Answer<T>>,
  ): Promise<AccountAnswer<T>> => {
    const read = code === null ? null : readCode(code);
    if (read === undefined) return refused("invalid_code");
    const half = await halfOf({ account: account(), passphrase }, vault.prove, { http });
    if (!half.ok) return half;
    const answer = await change({ auth: half.auth, code: read });
    // The account stands; so it was the passphrase.
    if (!answer.ok && answer.code === "invalid_credentials") return refused("wrong_passphrase");
    return answerOf(answer);
  };
  return {
    sessions: async () => answerOf(await http.sessions()),
    endSession: async (session) => answerOf(await http.endSession(session)),
    endOtherSessions: async () => answerOf(await http.endOtherSessions()),
    secondFactor: async () => answerOf(await http.secondFactor()),
    enrol: (proof) => proven(proof, http.enrolSecondFactor),
    confirm: async (typed) => {
      const code = readCode(typed);
      return code ? answerOf(await http.confirmSecondFactor(code)) : refused("invalid_code");
    },
    removeSecondFactor: (proof) => proven(proof, http.removeSecondFactor),
  };
};
