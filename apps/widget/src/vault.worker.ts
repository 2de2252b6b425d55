import "@eigenkanaal/client/citizen-worker";
