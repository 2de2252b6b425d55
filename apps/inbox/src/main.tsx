import { type AgentClient, openAgentClient } from "@eigenkanaal/client";
import { useClientState } from "@eigenkanaal/client/react";
import { createRoot } from "react-dom/client";
import { Inbox } from "./Inbox.js";
import { startVaultWorker } from "./trustedWorker.js";
import "./styles.css";

const Main = ({ client }: { client: AgentClient }) => (
  <Inbox state={useClientState(client.state)} actions={client} readMs={Date.now} storage={localStorage} />
);

const root = document.getElementById("inbox");
if (root) createRoot(root).render(<Main client={openAgentClient(startVaultWorker())} />);
