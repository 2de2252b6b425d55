import type { RequestHandler } from "express";
import { watched } from "../monitoring/watching.js";

/** Tells the watchers of every request of an app, by the pattern of its route: what a path held is nobody's. */
export const watchedRequests =
  (app: string): RequestHandler =>
  (request, response, next) => {
    const operation = { kind: "request" as const, app, method: request.method, route: "other", status: 0 };
    void watched(operation, async () => {
      next();
      await new Promise<void>((resolve) => response.once("close", resolve));
      operation.status = response.statusCode;
      // As it is written at its router: the rest of the path comes in as many spellings as one likes.
      if (request.route) operation.route = String(request.route.path);
    });
  };
