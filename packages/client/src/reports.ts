import { answerOf } from "./account.js";
import type { Http } from "./http.js";
import type { ReportActions } from "./reportViews.js";

/** Reports (PROTOCOL.md, I). */
export const createReports = ({
  http,
}: {
  http: Pick<Http, "report" | "reportedConversations" | "movedConversations">;
}): ReportActions => ({
  load: async (query) => answerOf(await http.report(query)),
  list: async (query) => answerOf(await http.reportedConversations(query)),
  moves: async (query) => answerOf(await http.movedConversations(query)),
});
