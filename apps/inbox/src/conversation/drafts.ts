import type { Channel } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { createContext } from "react";

/** Half-written texts by conversation and channel: in memory only, so that they die with the page and never reach a disk. */
export type Drafts = Map<`${ConversationId} ${Channel}`, string>;

export const DraftsContext = createContext<Drafts>(new Map());
