import { maxTextBytes as maxOfTheProtocol } from "@eigenkanaal/crypto";
import { expect, it } from "vitest";
import { bytesOver, maxTextBytes } from "./textLimit.js";

it("is the limit of the encryption", () => {
  expect(maxTextBytes).toBe(maxOfTheProtocol);
});

it("counts bytes, so that letters with accents weigh two", () => {
  expect(bytesOver("e".repeat(16_000))).toBe(0);
  expect(bytesOver("e".repeat(16_001))).toBe(1);
  expect(bytesOver("é".repeat(8_001))).toBe(2);
});
