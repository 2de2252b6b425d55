import type { ReportActions, TownView } from "@eigenkanaal/client";
import type { TownNames } from "../../queue/names.js";

/** What the reports are given. */
export type ReportsProps = {
  /** What stands behind the room's name in the address. */
  open: string | null;
  actions: ReportActions;
  town: TownView;
  names: TownNames;
  online: boolean;
};
