import type { Delivery, Entry } from "@eigenkanaal/client";
import { expect, it } from "vitest";
import { isRemarkedOn } from "./remarks.js";

const remark = (atMs: number, delivery: Delivery): Entry => ({
  ...{ kind: "remark", id: "r", channel: "public", author: { role: "citizen" }, own: true, text: "Vlot!" },
  shared: false,
  ...{ atMs, delivery },
});
const keeping = { closedAtMs: 100, retention: "6.1.3" } as const;

it("knows a remark on this closing from one on an earlier one, also while it waits", () => {
  const on = (...entries: Entry[]) => isRemarkedOn({ entries, keeping });
  expect(on(remark(100, { state: "stored" }))).toBe(true);
  expect(on(remark(90, { state: "queued" }))).toBe(true);
  expect(on(remark(99, { state: "stored" }))).toBe(false);
  expect(on()).toBe(false);
  expect(isRemarkedOn({ entries: [remark(200, { state: "stored" })], keeping: null })).toBe(false);
});
