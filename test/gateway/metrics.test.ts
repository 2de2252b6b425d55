import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { connectStranger, inboxFetch } from "../harness/callers.js";
import { begin, codeOf, load, say, sending, yes } from "../harness/conversation.js";
import { freePort, runProgram } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

const port = await freePort();
const metricsUrl = `http://127.0.0.1:${port}/metrics`;
const setting = useSetting({ METRICS_PORT: String(port), SWEEP_INTERVAL_MS: "100" });

/** The metrics by name and labels, as Prometheus would read them. */
const read = async (): Promise<Map<string, number>> => {
  const response = await fetch(metricsUrl);
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const lines = (await response.text()).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ")))]),
  );
};

const until = async (fits: (metrics: Map<string, number>) => boolean) => {
  let metrics = await read();
  while (!fits(metrics)) {
    await wait(50);
    metrics = await read();
  }
  return metrics;
};

describe("what the gateway counts", () => {
  test("connections are counted with those that have not shown yet who they are", async () => {
    const unknown = 'eigenkanaal_connections{namespace="/citizen",state="unauthenticated"}';
    const known = 'eigenkanaal_connections{namespace="/citizen",state="authenticated"}';
    const before = await read();
    const stranger = await connectStranger(setting);
    await setting.citizen();
    const colleague = await setting.agent("anna");
    const after = await read();
    expect(Number(after.get(unknown))).toBe(Number(before.get(unknown)) + 1);
    expect(Number(after.get(known))).toBe(Number(before.get(known)) + 1);
    expect(after.get('eigenkanaal_connections{namespace="/agent",state="authenticated"}')).toBe(1);
    stranger.socket.disconnect();
    colleague.socket.disconnect();
  });

  test("a message counts as acknowledged, in its batch, and in the time of its statements; a refused one does not", async () => {
    const before = await read();
    const begun = await begin(setting);
    for (let count = 0; count < 3; count++) await say(begun);
    const [citizen, stranger] = [begun.citizen, await setting.citizen()];
    const refused = await stranger.call("message:send", sending(begun.conversation, begun.chain.text()));
    expect(codeOf(refused)).toBe("not_found");
    yes(await load(citizen, begun.conversation));
    const after = await read();
    const more = (name: string) => Number(after.get(name) ?? 0) - Number(before.get(name) ?? 0);
    const call = (event: string, code: string) =>
      more(`eigenkanaal_calls_total{namespace="/citizen",event="${event}",code="${code}"}`);
    expect(more("eigenkanaal_acknowledgement_seconds_count")).toBe(3);
    expect(call("message:send", "ok")).toBe(3);
    expect(call("message:send", "not_found")).toBe(1);
    expect(more('eigenkanaal_call_seconds_count{event="message:send"}')).toBe(4);
    expect(more('eigenkanaal_batch_items_sum{work="append"}')).toBe(4);
    expect(more('eigenkanaal_batch_items_sum{work="load"}')).toBe(1);
    expect(more('eigenkanaal_statement_seconds_count{pool="batches",statement="append-store"}')).toBe(3);
    expect(more('eigenkanaal_statement_seconds_count{pool="keys",statement="SELECT"}')).toBeGreaterThan(0);
    expect(after.get('eigenkanaal_calls_in_flight{namespace="/citizen"}')).toBe(0);
    expect(after.get('eigenkanaal_batches_in_flight{work="append"}')).toBe(0);
    expect(after.get('eigenkanaal_lane_waiting{work="append"}')).toBe(0);
  });

  test("a town's waiting conversations are one number", async () => {
    const name = `eigenkanaal_waiting_conversations{organisation="${setting.town.organisation}"}`;
    const before = Number((await read()).get(name));
    await say(await begin(setting));
    expect((await read()).get(name)).toBe(before + 1);
  });

  test("requests are counted by the pattern of their route, whatever its spelling, and never by their path", async () => {
    const count = 'eigenkanaal_http_request_seconds_count{app="inbox",route="/session",status="401"}';
    const before = Number((await read()).get(count) ?? 0);
    for (const path of ["/api/v1/session", "/API/v1/session"])
      expect((await inboxFetch(setting, path)).status).toBe(401);
    expect((await inboxFetch(setting, "/kanarie-in-een-pad")).status).toBe(404);
    const after = await until((metrics) => Number(metrics.get(count)) === before + 2);
    expect([...after.keys()].filter((name) => name.includes("kanarie"))).toEqual([]);
  });

  test("jobs, pools, limits, the process and the ends of certificates are told", async () => {
    const jobs = ["limits", "orphaned keys", "ended sessions", "connections"];
    const metrics = await until((all) =>
      jobs.every((job) => all.has(`eigenkanaal_job_last_success_timestamp_seconds{task="${job}"}`)),
    );
    for (const pool of ["messages", "batches", "keys"])
      expect(metrics.has(`eigenkanaal_pool_connections{pool="${pool}",state="idle"}`)).toBe(true);
    expect(metrics.get("eigenkanaal_ready")).toBe(1);
    expect(metrics.has("nodejs_eventloop_lag_p99_seconds")).toBe(true);
    expect(metrics.has("process_resident_memory_bytes")).toBe(true);
    const [desk] = await setting.rows<{ ends: number }>(
      "SELECT min(extract(epoch FROM not_after))::float8 AS ends FROM certificate WHERE type = 'desk'",
    );
    const { organisation } = setting.town;
    expect(
      metrics.get(
        `eigenkanaal_certificate_end_timestamp_seconds{organisation="${organisation}",type="desk"}`,
      ),
    ).toBe(desk?.ends);
  });

  test("a limit that was struck is counted, by its name", async () => {
    const name = 'eigenkanaal_limits_struck_total{limit="failedSignIns"}';
    await setting.setLimits({ failedSignIns: { free: 1, firstMs: 600_000, maxMs: 600_000 } });
    const attempt = { account: `nobody@${setting.town.domain}`, auth: "A".repeat(43) };
    const before = Number((await read()).get(name) ?? 0);
    const statuses = [];
    for (const _ of [1, 2])
      statuses.push((await inboxFetch(setting, "/api/v1/session", { method: "POST", body: attempt })).status);
    expect(statuses).toEqual([401, 429]);
    expect((await read()).get(name)).toBe(before + 1);
  });
});

