import { describe, expect, it } from "vitest";
import { clusterFaults, lineFaults, scheduleFor, serverFaults } from "./schedule.js";

const cast = { citizens: ["citizen-1", "citizen-2"], colleagues: ["anna"] };

describe("the schedule of a run", () => {
  it("is the same for the same seed, and another for another", () => {
    const first = scheduleFor(7, { durationMs: 60_000, cast, gateways: 1 });
    expect(scheduleFor(7, { durationMs: 60_000, cast, gateways: 1 })).toEqual(first);
    expect(scheduleFor(8, { durationMs: 60_000, cast, gateways: 1 })).not.toEqual(first);
  });

  it.each([1, 2, 3])("strikes with every fault within the minute (seed %i)", (seed) => {
    const steps = scheduleFor(seed, { durationMs: 60_000, cast, gateways: 1 });
    const struck = steps.flatMap((step) =>
      step.kind === "server" || step.kind === "line" ? [step.fault] : [],
    );
    expect(new Set(struck)).toEqual(new Set([...serverFaults, ...lineFaults]));
  });

  it.each([1, 2, 3])("strikes both gateways and Redis where there are two (seed %i)", (seed) => {
    const steps = scheduleFor(seed, { durationMs: 120_000, cast, gateways: 2 });
    const struck = steps.flatMap((step) => (step.kind === "server" ? [step.fault] : []));
    expect(new Set(struck)).toEqual(new Set([...serverFaults, ...clusterFaults]));
  });

  it.each([1, 2, 3])("kills a gateway and what it stands on in the shortest run too (seed %i)", (seed) => {
    const struck = (gateways: 1 | 2) =>
      scheduleFor(seed, { durationMs: 9_000, cast, gateways }).flatMap((step) =>
        step.kind === "server" ? [step.fault] : [],
      );
    expect(struck(1)).toEqual(expect.arrayContaining(["gateway-killed", "database-killed"]));
    expect(struck(2)).toEqual(expect.arrayContaining(["second-killed", "redis-killed"]));
  });

  it.each([1, 2] as const)("has one server fault at a time, and all in order of time (%i)", (gateways) => {
    const steps = scheduleFor(7, { durationMs: 300_000, cast, gateways });
    expect(steps.map(({ atMs }) => atMs)).toEqual(steps.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
    const server = steps.flatMap((step) => (step.kind === "server" ? [step] : []));
    for (const [index, step] of server.entries())
      expect(server[index + 1]?.atMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(step.atMs + step.forMs);
  });
});
