import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { events, routes } from "./surface.js";
import { lengthsOf, valuesOf } from "./values.js";

const readme = readFileSync(new URL("../../apps/gateway/README.md", import.meta.url), "utf8");
const section = readme.split("## Who may do what")[1]?.split("\n## ")[0] ?? "";
/** What the gateway can be asked, as its own matrix has it; a test of the gateway holds that to what it serves. */
const acts = [...section.matchAll(/^\| `(.+?)` +\|/gm)].map(([, act = ""]) => act);

test("every event and every route that the gateway serves has its schema here, and nothing else has", () => {
  const known = Object.entries(events).flatMap(([namespace, table]) =>
    Object.keys(table).map((event) => `${namespace} ${event}`),
  );
  expect([...known, ...Object.keys(routes)].toSorted()).toEqual(acts.toSorted());
  expect(acts.length).toBeGreaterThan(30);
});

test("a route is anyone's here as it is in the gateway's matrix", () => {
  const open = [...section.matchAll(/^\| `(\w+ \/\S*)` +\| yes/gm)].map(([, act = ""]) => act);
  const anyones = Object.entries(routes).flatMap(([route, { of }]) => (of === "anyone" ? [route] : []));
  expect(anyones.toSorted()).toEqual(open.toSorted());
});

test("the fuzzer makes values of every schema, and what no town has to fill in is right", () => {
  const schemas = [
    ...Object.values(events).flatMap((table) => Object.entries(table)),
    ...Object.entries(routes).flatMap(([route, { body }]) => (body ? [[route, body] as const] : [])),
  ];
  for (const [name, schema] of schemas) {
    const made = fc.sample(valuesOf(schema), { seed: 1, numRuns: 50 });
    const wholly = made.filter((value) => !JSON.stringify(value).includes('"which":'));
    for (const value of wholly) expect([name, z.safeParse(schema, value).success]).toEqual([name, true]);
  }
});

test("the bounds of bytes are found by asking their schema", () => {
  const { envelope, record } = Object.fromEntries(
    ["envelope", "record"].map((field) => {
      const shape = (
        events["/citizen"][field === "record" ? "epoch:publish" : "message:send"] as z.core.$ZodObject
      )._zod.def.shape;
      return [field, shape[field] && lengthsOf(shape[field])];
    }),
  );
  expect({ envelope, record }).toEqual({
    envelope: { minBytes: 648, maxBytes: 65_672 },
    record: { minBytes: 206, maxBytes: 65_536 },
  });
});
