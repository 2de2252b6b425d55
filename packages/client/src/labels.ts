import { LabelId } from "@eigenkanaal/protocol";
import { answerOf } from "./account.js";
import type { Http } from "./http.js";
import type { LabelActions } from "./sortingViews.js";

/** The labels of the member's desks (PROTOCOL.md W1). */
export const createLabels = ({ http }: { http: Pick<Http, "labels" | "keepLabel"> }): LabelActions => ({
  load: async () => answerOf(await http.labels()),
  keep: async ({ label, ...written }) =>
    answerOf(await http.keepLabel(label ?? LabelId.parse(crypto.randomUUID()), written)),
});
