import type { OrganisationId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { createDailyVerification } from "./dailyVerification.js";

const [utrecht, zeist] = ["utrecht", "zeist"] as OrganisationId[];
const hourMs = 3_600_000;

const setUp = () => {
  const seen: string[] = [];
  const world = { nowMs: 0, finds: {} as Record<string, number | "stopped" | Error> };
  const verification = createDailyVerification(
    async (organisation) => {
      seen.push(organisation);
      const found = world.finds[organisation] ?? 0;
      if (found instanceof Error) throw found;
      return found;
    },
    { towns: async () => [utrecht, zeist] as OrganisationId[], nowMs: () => world.nowMs },
  );
  return { verification, seen, world };
};

it("verifies every town once a day, and keeps what it found until it is done again", async () => {
  const { verification, seen, world } = setUp();
  expect([...verification.faults()]).toEqual([]);
  world.finds = { zeist: 3 };
  await verification.sweep();
  world.finds = {};
  world.nowMs = 23 * hourMs;
  await verification.sweep();
  expect(seen).toEqual(["utrecht", "zeist"]);
  expect([...verification.faults()]).toEqual([
    ["utrecht", 0],
    ["zeist", 3],
  ]);
  world.nowMs = 24 * hourMs;
  await verification.sweep();
  expect(seen).toEqual(["utrecht", "zeist", "utrecht", "zeist"]);
  expect(verification.faults().get(zeist as OrganisationId)).toBe(0);
});

it.each(["stopped", new Error("database away")] as const)(
  "begins anew at the next sweep where it was not whole: %s",
  async (why) => {
    const { verification, seen, world } = setUp();
    world.finds = { utrecht: 1, zeist: why };
    await verification.sweep().catch(() => undefined);
    expect([...verification.faults()]).toEqual([["utrecht", 1]]);
    world.finds = {};
    await verification.sweep();
    expect(seen).toEqual(["utrecht", "zeist", "utrecht", "zeist"]);
    expect([...verification.faults()]).toEqual([
      ["utrecht", 0],
      ["zeist", 0],
    ]);
  },
);
