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

const asked = 200;

/** What so many questions for an account's parameters sent, by kind; what the gateway did meanwhile of its own accord is in it. */
const costOf = async (account: string) => {
  const before = await statements();
  const path = "/api/v1/session/parameters";
  for (let times = 0; times < asked; times++) {
    const response = await inboxFetch(setting, path, { method: "POST", body: { account } });
    expect(response.status).toBe(200);
  }
  const after = await statements();
  return new Map([...after].map(([labels, count]) => [labels, count - (before.get(labels) ?? 0)]));
};

/**
 * By how many statements of each kind one question costs more than one of the others; kinds of which that is none are left out. What
 * the gateway does of its own accord, and counting itself, come to much fewer than one a question.
 */
const dearerBy = (ones: ReadonlyMap<string, number>, others: ReadonlyMap<string, number>) =>
  [...new Set([...ones.keys(), ...others.keys()])]
    .map((kind) => [kind, Math.round(((ones.get(kind) ?? 0) - (others.get(kind) ?? 0)) / asked)] as const)
    .filter(([, count]) => count !== 0);

test("[A15] parameters of an account that does not exist cost the statements that they cost of one that does", async () => {
  const { account } = setting.colleague("anna");
  const existing = await costOf(account);
  const unknown = await costOf(account.replace(/^[^@]+/, "niemand"));
  expect(dearerBy(existing, new Map()).length).toBeGreaterThan(0);
  expect(dearerBy(unknown, existing)).toEqual([]);
});
