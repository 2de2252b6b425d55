import { answerOf } from "./account.js";
import type { ColleagueFigureActions } from "./colleagueFigureViews.js";
import type { Http } from "./http.js";

/** Figures of one colleague (PROTOCOL.md I30 to I35). */
export const createColleagueFigures = ({
  http,
}: {
  http: Pick<Http, "myFigures" | "figuresOfColleagues">;
}): ColleagueFigureActions => ({
  mine: async (query) => answerOf(await http.myFigures(query)),
  ofColleagues: async (query) => answerOf(await http.figuresOfColleagues(query)),
});
