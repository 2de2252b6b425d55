import { answerOf } from "./account.js";
import type { ConsiderationActions } from "./considerationViews.js";
import type { Http } from "./http.js";

/** The register of what the town weighed (PROTOCOL.md, J). */
export const createConsiderations = ({
  http,
}: {
  http: Pick<Http, "considerations" | "setConsideration">;
}): ConsiderationActions => ({
  load: async () => answerOf(await http.considerations()),
  set: async (subject, asked) => answerOf(await http.setConsideration(subject, asked)),
});
