import type { Report, ReportedConversations, ReportListQuery, ReportQuery } from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** Figures for supervisors. Nothing is kept here: each call asks the gateway. */
export type ReportActions = {
  load(query: ReportQuery): Promise<AccountAnswer<Report>>;
  /** A page of the conversations behind a figure, newest first. */
  list(query: ReportQuery & Partial<ReportListQuery>): Promise<AccountAnswer<ReportedConversations>>;
};