describe("what the metrics do not say", () => {
  test("no conversation, message, person, key, address or text of a caller stands in them", async () => {
    const begun = await begin(setting);
    const anna = await setting.agent("anna");
    yes(await anna.call("queue:load", { list: "open" }));
    await say(begun);
    await begun.citizen.call("kanarie-als-gebeurtenis", {});
    const text = await (await fetch(metricsUrl)).text();
    expect(text).toContain('event="unknown"');
    const [conversation] = await setting.rows<{ pseudonym: string }>(
      "SELECT pseudonym FROM conversation WHERE conversation_id = $1",
      [begun.conversation],
    );
    const needles = [
      begun.conversation,
      conversation?.pseudonym ?? "",
      Buffer.from(begun.citizen.keys.signing.vk).toString("base64url"),
      setting.colleague("anna").account,
      ...setting.town.desks.map(({ desk }) => desk),
      "kanarie",
      "127.0.0.1",
    ];
    expect(needles.every((needle) => needle.length > 5)).toBe(true);
    expect(needles.filter((needle) => text.includes(needle))).toEqual([]);
    const ids = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g)].map(([id]) => id);
    expect(new Set(ids)).toEqual(new Set([setting.town.organisation]));
  });
});

describe("where the metrics are", () => {
  test("they are on a port of their own, and not at the origins of citizens and colleagues", async () => {
    const { widgetOrigin, inboxOrigin } = setting.gateway;
    expect((await fetch(metricsUrl)).status).toBe(200);
    for (const origin of [widgetOrigin, inboxOrigin])
      expect((await fetch(`${origin}/metrics`)).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/api/v1/session`)).status).toBe(404);
    expect((await fetch(metricsUrl, { method: "POST" })).status).toBe(404);
  });

  test("a port that is taken stops the start with one sentence", async () => {
    const { databaseUrl, keyDatabaseUrl } = setting.databases;
    const { code, output } = await runProgram("main.js", {
      env: {
        DATABASE_URL: databaseUrl,
        KEY_DATABASE_URL: keyDatabaseUrl,
        PORT: String(await freePort()),
        INBOX_PORT: String(await freePort()),
        METRICS_PORT: String(port),
        LOG_LEVEL: "silent",
      },
    });
    expect({ code, output }).toEqual({
      code: 1,
      output: "The port in METRICS_PORT is in use by another program.\n",
    });
  });
});
