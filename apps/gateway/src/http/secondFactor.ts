import {
  ConfirmationRequest,
  type Enrolled,
  type Enrolment,
  Refusal,
  SecondFactorProof,
} from "@eigenkanaal/protocol";
import { type Request, Router } from "express";
import type { LimitKeeper } from "../limits/limitKeeper.js";
import type { Member } from "../principals.js";
import { readCookie } from "../signIn/cookie.js";
import { isAuth } from "../signIn/credentials.js";
import { enrolmentOf, newSecret } from "../signIn/oneTimeCodes.js";
import type { News } from "../sockets/news.js";
import { noteAct } from "../store/auditLines.js";
import type { Database, Scope } from "../store/database.js";
import { accountOf, memberAuthHash } from "../store/members.js";
import type { FactorKeys, SecondFactorKeys } from "../store/secondFactorKeys.js";
import {
  confirmSecret,
  offerSecret,
  removeSecondFactor,
  secondFactorOf,
  tryCode,
  type Verdict,
} from "../store/secondFactors.js";
import { revokeSessionsOf } from "../store/sessions.js";
import { noStore } from "./admission.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";
import { acceptedOf } from "./secondStep.js";

type Parts = {
  database: Database;
  origin: string;
  factorKeys: SecondFactorKeys;
  news: News;
  limits: LimitKeeper;
};

/** A member's own second factor, once signed in: `/api/v1/second-factor` (PROTOCOL.md A13). */
export const secondFactor = (dependencies: Parts): Router => {
  const { database, factorKeys, news, limits, origin } = dependencies;

  /** Does the work for a member who proves anew, with passphrase half and code, who they are. */
  const whenProven = async <T>(
    request: Request,
    member: Member,
    work: (scope: Scope, keys: FactorKeys) => Promise<T>,
  ): Promise<T> => {
    const { auth, code } = readBody(SecondFactorProof, request.body);
    const { organisation } = member;
    const { account, authHash } = await database.forOrganisation(organisation, async (scope) => ({
      account: (await accountOf(scope, member.member)).account,
      authHash: await memberAuthHash(scope, member.member),
    }));
    // A stolen session must not be a place to guess at where the sign-in's limits do not hold.
    const attempt = limits.signIns.begin({
      ...{ account, organisation, address: limits.addressOf(request) },
      device: readCookie(request.headers.cookie, { kind: "device", origin }),
    });
    if (!(await isAuth(Buffer.from(auth, "base64url"), authHash))) throw new Refusal("invalid_credentials");
    attempt.succeeded();
    const keys = await factorKeys(organisation);
    const verdict = await database.forOrganisation(
      organisation,
      async (scope): Promise<Verdict<{ done: T }>> => {
        const { enrolled } = await secondFactorOf(scope, member.member);
        if ((enrolled === null) !== (code === null)) throw new Refusal("malformed");
        const at = { keys, nowMs: Date.now() };
        const tried =
          code === null
            ? { is: "accepted" as const }
            : await tryCode(scope, { member: member.member, code }, at);
        return tried.is === "accepted" ? { is: "accepted", done: await work(scope, keys) } : tried;
      },
    );
    return acceptedOf(verdict).done;
  };

  /** Whoever came in without what is asked from now on goes: all sessions but the one that asks (PROTOCOL.md A13). */
  const endOthers = (scope: Scope, member: Member): Promise<string[]> =>
    revokeSessionsOf(scope, member, { which: "others", nowMs: Date.now() });
  const tellEnded = ({ organisation }: Member, ended: readonly string[]) => {
    for (const session of ended) news.sessionEnded({ organisation, session });
  };

  return Router()
    .use("/second-factor", noStore)
    .get("/second-factor", async (request, response) => {
      const { organisation, member } = await requireMember(request, dependencies);
      response.json(await database.forOrganisation(organisation, (scope) => secondFactorOf(scope, member)));
    })
    .post("/second-factor/enrolment", async (request, response) => {
      const member = await requireMember(request, dependencies);
      const secret = newSecret();
      const account = await whenProven(request, member, async (scope, keys) => {
        await offerSecret(scope, { member: member.member, secret }, { keys, nowMs: Date.now() });
        await noteAct(scope, member, { act: "POST /api/v1/second-factor/enrolment" });
        return accountOf(scope, member.member);
      });
      response.json(enrolmentOf(secret, account) satisfies Enrolment);
    })
    .post("/second-factor/confirmation", async (request, response) => {
      const asking = await requireMember(request, dependencies);
      const { organisation, member } = asking;
      const { code } = readBody(ConfirmationRequest, request.body);
      const keys = await factorKeys(organisation);
      const verdict = await database.forOrganisation(organisation, async (scope) => {
        const trial = { member, code, replace: "an_earlier_one" } as const;
        const tried = await confirmSecret(scope, trial, { keys, nowMs: Date.now() });
        if (tried.is !== "accepted") return tried;
        await noteAct(scope, asking, { act: "POST /api/v1/second-factor/confirmation" });
        return { ...tried, ended: await endOthers(scope, asking) };
      });
      const { recoveryCodes, ended } = acceptedOf(verdict);
      tellEnded(asking, ended);
      response.json({ recoveryCodes } satisfies Enrolled);
    })
    .post("/second-factor/removal", async (request, response) => {
      const member = await requireMember(request, dependencies);
      const ended = await whenProven(request, member, async (scope) => {
        const { policy } = await secondFactorOf(scope, member.member);
        if (policy === "required") throw new Refusal("forbidden");
        await removeSecondFactor(scope, member.member);
        await noteAct(scope, member, { act: "POST /api/v1/second-factor/removal" });
        return endOthers(scope, member);
      });
      tellEnded(member, ended);
      response.status(204).end();
    });
};
