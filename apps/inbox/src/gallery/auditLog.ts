import type { AuditLogActions } from "@eigenkanaal/client";
import { type AuditLine, SessionId } from "@eigenkanaal/protocol";
import { colleagues, minuteMs, nowMs, rowAt } from "./morning.js";

/** An hour of a town: what is common, what is refused, what nobody here did, and what this page does not know yet. */
const session = SessionId.parse("00000000-0000-4000-8000-000000000077");
const plain = { objectKind: null, objectId: null, detail: null, result: "done", times: 1 } as const;
const conversation = (n: number) => ({
  objectKind: "conversation",
  objectId: `3f2a91b${n}-7c11-4e0d-9a55-0d2b6f8e4c10`,
});
const line = (
  minutesAgo: number,
  of: Pick<AuditLine, "actor" | "act"> & Partial<AuditLine>,
): Omit<AuditLine, "line"> => ({ ...plain, atMs: nowMs - minutesAgo * minuteMs, session, ...of });
const { sanne, wil, yusuf } = colleagues;

const lines = [
  line(1, { actor: wil.member, act: "GET /api/v1/audit-log" }),
  line(3, { actor: sanne.member, act: "conversation:load", ...conversation(1), detail: "public" }),
  line(3, { actor: sanne.member, act: "conversation:load", ...conversation(1), detail: "internal" }),
  line(4, { actor: yusuf.member, act: "conversation:transfer", ...conversation(2), result: "already_taken" }),
  line(6, { actor: yusuf.member, act: "conversation:load", result: "not_found", times: 214 }),
  line(9, { actor: sanne.member, act: "search:shares", times: 1204 }),
  line(12, {
    ...{ actor: sanne.member, act: "PUT /api/v1/topics/:topic/settings" },
    ...{ objectKind: "topic", objectId: String(rowAt(1).topic) },
  }),
  line(20, {
    ...{ actor: "nobody", session: null, act: "POST /api/v1/session", result: "invalid_credentials" },
    ...{ objectKind: "member", objectId: yusuf.member, times: 3 },
  }),
  line(31, { actor: "operator", session: null, act: "operator import", objectKind: "organisation" }),
  line(44, {
    ...{ actor: wil.member, act: "GET /api/v1/audit-log/export", objectKind: "period" },
    objectId: "2026-10-31T23:00:00.000Z/2026-11-30T23:00:00.000Z",
  }),
  line(58, { actor: "system", session: null, act: "conversation:destroy", ...conversation(3) }),
];

export const auditLog: Awaited<ReturnType<AuditLogActions["load"]>> = {
  ok: true,
  value: { lines: lines.map((one, index) => ({ ...one, line: lines.length - index })), more: true },
};
