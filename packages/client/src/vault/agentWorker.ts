/** The Worker that holds a colleague's keys; the inbox makes it and speaks with it through Comlink. */
import { expose } from "comlink";
import { browserSealedStore } from "../sealedStore.js";
import { browserKeyStore } from "../storage.js";
import { createAgentVault } from "./agentVault.js";

expose(createAgentVault({ keyStore: browserKeyStore(), sealed: browserSealedStore(), nowMs: Date.now }));
