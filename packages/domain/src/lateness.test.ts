import type { DeskId } from "@eigenkanaal/protocol";
import { expect, test } from "vitest";
import { deskChanged, type Lateness, offerWithdrawn, onTime, waitBegun, waitEnded } from "./lateness.js";

const other = "00000000-0000-4000-8000-000000000003" as DeskId;
const warned: Lateness = { stage: "warned", dueAtMs: 7, overflow: null };
const passed: Lateness = { stage: "passed", dueAtMs: null, overflow: null };
const offered: Lateness = { stage: "offered", dueAtMs: null, overflow: other };

test("a wait that begins is looked at at once, or when one before it was to be", () => {
  expect(waitBegun(onTime, 9)).toEqual({ ...onTime, dueAtMs: 9 });
  expect(waitBegun({ ...onTime, dueAtMs: 20 }, 9)).toEqual({ ...onTime, dueAtMs: 20 });
});

test("an answer ends every stage, and leaves a moment that nothing has come of", () => {
  for (const late of [warned, passed, offered]) expect(waitEnded(late)).toEqual(onTime);
  expect(waitEnded({ ...onTime, dueAtMs: 20 })).toEqual({ ...onTime, dueAtMs: 20 });
});

test("who takes it withdraws an offer; it is still late", () => {
  expect(offerWithdrawn(offered)).toEqual(passed);
  for (const late of [onTime, warned, passed]) expect(offerWithdrawn(late)).toEqual(late);
});

test("another desk has heard of nothing: it is looked at at once, for that desk's own warning", () => {
  expect(deskChanged(9)).toEqual({ ...onTime, dueAtMs: 9 });
});
