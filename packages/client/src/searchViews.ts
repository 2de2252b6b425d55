import type { ConversationState, DeskId, TopicId } from "@eigenkanaal/protocol";
import type { StoreApi } from "zustand/vanilla";
import type { Found } from "./vault/searchParts.js";

/** What the search of the inbox draws. */

/**
 * `waiting`: nothing can be found yet; the conversations are being listed. `building`: what has been read is found
 * already. `paused`: by the person. `ready`: all of it, or with `limited` the newest that fit.
 */
export type SearchState = {
  phase: "waiting" | "building" | "paused" | "ready";
  /** Conversations that are in it, of all that could be. */
  done: number;
  total: number;
  limited: boolean;
};

/** A conversation that was found, as the queue knows it. */
export type SearchResult = Found & {
  desk: DeskId;
  topic: TopicId | null;
  state: ConversationState;
  lastActivityAtMs: number;
};

export type SearchFilter = { desk: DeskId | null; state: "all" | "open" | "closed" };

/** Searching in everything that this member may read, on this device; the words leave it for nobody. */
export type SearchActions = {
  readonly state: Pick<StoreApi<SearchState>, "getState" | "getInitialState" | "subscribe">;
  find(words: string, filter: SearchFilter): Promise<SearchResult[]>;
  /** Reads no further until `resume`; what has been read is found. */
  pause(): void;
  resume(): void;
};
