import {
  type PendingSignIn,
  Refusal,
  type SignInParameters,
  SignInParametersRequest,
  SignInRequest,
} from "@eigenkanaal/protocol";
import { Router } from "express";
import type { LimitKeeper } from "../limits/limitKeeper.js";
import { readCookie } from "../signIn/cookie.js";
import { isAuth, parametersOfNobody } from "../signIn/credentials.js";
import type { News } from "../sockets/news.js";
import { noteAct, noteLines } from "../store/auditLines.js";
import type { Database } from "../store/database.js";
import { findAccount, memberSession, parametersKey } from "../store/members.js";
import { organisationByDomain } from "../store/organisations.js";
import { createPendingSignIn } from "../store/pendingSignIns.js";
import { stepAfterPassphrase } from "../store/secondFactors.js";
import { revokeSession } from "../store/sessions.js";
import { admit, clearCookie, noStore, setCookie } from "./admission.js";
import { nameAsking } from "./asking.js";
import { requireMember } from "./authentication.js";
import { readBody } from "./body.js";

/** A town's domain is public, so of a domain that is no town's there is nothing to hide but the form. */
const keyOfNoTown = new Uint8Array(32);

/** The town of an account and the account's record there, either undefined where it does not exist. */
const lookUp = async (account: string, { database }: { database: Database }) => {
  const [name = "", domain = ""] = account.split("@");
  const organisation = await organisationByDomain(domain, database);
  if (!organisation) return { organisation, key: keyOfNoTown, account: undefined };
  return database.forOrganisation(organisation, async (scope) => {
    const found = await findAccount(scope, name);
    const key = await parametersKey(scope);
    return { organisation, key, account: found && { organisation, ...found } };
  });
};

/** Signing in and out: `/api/v1/session` (PROTOCOL.md A6, A7, A10). */
export const session = (dependencies: {
  database: Database;
  origin: string;
  news: News;
  limits: LimitKeeper;
}): Router => {
  const { database, origin, news, limits } = dependencies;
  return Router()
    .use("/session", noStore)
    .post("/session/parameters", async (request, response) => {
      const { account } = readBody(SignInParametersRequest, request.body);
      const { account: found, key } = await lookUp(account, { database });
      const parameters: SignInParameters = found
        ? {
            salt: Buffer.from(found.slot.salt).toString("base64url"),
            ops: found.slot.ops,
            memBytes: found.slot.memBytes,
          }
        : parametersOfNobody(account, key);
      response.json(parameters);
    })
    .post("/session", async (request, response) => {
      const { account, auth } = readBody(SignInRequest, request.body);
      const { account: found, organisation: town } = await lookUp(account, { database });
      const object = found ? ({ kind: "member", id: found.member } as const) : null;
      const nobody = { actor: "nobody", session: null, object } as const;
      // Of a name that no town has there is nowhere to write; and never the name, which may be a passphrase in the wrong field.
      if (town) nameAsking(request, { organisation: town, ...nobody });
      const attempt = limits.signIns.begin({
        account,
        address: limits.addressOf(request),
        device: readCookie(request.headers.cookie, { kind: "device", origin }),
        organisation: town,
      });
      const authentic = await isAuth(Buffer.from(auth, "base64url"), found?.authHash);
      if (!authentic || !found || found.disabled) throw new Refusal("invalid_credentials");
      const { device } = attempt.succeeded();
      const { organisation, member } = found;
      const answer = await database.forOrganisation(organisation, async (scope) => {
        const next = await stepAfterPassphrase(scope, member);
        if (next === "nothing") {
          const { sessionId, ...admitted } = await admit(scope, member);
          await noteAct(scope, { member, sessionId }, { act: "POST /api/v1/session" });
          return { kind: "session" as const, ...admitted };
        }
        const halfway = { act: "POST /api/v1/session", detail: "second_step_owed", result: "done" } as const;
        await noteLines(scope, [{ ...nobody, ...halfway }]);
        return { kind: "pending" as const, next, cookie: await createPendingSignIn(scope, { member, next }) };
      });
      setCookie(response, origin, { kind: answer.kind, value: answer.cookie });
      setCookie(response, origin, { kind: "device", value: device });
      if (answer.kind === "session") response.json(answer.session);
      else response.status(202).json({ next: answer.next } satisfies PendingSignIn);
    })
    .get("/session", async (request, response) => {
      const { organisation, member } = await requireMember(request, dependencies);
      response.json(await database.forOrganisation(organisation, (scope) => memberSession(scope, member)));
    })
    .delete("/session", async (request, response) => {
      const member = await requireMember(request, dependencies);
      await database.forOrganisation(member.organisation, async (scope) => {
        await revokeSession(scope, member.session, Date.now());
        await noteAct(scope, member, { act: "DELETE /api/v1/session" });
      });
      news.sessionEnded(member);
      clearCookie(response, origin, "session").status(204).end();
    });
};
