import type { QueueItem } from "@eigenkanaal/client";
import { expect, it } from "vitest";
import { morning, rowAt } from "../gallery/morning.js";
import { newsSince, waitsIn } from "./news.js";

const waits = morning.queue.find(({ state }) => state === "waiting") ?? rowAt(0);
const mine = morning.queue.find(({ assignee }) => assignee?.me) ?? rowAt(0);
const hers = morning.queue.find(({ assignee }) => assignee && !assignee.me) ?? rowAt(0);
const since = (row: QueueItem, waitingSinceMs: number | null, late: QueueItem["late"] = null): QueueItem => ({
  ...row,
  waitingSinceMs,
  late,
});

it("tells of somebody who begins to wait, of one's own first, and not of a colleague's", () => {
  expect(newsSince([since(waits, 5)], new Set())).toBe("waiting");
  expect(newsSince([since(waits, 5), since(mine, 6)], new Set())).toBe("mine");
  expect(newsSince([since(hers, 5)], new Set())).toBeUndefined();
});

it("tells of each wait once, and of a new wait in a conversation that was answered", () => {
  const before = waitsIn([since(mine, 5), since(waits, 5)]);
  expect(newsSince([since(mine, 5), since(waits, 5)], before)).toBeUndefined();
  expect(newsSince([since(mine, null)], before)).toBeUndefined();
  expect(newsSince([since(mine, 9)], before)).toBe("mine");
});

it("tells once that somebody has waited nearly too long, and once that it is too long; not of a colleague's", () => {
  const before = waitsIn([since(waits, 5), since(hers, 6)]);
  expect(newsSince([since(waits, 5, "warned"), since(hers, 6, "passed")], before)).toBe("warned");
  const warned = waitsIn([since(waits, 5, "warned")]);
  expect(newsSince([since(waits, 5, "warned")], warned)).toBeUndefined();
  expect(newsSince([since(waits, 5, "passed")], warned)).toBe("passed");
  expect(newsSince([since(hers, 6, "passed")], before)).toBeUndefined();
  expect(newsSince([since(waits, 5, "passed"), since(mine, 7)], warned)).toBe("mine");
});
