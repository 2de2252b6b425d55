import { Refusal } from "@eigenkanaal/protocol";
import type { Request, RequestHandler } from "express";
import { mayAsk, partiesOf, routeAct } from "../acts.js";
import type { Member } from "../principals.js";
import { readCookie } from "../signIn/cookie.js";
import type { Database } from "../store/database.js";
import { memberOfSession } from "../store/sessions.js";
import { nameAsking, routeOf } from "./asking.js";

/** Refuses a request that changes something and does not come from the inbox's own pages (PROTOCOL.md A7). */
export const requireOwnOrigin =
  (origin: string): RequestHandler =>
  (request, _response, next) => {
    const changes = request.method !== "GET" && request.method !== "HEAD";
    if (changes && request.headers.origin !== origin) throw new Refusal("foreign_origin");
    next();
  };

/**
 * The colleague who asks. Throws Refusal("unauthenticated") without a live session (PROTOCOL.md A3, A8), and
 * Refusal("forbidden") where acts.ts does not let their roles ask (A16).
 */
export const requireMember = async (
  request: Request,
  { origin, database }: { origin: string; database: Database },
): Promise<Member> => {
  const cookie = readCookie(request.headers.cookie, { kind: "session", origin });
  const member = await memberOfSession(cookie, { database, nowMs: Date.now() });
  if (!member) throw new Refusal("unauthenticated");
  const { organisation, member: actor, sessionId: session } = member;
  nameAsking(request, { organisation, actor, session, object: null });
  if (!mayAsk(routeAct(routeOf(request)), partiesOf(member))) throw new Refusal("forbidden");
  return member;
};
