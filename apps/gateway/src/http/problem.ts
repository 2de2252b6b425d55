import { STATUS_CODES } from "node:http";
import { type ErrorCode, errors, Refusal } from "@eigenkanaal/protocol";
import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "pino";
import type { Refusals } from "../audit/refusals.js";
import { codeOf } from "../sockets/calls.js";
import { askedBy } from "./asking.js";
import { Obstructed } from "./obstructed.js";

/** What Express's own parts refuse: a body, and a file under a condition or in a part that it does not have. */
const codeOfExpress = (error: unknown): ErrorCode | undefined => {
  if (!(error instanceof Error) || !("status" in error) || Number(error.status) >= 500) return undefined;
  return error.status === errors.too_large.status ? "too_large" : "malformed";
};

/** Express could not read the path itself: a broken percent-encoding. */
const isBadPath = (error: unknown) => error instanceof URIError;

/** Sends every refusal, as an error handler that Express knows by its four parameters, as `application/problem+json` with its code (PROTOCOL.md H1, RFC 9457), and with `Retry-After` where waiting helps (L6, RFC 9110 §10.2.3). What the audit log has acts of hears of it too. */
export const sendProblem =
  ({
    logger,
    refusals,
  }: {
    logger: Logger;
    refusals: Pick<Refusals, "note"> | undefined;
  }): ErrorRequestHandler =>
  (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const code = codeOfExpress(error) ?? (isBadPath(error) ? "malformed" : codeOf(error, logger));
    const asked = askedBy(request);
    if (asked) refusals?.note(asked, code);
    const { status } = errors[code];
    const retryAfterMs = error instanceof Refusal ? error.remedy.retryAfterMs : undefined;
    if (retryAfterMs !== undefined) response.set("Retry-After", String(Math.ceil(retryAfterMs / 1000)));
    response
      .status(status)
      .type("application/problem+json")
      .send(
        JSON.stringify({
          ...{ type: "about:blank", title: STATUS_CODES[status], status, code },
          ...(error instanceof Obstructed && { obstacles: error.obstacles }),
        }),
      );
  };

/** For every path that nothing else answered. */
export const notFound: RequestHandler = () => {
  throw new Refusal("not_found");
};
