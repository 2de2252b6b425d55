import type { ColleaguesQuery, FiguresOfColleagues, MyFigures, MyFiguresQuery } from "@eigenkanaal/protocol";
import type { AccountAnswer } from "./failures.js";

/** How one colleague answered. Nothing is kept here: each call asks the gateway. */
export type ColleagueFigureActions = {
  /** One's own. */
  mine(query: MyFiguresQuery): Promise<AccountAnswer<MyFigures>>;
  /** Those of everybody who answers a desk that one supervises, where the town decided so. */
  ofColleagues(query: ColleaguesQuery): Promise<AccountAnswer<FiguresOfColleagues>>;
};
