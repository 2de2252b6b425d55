import { type CitizenClient, openCitizenClient } from "@eigenkanaal/client";

/** The client: a chunk of its own, fetched while the Worker starts. The language is the one that is read when a conversation begins. */
export const connect = (worker: Worker, rootVk: string): CitizenClient =>
  openCitizenClient(worker, { rootVk, language: () => document.documentElement.lang });
