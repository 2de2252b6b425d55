import type { ColleagueFigureActions, ReportActions, TownView } from "@eigenkanaal/client";
import type { PerColleagueDecision } from "@eigenkanaal/protocol";
import type { TownNames } from "../../queue/names.js";

/** What the reports are given. */
export type ReportsProps = {
  /** What stands behind the room's name in the address. */
  open: string | null;
  actions: ReportActions;
  colleagues: Pick<ColleagueFigureActions, "ofColleagues">;
  /** Whether the town decided that supervisors see figures per colleague; null while it has not. */
  decision: PerColleagueDecision | null;
  town: TownView;
  names: TownNames;
  online: boolean;
};
