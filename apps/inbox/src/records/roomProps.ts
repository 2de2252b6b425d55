import type { ColleagueView, RecordsActions, TownView } from "@eigenkanaal/client";
import type { TownNames } from "../queue/names.js";

/** What every room of the archive is given. */
export type RoomProps = {
  open: string | null;
  actions: RecordsActions;
  town: TownView;
  names: TownNames;
  members: readonly ColleagueView[];
  online: boolean;
};
