import { describe, expect, test } from "vitest";
import { RawNumber, withRawNumbers } from "./mutations.js";
import { planOf } from "./plan.js";
import { events, routes } from "./surface.js";

const at = { seed: 7, worker: 0, stretch: 0 };

describe("a plan", () => {
  test("is the same for the same seed, and another for another seed, worker or stretch", () => {
    const plan = JSON.stringify(planOf("citizen", at, 50));
    expect(JSON.stringify(planOf("citizen", at, 50))).toBe(plan);
    for (const other of [{ seed: 8 }, { worker: 1 }, { stretch: 1 }])
      expect(JSON.stringify(planOf("citizen", { ...at, ...other }, 50))).not.toBe(plan);
  });

  test("asks every event and every route", () => {
    const plan = planOf("colleague", at, 3_000);
    const asked = new Set(plan.map((frame) => (frame.kind === "event" ? frame.event : "")));
    expect(Object.keys(events["/agent"]).filter((event) => !asked.has(event))).toEqual([]);
    const routed = new Set(plan.map((frame) => (frame.kind === "request" ? frame.request.route : "")));
    expect(Object.keys(routes).filter((route) => !routed.has(route))).toEqual([]);
  });
});

test("numbers are written as they are meant", () => {
  const json = JSON.stringify({ a: new RawNumber("-0"), b: [new RawNumber("1e400")] });
  expect(withRawNumbers(json)).toBe('{"a":-0,"b":[1e400]}');
});
