import { expect, test } from "vitest";
import { inboxFetch } from "../harness/callers.js";
import { freePort } from "../harness/gateway.js";
import { useSetting } from "../harness/setting.js";

const port = await freePort();
// What it does of its own accord waits until the test is over.
const setting = useSetting({
  METRICS_PORT: String(port),
  WATCH_INTERVAL_MS: "600000",
  SWEEP_INTERVAL_MS: "600000",
});

/** How many statements of each kind the gateway has sent so far. */
const statements = async () => {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const counts = text.matchAll(/^eigenkanaal_statement_seconds_count(\{.*\}) (\d+)$/gm);
  return new Map([...counts].map(([, labels = "", count]) => [labels, Number(count)]));
};

const asked = 31;

/** What one question for an account's parameters sent, by kind; what the gateway did meanwhile of its own accord is in it. */
const costOnce = async (account: string) => {
  const before = await statements();
  const path = "/api/v1/session/parameters";
  const response = await inboxFetch(setting, path, { method: "POST", body: { account } });
  expect(response.status).toBe(200);
  const after = await statements();
  return new Map([...after].map(([labels, count]) => [labels, count - (before.get(labels) ?? 0)]));
};

/** By how many statements of each kind the ones cost more than the others, each; kinds of which it is none are left out. */
const dearerBy = (
  ones: readonly ReadonlyMap<string, number>[],
  others: readonly ReadonlyMap<string, number>[],
) => {
  const sum = (costs: readonly ReadonlyMap<string, number>[], kind: string) =>
    costs.reduce((all, cost) => all + (cost.get(kind) ?? 0), 0);
  const kinds = [...new Set([...ones, ...others].flatMap((cost) => [...cost.keys()]))];
  // What the gateway does of its own accord, and counting itself, fall now to the one and now to the other, and to neither each time.
  const each = (kind: string) => Math.round((sum(ones, kind) - sum(others, kind)) / asked);
  return kinds.map((kind) => [kind, each(kind)] as const).filter(([, count]) => count !== 0);
};

test("[A15] parameters of an account that does not exist cost the statements that they cost of one that does", async () => {
  const { account } = setting.colleague("anna");
  const [existing, unknown]: [Map<string, number>[], Map<string, number>[]] = [[], []];
  for (let times = 0; times < asked; times++) {
    existing.push(await costOnce(account));
    unknown.push(await costOnce(account.replace(/^[^@]+/, "niemand")));
  }
  expect(dearerBy(existing, []).length).toBeGreaterThan(0);
  expect(dearerBy(unknown, existing)).toEqual([]);
});
