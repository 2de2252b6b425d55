import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { limitsStruck, operations, type Watched } from "./watching.js";

/** In seconds; an acknowledgement should come within 0.1, and nobody waits longer than 10. */
const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics of what the gateway does, kept from now on; the answer ends it. No label names a person or a conversation. */
export const countOperations = (registry: Registry): (() => void) => {
  const registers = [registry];
  const acknowledgement = new Histogram({
    name: "eigenkanaal_acknowledgement_seconds",
    help: "From the arrival of message:send to its acknowledgement, of messages that were taken.",
    buckets: seconds,
    registers,
  });
  const callSeconds = new Histogram({
    name: "eigenkanaal_call_seconds",
    help: "From the arrival of a call to its answer.",
    labelNames: ["event"],
    buckets: seconds,
    registers,
  });
  const calls = new Counter({
    name: "eigenkanaal_calls_total",
    help: "Answered calls, by the code of the answer.",
    labelNames: ["namespace", "event", "code"],
    registers,
  });
  const inFlight = new Gauge({
    name: "eigenkanaal_calls_in_flight",
    help: "Calls that are not answered yet.",
    labelNames: ["namespace"],
    registers,
  });
  const batchItems = new Histogram({
    name: "eigenkanaal_batch_items",
    help: "Messages or pages that went to the database together.",
    labelNames: ["work"],
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  const batchSeconds = new Histogram({
    name: "eigenkanaal_batch_seconds",
    help: "How long a batch took.",
    labelNames: ["work"],
    buckets: seconds,
    registers,
  });
  const batchFailures = new Counter({
    name: "eigenkanaal_batch_failures_total",
    help: "Batches that failed whole.",
    labelNames: ["work"],
    registers,
  });
  const batchesInFlight = new Gauge({
    name: "eigenkanaal_batches_in_flight",
    help: "Batches under way.",
    labelNames: ["work"],
    registers,
  });
  const statementSeconds = new Histogram({
    name: "eigenkanaal_statement_seconds",
    help: "From the sending of a statement to its last row; in the pool `append` with those sent before it.",
    labelNames: ["pool", "statement"],
    buckets: seconds,
    registers,
  });
  const jobRuns = new Counter({
    name: "eigenkanaal_job_runs_total",
    help: "Runs of a repeating job; `elsewhere`: left to the gateway that leads.",
    labelNames: ["task", "outcome"],
    registers,
  });
  const jobSeconds = new Histogram({
    name: "eigenkanaal_job_seconds",
    help: "How long a run took.",
    labelNames: ["task"],
    buckets: [0.01, 0.1, 1, 10, 60, 300],
    registers,
  });
  const jobSuccess = new Gauge({
    name: "eigenkanaal_job_last_success_timestamp_seconds",
    help: "When a job last ended well at this gateway.",
    labelNames: ["task"],
    registers,
  });
  const requestSeconds = new Histogram({
    name: "eigenkanaal_http_request_seconds",
    help: "HTTP requests; route `other`: files and what does not exist.",
    labelNames: ["app", "route", "status"],
    buckets: seconds,
    registers,
  });
  const struck = new Counter({
    name: "eigenkanaal_limits_struck_total",
    help: "How often somebody asked more than they may, by the limit.",
    labelNames: ["limit"],
    registers,
  });

  const begin = ({ operation }: Watched) => {
    if (operation.kind === "call") inFlight.inc({ namespace: operation.namespace });
    else if (operation.kind === "batch") batchesInFlight.inc({ work: operation.work });
  };
  const end = ({ operation, startedMs, error }: Watched) => {
    const took = (performance.now() - startedMs) / 1000;
    switch (operation.kind) {
      case "call": {
        const { namespace, event, code } = operation;
        inFlight.dec({ namespace });
        calls.inc({ namespace, event, code });
        callSeconds.observe({ event }, took);
        if (event === "message:send" && code === "ok") acknowledgement.observe(took);
        return;
      }
      case "batch": {
        const { work, items } = operation;
        batchesInFlight.dec({ work });
        batchItems.observe({ work }, items);
        batchSeconds.observe({ work }, took);
        if (error !== undefined) batchFailures.inc({ work });
        return;
      }
      case "statement":
        return statementSeconds.observe({ pool: operation.pool, statement: operation.statement }, took);
      case "job": {
        // Not `job`, which is Prometheus' own label.
        const { job: task, outcome } = operation;
        jobRuns.inc({ task, outcome });
        jobSeconds.observe({ task }, took);
        if (outcome === "done") jobSuccess.setToCurrentTime({ task });
        return;
      }
      case "request": {
        const { app, route, status } = operation;
        return requestSeconds.observe({ app, route, status }, took);
      }
    }
  };
  const countStruck = (message: unknown) => {
    if (typeof message === "object" && message !== null && "limit" in message)
      struck.inc({ limit: String(message.limit) });
  };
  const onBegin = (message: unknown) => begin(message as Watched);
  const onEnd = (message: unknown) => end(message as Watched);
  operations.start.subscribe(onBegin);
  operations.asyncEnd.subscribe(onEnd);
  limitsStruck.subscribe(countStruck);
  return () => {
    operations.start.unsubscribe(onBegin);
    operations.asyncEnd.unsubscribe(onEnd);
    limitsStruck.unsubscribe(countStruck);
  };
};
