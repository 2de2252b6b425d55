import { Obstacle } from "@eigenkanaal/protocol";
import * as z from "zod/mini";
import { answerOf } from "./account.js";
import type { Answer, Http } from "./http.js";
import type { SettingAnswer, TownSettingsActions } from "./settingViews.js";
import { failureOf } from "./signIn.js";

const Problem = z.object({ obstacles: z.array(Obstacle) });

/** What became of it, with what stands in its way where the gateway says so. */
const settingAnswerOf = (answer: Answer<null>): SettingAnswer => {
  if (answer.ok) return { ok: true };
  const problem = Problem.safeParse(answer.problem);
  return {
    ok: false,
    failure: failureOf(answer.code),
    obstacles: problem.success ? problem.data.obstacles : [],
  };
};

/** What the town sets (PROTOCOL.md, G). */
export const createTownSettings = ({
  http,
}: {
  http: Pick<Http, "townSettings" | "putSetting" | "takeBackSetting">;
}): TownSettingsActions => ({
  load: async () => answerOf(await http.townSettings()),
  setTopic: async (topic, asked) => settingAnswerOf(await http.putSetting(`topics/${topic}`, asked)),
  setDesk: async (desk, asked) => settingAnswerOf(await http.putSetting(`desks/${desk}`, asked)),
  setMember: async (member, asked) => settingAnswerOf(await http.putSetting(`members/${member}`, asked)),
  takeBack: async (of, validFromMs) => settingAnswerOf(await http.takeBackSetting(of, validFromMs)),
});
