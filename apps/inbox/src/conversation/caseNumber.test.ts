import type { Entry } from "@eigenkanaal/client";
import { expect, it } from "vitest";
import { caseNumberOf, isCaseTooLong } from "./caseNumber.js";

const said = (number: string, delivery: unknown = null) =>
  ({ kind: "case", channel: "internal", number, delivery }) as Entry;
const text = { kind: "text", text: "Z-9" } as Entry;

it("is the newest that was said, none where that took it away, and none that was refused", () => {
  expect(caseNumberOf([text])).toBeNull();
  expect(caseNumberOf([said("Z-1"), text, said("Z-2"), text])).toBe("Z-2");
  expect(caseNumberOf([said("Z-1"), said("")])).toBeNull();
  expect(caseNumberOf([said("Z-1"), said("Z-2", { state: "refused", code: "malformed" })])).toBe("Z-1");
});

it("has 64 bytes at most", () => {
  expect([isCaseTooLong("9".repeat(64)), isCaseTooLong("é".repeat(33))]).toEqual([false, true]);
});
