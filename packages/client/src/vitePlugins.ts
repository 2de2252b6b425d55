/** What an app puts in the `worker.plugins` of its Vite configuration, to build the Worker with the keys small. */
export { usedSodiumOnly } from "@eigenkanaal/crypto/usedSodiumOnly";
