import type {
  Report,
  ReportedConversations,
  ReportedMoves,
  ReportListQuery,
  ReportMovesQuery,
  ReportQuery,
} from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** Figures for supervisors. Nothing is kept here: each call asks the gateway. */
export type ReportActions = {
  load(query: ReportQuery): Promise<AccountAnswer<Report>>;
  /** A page of the conversations behind a figure, newest first. */
  list(query: ReportQuery & Partial<ReportListQuery>): Promise<AccountAnswer<ReportedConversations>>;
  /** A page of those that went from one desk to another, the newest move first. */
  moves(
    query: ReportQuery & Pick<ReportMovesQuery, "from" | "to"> & Partial<ReportMovesQuery>,
  ): Promise<AccountAnswer<ReportedMoves>>;
};
