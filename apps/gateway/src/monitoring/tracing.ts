import { AsyncLocalStorage } from "node:async_hooks";
import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  TraceIdRatioBasedSampler,
} from "@opentelemetry/sdk-trace-base";
import type { Config } from "../config.js";
import { type Operation, operations, type Watched } from "./watching.js";

/** A span's name and attributes, by OpenTelemetry's conventions where it has one. Kinds, counts and codes: no id, no text. */
const describe = (operation: Operation): { name: string; kind: SpanKind; attributes: Attributes } => {
  switch (operation.kind) {
    case "call":
      return {
        name: `${operation.namespace} ${operation.event}`,
        kind: SpanKind.SERVER,
        attributes: { "rpc.method": operation.event, "rpc.service": operation.namespace },
      };
    case "batch":
      return {
        name: `${operation.work} batch`,
        kind: SpanKind.INTERNAL,
        attributes: { "eigenkanaal.batch.items": operation.items },
      };
    case "statement":
      return {
        name: operation.statement,
        kind: SpanKind.CLIENT,
        attributes: {
          "db.system.name": "postgresql",
          "db.operation.name": operation.statement,
          "db.client.connection.pool.name": operation.pool,
        },
      };
    case "job":
      return { name: `job ${operation.job}`, kind: SpanKind.INTERNAL, attributes: {} };
    case "request":
      return {
        name: operation.method,
        kind: SpanKind.SERVER,
        attributes: { "http.request.method": operation.method, "eigenkanaal.app": operation.app },
      };
  }
};

/** What is known only at the end. */
const outcome = (operation: Operation): Attributes => {
  switch (operation.kind) {
    case "call":
      return { "eigenkanaal.code": operation.code };
    case "job":
      return { "eigenkanaal.outcome": operation.outcome };
    case "request":
      return { "http.route": operation.route, "http.response.status_code": operation.status };
    default:
      return {};
  }
};

export type Traces = {
  /** Traces no more; resolves when what was traced is sent, or cannot be. */
  close(): Promise<void>;
};

/**
 * Sends traces to `<endpoint>/v1/traces` (OTLP over HTTP, in JSON). A statement is a part of the call, batch, job or
 * request that sent it; a batch is a trace of its own, since it is many calls' at once.
 */
export const openTraces = ({ endpoint, ratio }: NonNullable<Config["traces"]>): Traces => {
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": "eigenkanaal-gateway" }),
    sampler: new TraceIdRatioBasedSampler(ratio),
    spanProcessors: [
      new BatchSpanProcessor(new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` })),
    ],
  });
  const tracer = provider.getTracer("eigenkanaal");
  const current = new AsyncLocalStorage<unknown>();
  const spans = new WeakMap<Watched, Span>();
  /** Of whatever went on around it: a batch departs while some call or other is under way. */
  const parentOf = (operation: Operation) => {
    const around = operation.kind === "statement" ? current.getStore() : undefined;
    return around === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, around as Span);
  };
  const begin = (watched: Watched): Span => {
    const { name, kind, attributes } = describe(watched.operation);
    const span = tracer.startSpan(name, { kind, attributes }, parentOf(watched.operation));
    spans.set(watched, span);
    return span;
  };
  const end = (message: unknown) => {
    const { operation, error } = message as Watched;
    const span = spans.get(message as Watched);
    // Not the error itself: a database's words may quote a row.
    if (error !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.setAttributes(outcome(operation)).end();
  };
  operations.start.bindStore(current, begin);
  operations.asyncEnd.subscribe(end);
  return {
    close: async () => {
      operations.start.unbindStore(current);
      operations.asyncEnd.unsubscribe(end);
      await provider.shutdown();
    },
  };
};
