import { type CitizenClient, openCitizenClient } from "@eigenkanaal/client";
import type { Lang } from "./frame/settings.js";
import { startVaultWorker } from "./trustedWorker.js";

/** The client and its Worker: a chunk of its own, fetched while the person reads the first screen. */
export const connect = (rootVk: string, language: Lang): CitizenClient =>
  openCitizenClient(startVaultWorker(), { rootVk, language });
