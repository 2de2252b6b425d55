import type { AuditLog, AuditLogQuery, AuditPeriod } from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** The audit log, for records officers. Nothing is kept here: each call asks the gateway, and is in the log itself. */
export type AuditLogActions = {
  /** A page, newest first, before a line where one is named. */
  load(query: Partial<AuditLogQuery>): Promise<AccountAnswer<AuditLog>>;
  /** Where the browser fetches the lines of a period as a file. */
  exportAddress(period: AuditPeriod): string;
};
