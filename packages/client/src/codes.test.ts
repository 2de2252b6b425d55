import { expect, test } from "vitest";
import { readCode } from "./codes.js";

test("an app's code is read with or without the space that apps show", () => {
  expect(["123456", "123 456", " 123-456 "].map(readCode)).toEqual(Array(3).fill("123456"));
});

test("a recovery code is read from paper: small letters, dashes, look-alikes", () => {
  expect(["0AB1-CDEF-GHJK", "oabi cdef ghjk", "0abl-CDEF-ghjk"].map(readCode)).toEqual(
    Array(3).fill("0AB1CDEFGHJK"),
  );
});

test("what can be neither is not sent", () => {
  expect(["", "12345", "1234567", "0AB1-CDEF-GHJ", "0AB1-CDEF-GHJU", "twaalf"].map(readCode)).toEqual(
    Array(6).fill(undefined),
  );
});
