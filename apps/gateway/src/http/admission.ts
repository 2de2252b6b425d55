import type { MemberId, Session, SessionId } from "@eigenkanaal/protocol";
import type { CookieOptions, RequestHandler, Response } from "express";
import { deviceMs } from "../limits/signInLimits.js";
import { type CookieKind, cookieName } from "../signIn/cookie.js";
import type { Scope } from "../store/database.js";
import { memberSession } from "../store/members.js";
import { pendingMs } from "../store/pendingSignIns.js";
import { createSession, sessionMs } from "../store/sessions.js";

/** Nothing of who is signed in may stay in a cache. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set("Cache-Control", "no-store");
  next();
};

const options = (origin: string): CookieOptions => ({
  httpOnly: true,
  sameSite: "strict",
  secure: origin.startsWith("https:"),
  path: "/",
});

const maxAgeMs = { session: sessionMs, pending: pendingMs, device: deviceMs } satisfies Record<
  CookieKind,
  number
>;

/** Sets one of the inbox's cookies for as long as what it stands for can last. */
export const setCookie = (
  response: Response,
  origin: string,
  { kind, value }: { kind: CookieKind; value: string },
) => response.cookie(cookieName(kind, origin), value, { ...options(origin), maxAge: maxAgeMs[kind] });

export const clearCookie = (response: Response, origin: string, kind: CookieKind) =>
  response.clearCookie(cookieName(kind, origin), options(origin));

/** A new session, and all that its client needs, key slots included: only after the last step (PROTOCOL.md A10). */
export const admit = async (
  scope: Scope,
  member: MemberId,
): Promise<{ cookie: string; sessionId: SessionId; session: Session }> => ({
  ...(await createSession(scope, member)),
  session: await memberSession(scope, member),
});
