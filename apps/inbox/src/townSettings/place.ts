import { useSyncExternalStore } from "react";

/** The rooms of what the town sets. */
export const rooms = ["topics", "desks", "members", "try-out", "changes"] as const;
export type Room = (typeof rooms)[number];

/** Where among them somebody is; `open`: the topic, desk or colleague that is open, or `new`. */
export type Place = { room: Room; open: string | null };

/** `#/town/topics`, `#/town/topics/<topic>`. */
export const hashOfPlace = ({ room, open }: Place): string =>
  ["#", "town", room, ...(open === null ? [] : [open])].join("/");

/** The place of a fragment; null for one that is elsewhere in the inbox. */
export const placeOf = (hash: string): Place | null => {
  const [, town, room, open] = hash.split("/");
  const known = rooms.find((name) => name === room);
  return town === "town" && known ? { room: known, open: open ?? null } : null;
};

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

/** The place for who may be there; null for anybody else. */
export const usePlace = (may: boolean): Place | null => {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  return may ? placeOf(hash) : null;
};

export const goToPlace = (place: Place): void => {
  window.location.hash = hashOfPlace(place);
};
