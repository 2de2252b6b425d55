import {
  type AuditAct,
  type AuditActor,
  type AuditDetail,
  AuditLine,
  type AuditLogQuery,
  type AuditObjectKind,
  type AuditPeriod,
  type ErrorCode,
  type OrganisationId,
  type SessionId,
} from "@eigenkanaal/protocol";
import type pg from "pg";
import type { LineRow } from "../audit/chain.js";
import type { Member } from "../principals.js";
import type { StoredConversation } from "./conversations.js";
import type { Scope } from "./database.js";

/** On what somebody acted. */
export type AuditObject = { kind: AuditObjectKind; id: string };

/** Who did what, on what: what a line of the log says before it is known what came of it (PROTOCOL.md Y1). */
export type AuditDeed = {
  actor: AuditActor;
  session: SessionId | null;
  act: AuditAct;
  object: AuditObject | null;
};

export type NewLine = AuditDeed & { detail?: AuditDetail; result: "done" | ErrorCode; times?: number };

/** A conversation by its pseudonym and never by its id: with the conversation goes what the line leads to. */
export const conversationObject = ({ pseudonym }: Pick<StoredConversation, "pseudonym">): AuditObject => ({
  kind: "conversation",
  id: pseudonym,
});

/** Writes lines ($2, as `lineValues` gives them) of one organisation ($1). */
export const linesStatement = {
  name: "audit-lines",
  text: `INSERT INTO audit_line (organisation_id, actor, session_id, act, object_kind, object_id, detail, result, times)
    SELECT $1::uuid, l.* FROM jsonb_to_recordset($2::jsonb) AS l (actor text, session uuid, act text, kind text, id text,
      detail text, result text, times int)`,
};

export const lineValues = (
  organisation: OrganisationId,
  lines: readonly NewLine[],
): [OrganisationId, string] => [
  organisation,
  JSON.stringify(lines.map(({ object, times = 1, ...line }) => ({ ...line, ...object, times }))),
];

/** Writes lines in the transaction that they are of. */
export const noteLines = async ({ organisation, tx }: Scope, lines: readonly NewLine[]) => {
  await tx.$executeRawUnsafe(linesStatement.text, ...lineValues(organisation, lines));
};

/** Writes in the transaction of a member's act that it was done (PROTOCOL.md Y1). */
export const noteAct = (
  scope: Scope,
  { member, sessionId }: Pick<Member, "member" | "sessionId">,
  { object = null, ...done }: Pick<NewLine, "act" | "detail" | "times"> & { object?: AuditObject | null },
) => noteLines(scope, [{ actor: member, session: sessionId, object, result: "done", ...done }]);

/** The same of what an operator does beside the gateway, as the database's owner. */
export const noteOperator = (
  client: pg.ClientBase,
  organisation: OrganisationId,
  done: Pick<NewLine, "act" | "object">,
) => {
  const line = { actor: "operator", session: null, result: "done", ...done } as const;
  return client.query(linesStatement.text, lineValues(organisation, [line]));
};

const columns = {
  ...{ line: true, at: true, actor: true, session: true, act: true, objectKind: true, objectId: true },
  ...{ detail: true, result: true, times: true },
} as const;

const lineOf = ({ line, at, ...row }: LineRow): AuditLine =>
  AuditLine.parse({ ...row, line: Number(line), atMs: at.getTime() });

/** A page of the log, newest first, and whether there is more (PROTOCOL.md Y4). */
export const readLines = async (
  { organisation, tx }: Scope,
  { beforeLine, limit, actor, act }: AuditLogQuery,
): Promise<{ lines: AuditLine[]; more: boolean }> => {
  const rows = await tx.auditLine.findMany({
    where: {
      organisation,
      ...(beforeLine !== undefined && { line: { lt: BigInt(beforeLine) } }),
      ...(actor !== undefined && { actor }),
      ...(act !== undefined && { act }),
    },
    orderBy: { line: "desc" },
    select: columns,
    take: limit + 1,
  });
  return { lines: rows.slice(0, limit).map(lineOf), more: rows.length > limit };
};

/** So many lines of an export are in memory at once. */
export const exportPage = 1_000;

/** The next lines of a period in the order of their times, behind a line or from the first. */
export const linesOfPeriod = async (
  { organisation, tx }: Scope,
  { fromMs, toMs }: AuditPeriod,
  after: Pick<AuditLine, "line" | "atMs"> | undefined,
): Promise<AuditLine[]> => {
  const behind = after && { at: new Date(after.atMs), line: BigInt(after.line) };
  const rows = await tx.auditLine.findMany({
    where: {
      organisation,
      at: { gte: behind?.at ?? new Date(fromMs), lt: new Date(toMs) },
      ...(behind && { OR: [{ at: { gt: behind.at } }, { at: behind.at, line: { gt: behind.line } }] }),
    },
    orderBy: [{ at: "asc" }, { line: "asc" }],
    select: columns,
    take: exportPage,
  });
  return rows.map(lineOf);
};
