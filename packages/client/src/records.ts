import { RetentionFault } from "@eigenkanaal/protocol";
import * as z from "zod/mini";
import { answerOf } from "./account.js";
import type { Answer, Http } from "./http.js";
import type { RecordsActions, RetentionAnswer } from "./recordViews.js";
import { failureOf } from "./signIn.js";

const Problem = z.object({ obstacles: z.array(RetentionFault) });

/** What became of it, with what stands in its way where the gateway says so. */
const retentionAnswerOf = <T>(answer: Answer<T>): RetentionAnswer<T> => {
  if (answer.ok) return answer;
  const problem = Problem.safeParse(answer.problem);
  return {
    ok: false,
    failure: failureOf(answer.code),
    faults: problem.success ? problem.data.obstacles : [],
  };
};

/** What the town keeps, for how long, and what is held (PROTOCOL.md P5 to P9). */
export const createRecords = ({
  http,
}: {
  http: Pick<
    Http,
    | "retention"
    | "forecastRetention"
    | "setRetention"
    | "takeBackRetention"
    | "holds"
    | "placeHold"
    | "liftHold"
    | "holdsOf"
    | "records"
    | "erasureRequests"
  >;
}): RecordsActions => ({
  retention: async () => answerOf(await http.retention()),
  forecast: async (wish) => retentionAnswerOf(await http.forecastRetention(wish)),
  setRetention: async (asked) => retentionAnswerOf(await http.setRetention(asked)),
  takeBackRetention: async (validFromMs) => retentionAnswerOf(await http.takeBackRetention(validFromMs)),
  holds: async () => answerOf(await http.holds()),
  placeHold: async (hold, asked) => answerOf(await http.placeHold(hold, asked)),
  liftHold: async (hold, reason) => answerOf(await http.liftHold(hold, { reason })),
  holdsOf: async (conversation) => answerOf(await http.holdsOf(conversation)),
  erasureRequests: async (before) => answerOf(await http.erasureRequests(before === null ? {} : { before })),
  list: async (wish) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(wish)) if (value != null) query.set(name, String(value));
    return answerOf(await http.records(query));
  },
});
