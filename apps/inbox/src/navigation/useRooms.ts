import type { Role } from "@eigenkanaal/protocol";
import { goToRecords, type RecordsPlace, recordsHome, useRecordsPlace } from "../records/place.js";
import {
  goToSupervisor,
  type SupervisorPlace,
  supervisorHome,
  useSupervisorPlace,
} from "../supervisor/place.js";
import { useTexts } from "../texts/texts.js";
import { goToPlace, type Place, usePlace } from "../townSettings/place.js";
import type { KeyBindings } from "./useKeys.js";

/** The rooms beside the lists: who may be in which, where somebody is, and the keys that lead there. */
export type Rooms = {
  administers: boolean;
  archives: boolean;
  supervises: boolean;
  /** False for who works from none. */
  hasLists: boolean;
  /** At most one has a place: the room that is open. */
  town: Place | null;
  records: RecordsPlace | null;
  supervisor: SupervisorPlace | null;
  /** A room is open, and the lists are not. */
  elsewhere: boolean;
  /** The open room's; undefined in the lists. */
  title: string | undefined;
  keys: KeyBindings;
};

/** `answers`: has desks of their own. */
export const useRooms = (roles: readonly Role[], answers: boolean): Rooms => {
  const texts = useTexts();
  const administers = roles.includes("functional_administrator");
  const town = usePlace(administers);
  const archives = roles.includes("records_officer");
  const records = useRecordsPlace(archives);
  const supervises = roles.includes("supervisor");
  // Who supervises and answers nothing has no lists: they are at home among the figures.
  const hasLists = !supervises || roles.includes("agent") || answers;
  const supervisorAsked = useSupervisorPlace(supervises);
  const inOtherRoom = town !== null || records !== null;
  const supervisor = supervisorAsked ?? (hasLists || inOtherRoom ? null : supervisorHome);
  return {
    ...{ administers, archives, supervises, hasLists, town, records, supervisor },
    elsewhere: inOtherRoom || supervisor !== null,
    title:
      (supervisor && texts.supervisor.rooms[supervisor.room]) ??
      (records && texts.records.rooms[records.room]) ??
      (town && texts.townSettings.rooms[town.room]) ??
      undefined,
    keys: {
      "g i": () => administers && goToPlace({ room: "topics", open: null }),
      "g r": () => archives && goToRecords(recordsHome),
      "g o": () => supervises && goToSupervisor(supervisorHome),
      "g p": () => supervises && goToSupervisor({ room: "reports", open: null }),
    },
  };
};
