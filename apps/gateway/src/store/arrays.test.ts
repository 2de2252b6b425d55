import { expect, test } from "vitest";
import { byteaArray, intArray, smallintArray, textArray, timeArray, uuidArray } from "./arrays.js";

/** After the dimension count: what PostgreSQL 18 answers to `array_send(…)` of the same values. */
test.each([
  [
    "uuid[]",
    uuidArray(["00112233-4455-6677-8899-aabbccddeeff", null]),
    "00000001 00000b86 00000002 00000001 00000010 00112233445566778899aabbccddeeff ffffffff",
  ],
  ["text[]", textArray(["é"]), "00000000 00000019 00000001 00000001 00000002 c3a9"],
  ["int[]", intArray([-1]), "00000000 00000017 00000001 00000001 00000004 ffffffff"],
  ["smallint[]", smallintArray([3]), "00000000 00000015 00000001 00000001 00000002 0003"],
  ["bytea[]", byteaArray([Uint8Array.of(7)]), "00000000 00000011 00000001 00000001 00000001 07"],
  [
    "timestamptz[]",
    timeArray([new Date("2000-01-01T00:00:00.001Z")]),
    "00000000 000004a0 00000001 00000001 00000008 00000000000003e8",
  ],
])("%s is written as PostgreSQL writes it", (_, array, hex) => {
  expect(array.toString("hex")).toBe(`00000001${hex.replaceAll(" ", "")}`);
});
