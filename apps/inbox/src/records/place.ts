import { useSyncExternalStore } from "react";

/** The rooms of the archive. */
export const recordsRooms = [
  "retention",
  "holds",
  "destruction",
  "erasures",
  "deposits",
  "woo",
  "considerations",
  "audit-log",
] as const;

/** Where in it somebody is; `open`: the class, hold, list, package, consideration or conversation that is open, or another thing that the room knows by name. */
export type RecordsPlace = { room: (typeof recordsRooms)[number]; open: string | null };

export const recordsHome: RecordsPlace = { room: "retention", open: null };

/** `#/records/retention`, `#/records/retention/6.1.3`. */
export const hashOfRecords = ({ room, open }: RecordsPlace): string =>
  ["#", "records", room, ...(open === null ? [] : [open])].join("/");

/** The place of a fragment; null for one that is elsewhere in the inbox. */
export const recordsPlaceOf = (hash: string): RecordsPlace | null => {
  const [, records, room, open] = hash.split("/");
  const known = recordsRooms.find((name) => name === room);
  return records === "records" && known ? { room: known, open: open ?? null } : null;
};

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

/** The place for who may be there; null for anybody else. */
export const useRecordsPlace = (may: boolean): RecordsPlace | null => {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return may ? recordsPlaceOf(hash) : null;
};

export const goToRecords = (place: RecordsPlace): void => {
  window.location.hash = hashOfRecords(place);
};
