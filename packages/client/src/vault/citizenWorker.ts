/** The Worker that holds a citizen's keys; the widget makes it and speaks with it through Comlink. */
import { expose } from "comlink";
import { browserKeyStore } from "../storage.js";
import { createCitizenVault } from "./citizenVault.js";

expose(createCitizenVault({ keyStore: browserKeyStore(), nowMs: Date.now }));
