/** What a client needs where there is no browser: tests, load. Keys in this process, nothing kept between runs. */

export type { OutboxStore } from "./outbox.js";
export { memorySealedStore, type SealedStore } from "./sealedStore.js";
export type { KeyStore } from "./storage.js";
export { aloneHere, memoryKeyStore, memoryOutboxStore } from "./storage.js";
export { createAgentVault } from "./vault/agentVault.js";
export { createCitizenVault } from "./vault/citizenVault.js";
export { createSearchIndex } from "./vault/searchIndex.js";
export type { Segment } from "./vault/searchParts.js";
