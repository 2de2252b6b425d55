import { type CitizenClient, openCitizenClient } from "@eigenkanaal/client";
import type { Lang } from "./frame/settings.js";

/** The client: a chunk of its own, fetched while the Worker starts. */
export const connect = (worker: Worker, rootVk: string, language: Lang): CitizenClient =>
  openCitizenClient(worker, { rootVk, language });
