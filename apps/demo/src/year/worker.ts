import { parentPort, workerData } from "node:worker_threads";
import { ready } from "@eigenkanaal/crypto";
import { live, type Place, type Setting } from "./live.js";
import type { PlannedConversation } from "./steps.js";

/** A thread that seals: libsodium keeps a processor busy, and one thread would let the others idle. */

export type Batch = readonly { readonly planned: PlannedConversation; readonly place: Place }[];

const setting: Setting = workerData;
await ready();
parentPort?.on("message", (batch: Batch) => {
  parentPort?.postMessage(batch.map(({ planned, place }) => live(planned, place, setting)));
});
