import { answerOf } from "./account.js";
import type { AuditLogActions } from "./auditViews.js";
import type { Http } from "./http.js";

/** The audit log (PROTOCOL.md Y4, Y5). */
export const createAuditLog = ({
  http,
}: {
  http: Pick<Http, "auditLog" | "auditExport">;
}): AuditLogActions => ({
  load: async (query) => answerOf(await http.auditLog(query)),
  exportAddress: (period) => http.auditExport(period),
});
