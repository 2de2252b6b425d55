import { OrganisationId, Refusal } from "@eigenkanaal/protocol";
import pino from "pino";
import { describe, expect, it } from "vitest";
import { createLanes } from "./lanes.js";

const town = OrganisationId.parse("00000000-0000-4000-8000-000000000001");
const otherTown = OrganisationId.parse("00000000-0000-4000-8000-000000000002");
const logger = pino({ level: "silent" });

/** Lanes whose batches end when the test says so. */
const heldLanes = () => {
  const flying: { items: string[]; land: () => void; fail: () => void }[] = [];
  const lanes = createLanes<string, { item: string }>({
    name: "test",
    maxBatch: 2,
    maxWaiting: 4,
    key: (item) => item[0],
    carryOut: (_organisation, items) =>
      new Promise((resolve, reject) => {
        const land = () => resolve(items.map((item) => ({ item })));
        flying.push({ items, land, fail: () => reject(new Error("away")) });
      }),
    logger,
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const land = async () => {
    const batch = flying.shift();
    batch?.land();
    await turn();
    return batch?.items;
  };
  return { lanes, flying, turn, land };
};

const unavailable = new Refusal("unavailable");

describe("lanes", () => {
  it("carry out what gathers while a batch is in flight, never two of one key together", async () => {
    const { lanes, turn, land } = heldLanes();
    const outcomes = Promise.all(["a1", "a2", "b1", "c1"].map((item) => lanes.take(town, item)));
    await turn();
    expect([await land(), await land()]).toEqual([
      ["a1", "b1"],
      ["a2", "c1"],
    ]);
    expect(await outcomes).toEqual(["a1", "a2", "b1", "c1"].map((item) => ({ item })));
  });

  it("do not let one organisation wait for another", async () => {
    const { lanes, flying, turn } = heldLanes();
    void lanes.take(town, "a");
    void lanes.take(otherTown, "a");
    await turn();
    expect(flying).toHaveLength(2);
  });

  it("refuse what is too much, and take again when there is room", async () => {
    const { lanes, turn, land } = heldLanes();
    const taken = ["a", "b", "c", "d"].map((item) => lanes.take(town, item));
    await expect(lanes.take(town, "e")).rejects.toEqual(unavailable);
    await turn();
    taken.push(lanes.take(town, "f"));
    for (let batch = await land(); batch; ) batch = await land();
    expect((await Promise.all(taken)).map(({ item }) => item)).toEqual(["a", "b", "c", "d", "f"]);
  });

  it("refuse a batch that failed, and carry out the next", async () => {
    const { lanes, flying, turn, land } = heldLanes();
    const failed = Promise.allSettled([lanes.take(town, "a"), lanes.take(town, "b")]);
    const next = lanes.take(town, "c");
    await turn();
    flying.shift()?.fail();
    await turn();
    expect((await failed).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await land();
    expect(await next).toEqual({ item: "c" });
  });

  it("stop when all that was taken is settled, and take nothing more", async () => {
    const { lanes, turn, land } = heldLanes();
    const taken = lanes.take(town, "a");
    const stopped = lanes.stop();
    await expect(lanes.take(town, "b")).rejects.toEqual(unavailable);
    await turn();
    await land();
    expect(await taken).toEqual({ item: "a" });
    await stopped;
  });
});
