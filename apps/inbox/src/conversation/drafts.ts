import type { Drafts } from "@eigenkanaal/client";
import { createContext } from "react";

const none: Drafts = { get: () => undefined, set: () => undefined };

/** Half-written texts by conversation and channel; the client keeps them sealed. */
export const DraftsContext = createContext<Drafts>(none);
