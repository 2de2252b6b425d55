import type { RequestHandler } from "express";
import type { LimitKeeper } from "../limits/limitKeeper.js";

/** Refuses a network's requests above its rate, whatever they are for (PROTOCOL.md L6). */
export const limitRequests =
  ({ limits }: { limits: LimitKeeper }): RequestHandler =>
  (request, _response, next) => {
    limits.take("requestsPerAddress", { key: limits.addressOf(request), organisation: undefined });
    next();
  };
