import { AuditAct } from "@eigenkanaal/protocol";
import type { Request } from "express";
import type { Asked } from "../audit/refusals.js";

/** What is asked by the requests that are under way, as the audit log would have it if they are refused. */
const asking = new WeakMap<object, Asked>();

/** A route by its method and its path as the router has it: only there, for elsewhere Express tells only part of it. */
export const routeOf = (request: Request): string => {
  const path: unknown = request.route?.path;
  return `${request.method} ${request.baseUrl}${path}`;
};

/** Says who asks, once that is known; what no act of the log is stays out of it. */
export const nameAsking = (request: Request, who: Omit<Asked, "act">) => {
  const act = AuditAct.safeParse(routeOf(request)).data;
  if (act) asking.set(request, { ...who, act });
};

export const askedBy = (request: Request): Asked | undefined => asking.get(request);
