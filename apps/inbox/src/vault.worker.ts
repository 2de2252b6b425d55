import "@eigenkanaal/client/agent-worker";
