import { createServer, type Server } from "node:http";
import { collectDefaultMetrics, Registry } from "prom-client";
import { countOperations } from "./operations.js";
import { addReadings, type Sources } from "./readings.js";

export type Metrics = {
  /** Answers `GET /metrics`, in Prometheus' text format, and nothing else. Listens nowhere yet. */
  server: Server;
  /** Counts no more and listens no more. */
  close(): void;
};

/** All metrics, and the server that tells them, for a port that no citizen reaches. */
export const openMetrics = (sources: Sources): Metrics => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  addReadings(registry, sources);
  const stopCounting = countOperations(registry);
  const server = createServer(async (request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") return void response.writeHead(404).end();
    try {
      const text = await registry.metrics();
      response
        .writeHead(200, { "Content-Type": registry.contentType, "Cache-Control": "no-store" })
        .end(text);
    } catch (error) {
      sources.logger.error({ err: error }, "the metrics could not be read");
      response.writeHead(500).end();
    }
  });
  return {
    server,
    close: () => {
      stopCounting();
      server.close();
      server.closeAllConnections();
    },
  };
};
