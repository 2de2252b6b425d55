import { readFileSync } from "node:fs";
import { parser } from "@prometheus-io/lezer-promql";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { begin, say } from "../harness/conversation.js";
import { freePort } from "../harness/gateway.js";
import { hasRedis, startRedis } from "../harness/redis.js";
import { useSetting } from "../harness/setting.js";

/** The dashboard and the alert rules that come along, against the metrics of a gateway that runs. */

const read = (path: string) => readFileSync(new URL(`../../apps/gateway/${path}`, import.meta.url), "utf8");

const Dashboard = z.object({
  schemaVersion: z.int(),
  panels: z.array(
    z.object({
      id: z.int(),
      title: z.string().min(1),
      type: z.enum(["row", "stat", "timeseries"]),
      gridPos: z.object({ x: z.int(), y: z.int(), w: z.int(), h: z.int() }),
      targets: z.array(z.object({ refId: z.string(), expr: z.string() })).default([]),
    }),
  ),
});
const Rules = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[smh]$/)
            .optional(),
          labels: z.object({ severity: z.enum(["warning", "critical"]) }),
          annotations: z.object({ summary: z.string().endsWith(".") }),
        }),
      ),
    }),
  ),
});

const { panels } = Dashboard.parse(JSON.parse(read("deploy/grafana-dashboard.json")));
const rules = Rules.parse(parse(read("deploy/prometheus-alerts.yaml"))).groups.flatMap(
  (group) => group.rules,
);
// What Grafana fills in before it asks.
const queries = [
  ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr.replaceAll("$__rate_interval", "1m"))),
  ...rules.map(({ expr }) => expr),
];

/** The names of the metrics that a PromQL query asks for, and whether it can be read at all. */
const parsed = (query: string) => {
  const names: string[] = [];
  let fault = "";
  parser.parse(query).iterate({
    enter: ({ type, from, to, node }) => {
      if (type.isError) fault = `at ${from}`;
      if (type.name === "Identifier" && node.parent?.name === "VectorSelector")
        names.push(query.slice(from, to));
    },
  });
  return { names, fault };
};

const redis = hasRedis ? await startRedis() : undefined;
afterAll(() => redis?.kill());
const port = await freePort();
const setting = useSetting({
  METRICS_PORT: String(port),
  SWEEP_INTERVAL_MS: "100",
  ...(redis && { REDIS_URL: redis.url }),
});

/** Others': of the machine and the proxy, which the gateway does not look at, and of Redis, which is not everywhere. */
const isOthers = (name: string) =>
  name.startsWith("node_") ||
  name === "probe_ssl_earliest_cert_expiry" ||
  (!hasRedis && name === "eigenkanaal_redis_linked");

test("every query can be read and names metrics that a gateway tells", async () => {
  await say(await begin(setting));
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const told = new Set(
    [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].flatMap(([, name = "", type]) =>
      type === "histogram" ? [`${name}_bucket`, `${name}_count`, `${name}_sum`] : [name],
    ),
  );
  expect(queries.length).toBeGreaterThan(35);
  expect(queries.filter((query) => parsed(query).fault !== "" || parsed(query).names.length === 0)).toEqual(
    [],
  );
  const asked = [...new Set(queries.flatMap((query) => parsed(query).names))];
  expect(asked.filter((name) => !told.has(name) && !isOthers(name))).toEqual([]);
  // And nothing of ours is counted that nobody looks at.
  const ours = [...text.matchAll(/^# TYPE (eigenkanaal_\w+) /gm)].map(([, name = ""]) => name);
  expect(ours.filter((name) => !asked.some((one) => one.startsWith(name)))).toEqual([]);
});

test("panels have each an id and a place of their own", () => {
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, cell) => `${x + (cell % w)},${y + Math.floor(cell / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
});

test("the runbook has a chapter for every alert, and none for an alert that there is not", () => {
  const chapters = [...read("RUNBOOK.md").matchAll(/^## `(\w+)`/gm)].map(([, name]) => name);
  expect(chapters.toSorted()).toEqual(rules.map(({ alert }) => alert).toSorted());
});
