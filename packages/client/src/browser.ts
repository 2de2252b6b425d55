import { wrap } from "comlink";
import { createAgentClient } from "./agent.js";
import { type CitizenClientOptions, createCitizenClient } from "./citizen.js";
import { createCitizenHttp, createHttp } from "./http.js";
import { betweenTabs, browserOutboxStore } from "./storage.js";
import type { AgentVault, CitizenVault } from "./vault/vault.js";
import type { AgentClient, CitizenClient } from "./views.js";

/** The clients as a browser has them: keys in the given Worker, the outbox in IndexedDB, one tab draining it. */

const idleAfterMs = 15 * 60_000;
const refreshTrustEveryMs = 60 * 60_000;

const byFetch = { fetch: globalThis.fetch.bind(globalThis) };

const surroundings = (origin: string) => ({
  origin,
  store: browserOutboxStore(),
  exclusive: betweenTabs,
  nowMs: Date.now,
  refreshTrustEveryMs,
});

/** `worker` runs `@eigenkanaal/client/citizen-worker`; `rootVk` is what the town's page carries. */
export const openCitizenClient = (
  worker: Worker,
  town: Pick<CitizenClientOptions, "rootVk" | "language">,
): CitizenClient =>
  createCitizenClient({
    ...surroundings(location.origin),
    ...town,
    http: createCitizenHttp(location.origin, byFetch),
    vault: wrap<CitizenVault>(worker),
  });

/** `worker` runs `@eigenkanaal/client/agent-worker`. */
export const openAgentClient = (worker: Worker): AgentClient =>
  createAgentClient({
    ...surroundings(location.origin),
    http: createHttp(location.origin, byFetch),
    vault: wrap<AgentVault>(worker),
    searches: true,
    idleAfterMs,
  });
