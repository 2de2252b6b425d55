import {
  type AuditAct,
  CodeRequest,
  ConfirmationRequest,
  type EnrolledAndSignedIn,
  type Enrolment,
  type PendingSignIn,
  Refusal,
  type SignedInWithCode,
} from "@eigenkanaal/protocol";
import { type Request, type Response, Router } from "express";
import { readCookie } from "../signIn/cookie.js";
import { enrolmentOf, newSecret } from "../signIn/oneTimeCodes.js";
import type { News } from "../sockets/news.js";
import { noteAct, noteLines } from "../store/auditLines.js";
import type { Database, Scope } from "../store/database.js";
import { accountOf } from "../store/members.js";
import { findPendingSignIn, type Pending, takePendingSignIn } from "../store/pendingSignIns.js";
import type { SecondFactorKeys } from "../store/secondFactorKeys.js";
import {
  confirmSecret,
  offerSecret,
  stepAfterPassphrase,
  tryCode,
  type Verdict,
} from "../store/secondFactors.js";
import { revokeSessionsOf } from "../store/sessions.js";
import { admit, clearCookie, setCookie } from "./admission.js";
import { nameAsking } from "./asking.js";
import { readBody } from "./body.js";

/** What an accepted code brings. Throws Refusal for any other: after the commit, which keeps the count. */
export const acceptedOf = <Accepted>(verdict: Verdict<Accepted>): { is: "accepted" } & Accepted => {
  switch (verdict.is) {
    case "accepted":
      return verdict;
    case "wrong":
      throw new Refusal("invalid_code");
    case "too_soon":
      throw new Refusal("too_many_requests", { retryAfterMs: Math.ceil(verdict.retryAfterMs) });
  }
};

type Parts = { database: Database; origin: string; factorKeys: SecondFactorKeys; news: News };

/** The second step of signing in, for who proved the passphrase just now: `/api/v1/session/…` (PROTOCOL.md A10 to A12). */
export const secondStep = ({ database, origin, factorKeys, news }: Parts): Router => {
  const requirePending = async (request: Request, next: PendingSignIn["next"]): Promise<Pending> => {
    const cookie = readCookie(request.headers.cookie, { kind: "pending", origin });
    const pending = await findPendingSignIn({ cookie, next }, { database, nowMs: Date.now() });
    if (!pending) throw new Refusal("unauthenticated");
    nameAsking(request, { organisation: pending.organisation, ...nobodyYet(pending) });
    return pending;
  };
  /** Who owes the step has not shown yet who they are. */
  const nobodyYet = ({ member }: Pending) =>
    ({ actor: "nobody", session: null, object: { kind: "member", id: member } }) as const;
  const isStillOwed = async (scope: Scope, { member }: Pending, next: PendingSignIn["next"]) =>
    (await stepAfterPassphrase(scope, member)) === next;
  const enter = async (scope: Scope, pending: Pending, act: AuditAct) => {
    if (!(await takePendingSignIn(scope, pending))) throw new Refusal("unauthenticated");
    const { sessionId, ...admitted } = await admit(scope, pending.member);
    await noteAct(scope, { member: pending.member, sessionId }, { act });
    return admitted;
  };
  const sendSession = (response: Response, value: string, body: SignedInWithCode | EnrolledAndSignedIn) => {
    setCookie(response, origin, { kind: "session", value });
    clearCookie(response, origin, "pending").json(body);
  };

  return Router()
    .post("/session/code", async (request, response) => {
      const pending = await requirePending(request, "code");
      const { code } = readBody(CodeRequest, request.body);
      const { organisation, member } = pending;
      const keys = await factorKeys(organisation);
      const verdict = await database.forOrganisation(organisation, async (scope) => {
        const tried = await tryCode(scope, { member, code }, { keys, nowMs: Date.now() });
        if (tried.is !== "accepted") return tried;
        return { ...tried, ...(await enter(scope, pending, "POST /api/v1/session/code")) };
      });
      const { cookie, session, recoveryCodesLeft } = acceptedOf(verdict);
      sendSession(response, cookie, { session, recoveryCodesLeft });
    })
    .post("/session/enrolment", async (request, response) => {
      const pending = await requirePending(request, "enrolment");
      const { organisation, member } = pending;
      const keys = await factorKeys(organisation);
      const secret = newSecret();
      const account = await database.forOrganisation(organisation, async (scope) => {
        if (!(await isStillOwed(scope, pending, "enrolment"))) throw new Refusal("unauthenticated");
        await offerSecret(scope, { member, secret }, { keys, nowMs: Date.now() });
        const begun = { act: "POST /api/v1/session/enrolment", result: "done" } as const;
        await noteLines(scope, [{ ...nobodyYet(pending), ...begun }]);
        return accountOf(scope, member);
      });
      response.json(enrolmentOf(secret, account) satisfies Enrolment);
    })
    .post("/session/enrolment/confirmation", async (request, response) => {
      const pending = await requirePending(request, "enrolment");
      const { code } = readBody(ConfirmationRequest, request.body);
      const { organisation, member } = pending;
      const keys = await factorKeys(organisation);
      const verdict = await database.forOrganisation(organisation, async (scope) => {
        // Who enrolled meanwhile in another browser must not lose that factor to a passphrase alone.
        if (!(await isStillOwed(scope, pending, "enrolment"))) throw new Refusal("unauthenticated");
        const nowMs = Date.now();
        const tried = await confirmSecret(scope, { member, code, replace: "nothing" }, { keys, nowMs });
        if (tried.is !== "accepted") return tried;
        const ended = await revokeSessionsOf(
          scope,
          { member, session: undefined },
          { which: "others", nowMs },
        );
        const entered = await enter(scope, pending, "POST /api/v1/session/enrolment/confirmation");
        return { ...tried, ...entered, ended };
      });
      const { cookie, session, recoveryCodes, ended } = acceptedOf(verdict);
      for (const one of ended) news.sessionEnded({ organisation, session: one });
      sendSession(response, cookie, { session, recoveryCodes });
    });
};
