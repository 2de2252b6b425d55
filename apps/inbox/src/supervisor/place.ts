import { useSyncExternalStore } from "react";

/** The rooms of who supervises desks. */
export const supervisorRooms = ["board", "reports", "quality"] as const;
export type SupervisorRoomName = (typeof supervisorRooms)[number];

/** Where in them somebody is; `open`: what is open there, as the room names it. */
export type SupervisorPlace = { room: SupervisorRoomName; open: string | null };

export const supervisorHome: SupervisorPlace = { room: "board", open: null };

/** `#/supervisor/board`, `#/supervisor/reports/<what is open>`. */
export const hashOfSupervisor = ({ room, open }: SupervisorPlace): string =>
  ["#", "supervisor", room, ...(open === null ? [] : [open])].join("/");

/** The place of a fragment; null for one that is elsewhere in the inbox. */
export const supervisorPlaceOf = (hash: string): SupervisorPlace | null => {
  const [, supervisor, room, ...open] = hash.split("/");
  const known = supervisorRooms.find((name) => name === room);
  return supervisor === "supervisor" && known
    ? { room: known, open: open.length === 0 ? null : open.join("/") }
    : null;
};

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

/** The place for who may be there; null for anybody else. */
export const useSupervisorPlace = (may: boolean): SupervisorPlace | null => {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return may ? supervisorPlaceOf(hash) : null;
};

export const goToSupervisor = (place: SupervisorPlace): void => {
  window.location.hash = hashOfSupervisor(place);
};
