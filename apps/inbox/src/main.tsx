import { type AgentClient, openAgentClient } from "@eigenkanaal/client";
import { useClientState } from "@eigenkanaal/client/react";
import { createRoot } from "react-dom/client";
import { Inbox } from "./Inbox.js";
import type { Norm } from "./queue/waiting.js";
import { startVaultWorker } from "./trustedWorker.js";
import "./styles.css";

const minuteMs = 60_000;

/** What the widget tells citizens to expect: an answer within the hour. */
const norm: Norm = { nearMs: 45 * minuteMs, pastMs: 60 * minuteMs };

const Main = ({ client }: { client: AgentClient }) => (
  <Inbox
    state={useClientState(client.state)}
    actions={client}
    norm={norm}
    readMs={Date.now}
    storage={localStorage}
  />
);

const root = document.getElementById("inbox");
if (root) createRoot(root).render(<Main client={openAgentClient(startVaultWorker())} />);
