import * as z from "zod/mini";
import { MemberId, SessionId } from "./ids.js";
import { timeMs } from "./times.js";

/**
 * What is written into the audit log [Y1]: events of colleagues and routes as the matrix of roles and acts has them
 * (apps/gateway/src/acts.ts), and what an operator does beside the gateway. What is not here stands in
 * apps/gateway/src/audit/notAudited.ts, with the reason.
 */
export const AuditAct = z.enum([
  // What was written.
  "conversation:load",
  "search:shares",

  "conversation:begin",
  "conversation:take",
  "conversation:give",
  "conversation:transfer",
  "conversation:reopen",
  "conversation:close",
  "conversation:label",
  "conversation:snooze",
  "conversation:wake",
  "conversation:block",
  "conversation:unblock",
  // Where it lets in a reviewer; else it is stored as such, and no line.
  "epoch:publish",

  "POST /api/v1/session",
  "POST /api/v1/session/code",
  "POST /api/v1/session/enrolment",
  "POST /api/v1/session/enrolment/confirmation",
  "DELETE /api/v1/session",
  "DELETE /api/v1/sessions",
  "DELETE /api/v1/sessions/:session",
  "POST /api/v1/second-factor/enrolment",
  "POST /api/v1/second-factor/confirmation",
  "POST /api/v1/second-factor/removal",

  "PUT /api/v1/topics/:topic/settings",
  "DELETE /api/v1/topics/:topic/settings/:validFromMs",
  "PUT /api/v1/desks/:desk/settings",
  "DELETE /api/v1/desks/:desk/settings/:validFromMs",
  "PUT /api/v1/members/:member/settings",
  "DELETE /api/v1/members/:member/settings/:validFromMs",
  "PUT /api/v1/labels/:label",
  "PUT /api/v1/standard-answers/:answer",
  "DELETE /api/v1/standard-answers/:answer",
  "PUT /api/v1/campaigns/:campaign",
  "PUT /api/v1/considerations/:subject",
  "PUT /api/v1/retention",
  "DELETE /api/v1/retention/:validFromMs",
  "PUT /api/v1/holds/:hold",
  "POST /api/v1/holds/:hold/lifting",
  "POST /api/v1/destruction-lists",
  "POST /api/v1/destruction-lists/:list/approvals",
  "POST /api/v1/destruction-lists/:list/removals",
  "POST /api/v1/destruction-lists/:list/withdrawal",
  "PUT /api/v1/deposits/:deposit",
  "POST /api/v1/deposits/:deposit/ending",
  "POST /api/v1/deposits/:deposit/receipt",

  "GET /api/v1/shared-remarks",
  "GET /api/v1/reports/colleagues",
  "GET /api/v1/audit-log",
  "GET /api/v1/audit-log/export",

  "POST /api/v1/api-tokens",
  "DELETE /api/v1/api-tokens/:token",
  "POST /api/v1/reviews",
  "POST /api/v1/reviews/:review/conversations/:conversation/refusal",
  "PUT /api/v1/reviews/:review/conversations/:conversation/scores",
  "POST /api/v1/reviews/:review/ending",
  // By a program: its first use of a day, and what was refused to it.
  "GET /api/v1/figures/reports",
  "GET /api/v1/figures/conversations",
  "GET /api/v1/figures/desks",

  "operator import",
  "operator seed",
  "operator reset-second-factor",
]);
export type AuditAct = z.infer<typeof AuditAct>;

/** A member; what the gateway does by itself; who operates it; somebody who has not shown who they are. */
export const AuditActor = z.union([MemberId, z.enum(["system", "operator", "nobody"])]);
export type AuditActor = z.infer<typeof AuditActor>;

export const AuditObjectKind = z.enum([
  /** By its pseudonym, which leads nowhere once the conversation is gone. */
  "conversation",
  "member",
  "session",
  "topic",
  "desk",
  "label",
  "standard_answer",
  "campaign",
  "consideration",
  "hold",
  "destruction_list",
  "deposit",
  "api_token",
  "review",
  /** From and to, in ISO 8601. */
  "period",
  "organisation",
]);
export type AuditObjectKind = z.infer<typeof AuditObjectKind>;

/** What of it: the channel that was read and whether `once`, how far a sign-in came, what became of a deposit, or who was let in. */
export const AuditDetail = z.enum([
  ...(["public", "internal", "public_once", "internal_once", "second_step_owed"] as const),
  ...(["deposit_whole", "deposit_stopped", "deposit_empty"] as const),
  "reviewer_let_in",
]);
export type AuditDetail = z.infer<typeof AuditDetail>;

const word = z.string().check(z.regex(/^[a-z_]{1,40}$/));
const lineNumber = z.int().check(z.positive());

/** A newer gateway may write of more than this knows: acts, kinds and words are told as they stand. */
export const AuditLine = z.strictObject({
  line: lineNumber,
  atMs: timeMs,
  actor: AuditActor,
  session: z.nullable(SessionId),
  act: z.string(),
  objectKind: z.nullable(word),
  objectId: z.nullable(z.string()),
  detail: z.nullable(word),
  /** `done`, or the code of the refusal. */
  result: word,
  /** Of refusals, how many within a minute; of `search:shares` and deposits, of how many conversations. */
  times: z.int().check(z.positive()),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const maxAuditPage = 200;

/** What `GET /api/v1/audit-log` may be asked: a page before a line, of one actor, of one act [Y4]. */
export const AuditLogQuery = z.strictObject({
  beforeLine: z.optional(lineNumber),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(maxAuditPage)), 50),
  actor: z.optional(AuditActor),
  act: z.optional(AuditAct),
});
export type AuditLogQuery = z.infer<typeof AuditLogQuery>;

/** `GET /api/v1/audit-log`: newest first. */
export const AuditLog = z.strictObject({
  lines: z.array(AuditLine).check(z.maxLength(maxAuditPage)),
  more: z.boolean(),
});
export type AuditLog = z.infer<typeof AuditLog>;

/** `GET /api/v1/audit-log/export`: from the first moment on, and before the second [Y5]. */
export const AuditPeriod = z
  .strictObject({ fromMs: timeMs, toMs: timeMs })
  .check(z.refine(({ fromMs, toMs }) => fromMs < toMs));
export type AuditPeriod = z.infer<typeof AuditPeriod>;

/** One line of an export, in the form of the standard Logboek dataverwerkingen (Logius). */
export const ExportedAuditLine = z.strictObject({
  trace_id: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
  operation_id: z.string().check(z.regex(/^[0-9a-f]{16}$/)),
  status_code: z.enum(["OK", "ERROR"]),
  name: z.string(),
  start_time: z.iso.datetime(),
  end_time: z.iso.datetime(),
  resource: z.strictObject({ name: z.string() }),
  attributes: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type ExportedAuditLine = z.infer<typeof ExportedAuditLine>;
