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

/** The statements while an account's parameters are asked for. */
const costOnce = async (account: string) => {
  const before = await statements();
  const path = "/api/v1/session/parameters";
  const response = await inboxFetch(setting, path, { method: "POST", body: { account } });
  expect(response.status).toBe(200);
  const after = await statements();
  return [...after].flatMap(([labels, count]) => {
    const more = count - (before.get(labels) ?? 0);
    return more > 0 ? [[labels, more]] : [];
  });
};

/** What the gateway does of its own accord in between can only add: the least of some times is the cost. */
const cost = async (account: string) => {
  const costs: Awaited<ReturnType<typeof costOnce>>[] = [];
  for (let times = 0; times < 5; times++) costs.push(await costOnce(account));
  const total = (cost: (typeof costs)[number]) => cost.reduce((sum, [, more]) => sum + Number(more), 0);
  return costs.toSorted((one, other) => total(one) - total(other))[0] ?? [];
};

test("[A15] parameters of an account that does not exist cost the statements that they cost of one that does", async () => {
  const { account } = setting.colleague("anna");
  await cost(account);
  const existing = await cost(account);
  expect(existing.length).toBeGreaterThan(0);
  expect(await cost(account.replace(/^[^@]+/, "niemand"))).toEqual(existing);
});
