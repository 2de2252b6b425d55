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

const asked = 60;

/** The statements of asking for an account's parameters; what the gateway does of its own accord is lost in so many. */
const cost = async (account: string) => {
  const before = await statements();
  for (let times = 0; times < asked; times++) {
    const path = "/api/v1/session/parameters";
    const response = await inboxFetch(setting, path, { method: "POST", body: { account } });
    expect(response.status).toBe(200);
  }
  const after = await statements();
  const each = [...after].map(([labels, count]) => [
    labels,
    Math.round((count - (before.get(labels) ?? 0)) / asked),
  ]);
  return Object.fromEntries(each.filter(([, times]) => times !== 0));
};

// What the gateway does of its own accord may fall into one of the two; a difference in work is there every time.
test("[A15] parameters of an account that does not exist cost the statements that they cost of one that does", {
  retry: 4,
}, async () => {
  const { account } = setting.colleague("anna");
  const existing = await cost(account);
  expect(Object.keys(existing).length).toBeGreaterThan(0);
  expect(await cost(account.replace(/^[^@]+/, "niemand"))).toEqual(existing);
});
