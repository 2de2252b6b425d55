import { Refusal } from "@eigenkanaal/protocol";
import type { Request, Response } from "express";
import { type Bearer, bearerOf } from "../store/apiTokens.js";
import type { Database } from "../store/database.js";
import { nameAsking } from "./asking.js";

/** RFC 6750 §2.1; the scheme in any case (RFC 9110 §11.1). */
const authorization = /^bearer +(\S+)$/i;

/**
 * The program that asks, by the token in its `Authorization` and by nothing else: no cookie, and nothing in the address, which
 * ends up in logs. Throws Refusal("unauthenticated") without one that lives, and says so as RFC 6750 §3 has it (PROTOCOL.md I22).
 */
export const requireBearer = async (
  request: Request,
  response: Response,
  { database }: { database: Database },
): Promise<Bearer> => {
  const [, secret] = authorization.exec(request.headers.authorization ?? "") ?? [];
  const bearer = await bearerOf(secret, { database });
  if (bearer) {
    const { organisation, member: actor, token } = bearer;
    nameAsking(request, { organisation, actor, session: null, object: { kind: "api_token", id: token } });
  }
  if (!bearer?.live) {
    response.set("WWW-Authenticate", secret === undefined ? "Bearer" : 'Bearer error="invalid_token"');
    throw new Refusal("unauthenticated");
  }
  return bearer;
};
