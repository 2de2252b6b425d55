import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { inboxFetch } from "../harness/callers.js";
import { begin, sending } from "../harness/conversation.js";
import { freePort, startGateway } from "../harness/gateway.js";
import { type Needle, needlesOf, search } from "../harness/needles.js";
import { useSetting } from "../harness/setting.js";

/** What a collector gets (OTLP over HTTP, in JSON), as far as it is looked at. */
const Spans = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              name: z.string(),
              traceId: z.string().length(32),
              spanId: z.string().length(16),
              parentSpanId: z.string().optional(),
              attributes: z.array(z.object({ key: z.string(), value: z.record(z.string(), z.unknown()) })),
            }),
          ),
        }),
      ),
    }),
  ),
});

const bodies: { path: string | undefined; body: unknown }[] = [];
const collector = createServer(async (request, response) => {
  bodies.push({ path: request.url, body: await json(request) });
  response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
}).listen(0, "127.0.0.1");
await once(collector, "listening");
const { port } = collector.address() as AddressInfo;
afterAll(() => collector.close());

const endpoint = `http://127.0.0.1:${port}`;
const setting = useSetting({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint });

test("calls, batches, statements and requests are traced, and nothing of whose they were or what they held", async () => {
  const begun = await begin(setting);
  const envelope = begun.chain.text();
  await begun.citizen.call("message:send", sending(begun.conversation, envelope));
  await begun.citizen.call("kanarie-als-gebeurtenis", "kanarie-in-een-vraag");
  await inboxFetch(setting, "/kanarie-in-een-pad?kanarie-in-een-zoekvraag");
  await inboxFetch(setting, "/api/v1/session");
  await setting.agent("anna");
  const [conversation] = await setting.rows<{ pseudonym: string }>(
    "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
    [begun.conversation],
  );
  const [message] = await setting.rows<{ message_id: string }>("SELECT message_id FROM message");
  // A stop sends what is not sent yet.
  expect(await setting.gateway.stop()).toBe(0);

  expect(new Set(bodies.map(({ path }) => path))).toEqual(new Set(["/v1/traces"]));
  const spans = bodies.flatMap(({ body }) =>
    Spans.parse(body).resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
  );
  const named = (name: string) => spans.filter((span) => span.name === name);
  const attributesOf = (span?: (typeof spans)[number]) =>
    Object.fromEntries(span?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]) ?? []);

  const [batch] = named("append batch");
  expect(attributesOf(batch)).toEqual({ "eigenkanaal.batch.items": 1 });
  expect(batch?.parentSpanId).toBeUndefined();
  const [store] = named("append-store");
  expect(store).toMatchObject({ traceId: batch?.traceId, parentSpanId: batch?.spanId });
  expect(attributesOf(store)).toMatchObject({ "db.client.connection.pool.name": "batches" });
  expect(attributesOf(named("/citizen message:send")[0])).toMatchObject({ "eigenkanaal.code": "ok" });
  expect(attributesOf(named("/citizen unknown")[0])).toMatchObject({ "eigenkanaal.code": "malformed" });
  const routes = named("GET").map((span) => attributesOf(span)["http.route"]);
  expect(routes).toEqual(expect.arrayContaining(["other", "/session"]));
  const opened = named("/citizen conversation:open")[0];
  expect(spans.some(({ parentSpanId }) => parentSpanId === opened?.spanId)).toBe(true);

  const needles: Needle[] = [
    "kanarie",
    begun.conversation,
    conversation?.pseudonym ?? "",
    message?.message_id ?? "",
    setting.town.organisation,
    setting.desk.desk,
    setting.colleague("anna").account,
    Buffer.from(begun.citizen.keys.signing.vk).toString("base64url"),
    Buffer.from(envelope.subarray(-24)).toString("base64url"),
  ].flatMap((text) => needlesOf(text));
  const places = bodies.map(({ body }) => ({ name: "traces", bytes: Buffer.from(JSON.stringify(body)) }));
  expect(search(places, needles)).toEqual([]);
});

/** Prints at the end what a gateway had loaded of packages that it loads by setting. */
const listing = `import { createRequire } from "node:module";
  const { cache } = createRequire("/gateway.js");
  process.on("exit", () => {
    for (const name of ["node_modules/@opentelemetry/sdk-trace", "node_modules/prom-client"])
      console.log(name.slice(13), Object.keys(cache).some((path) => path.includes(name)) ? "loaded" : "absent");
  });`;
const NODE_OPTIONS = `--import data:text/javascript,${encodeURIComponent(listing)}`;

test("without the settings nothing is sent, and nothing of OpenTelemetry or Prometheus is loaded", async () => {
  const watched = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, METRICS_PORT: String(await freePort()) };
  const loadedBy = async (settings: Record<string, string>) => {
    const gateway = await startGateway(setting.databases, { ...settings, NODE_OPTIONS });
    await gateway.stop();
    return [...gateway.output().matchAll(/^(\S+) (loaded|absent)$/gm)].map(([line]) => line);
  };
  expect(await loadedBy(watched)).toEqual(["@opentelemetry/sdk-trace loaded", "prom-client loaded"]);
  const before = bodies.length;
  expect(await loadedBy({})).toEqual(["@opentelemetry/sdk-trace absent", "prom-client absent"]);
  expect(bodies.length).toBe(before);
});
