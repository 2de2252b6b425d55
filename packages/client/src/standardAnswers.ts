import { StandardAnswerId } from "@eigenkanaal/protocol";
import { answerOf } from "./account.js";
import type { Http } from "./http.js";
import type { StandardAnswerActions } from "./sortingViews.js";

/** What the member's desks answer often (PROTOCOL.md S1, S2). */
export const createStandardAnswers = ({
  http,
}: {
  http: Pick<Http, "standardAnswers" | "keepStandardAnswer" | "removeStandardAnswer">;
}): StandardAnswerActions => ({
  load: async () => answerOf(await http.standardAnswers()),
  keep: async ({ answer, ...written }) =>
    answerOf(await http.keepStandardAnswer(answer ?? StandardAnswerId.parse(crypto.randomUUID()), written)),
  remove: async (answer) => answerOf(await http.removeStandardAnswer(answer)),
});
