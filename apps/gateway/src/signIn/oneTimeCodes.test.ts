import { expect, test } from "vitest";
import { enrolmentOf, newSecret, stepOfCode } from "./oneTimeCodes.js";

/** RFC 6238 appendix B, SHA-1, the last six of its eight digits. */
const secret = Buffer.from("12345678901234567890", "ascii");
const published: [seconds: number, code: string][] = [
  [59, "287082"],
  [1111111109, "081804"],
  [1234567890, "005924"],
  [20000000000, "353130"],
];

test.each(published)("the code of RFC 6238 at %d s is known by its time step", (seconds, code) => {
  expect(stepOfCode(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test("a code is taken one step early and late, and not two", () => {
  const nowMs = 1234567890_000;
  const step = Math.floor(nowMs / 30_000);
  const at = (steps: number) => stepOfCode(secret, "005924", nowMs + steps * 30_000);
  expect([at(-2), at(-1), at(0), at(1), at(2)]).toEqual([undefined, step, step, step, undefined]);
});

test("another secret's code, and another code, are of no step", () => {
  const nowMs = 59_000;
  expect(stepOfCode(Buffer.from("another secret of 20"), "287082", nowMs)).toBeUndefined();
  expect(stepOfCode(secret, "287083", nowMs)).toBeUndefined();
});

test("an app takes the secret over as an address that names town and account", () => {
  const { secretBase32, uri } = enrolmentOf(secret, { town: "Gemeente Test", account: "anna@test.example" });
  expect(secretBase32).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  const address = new URL(uri);
  expect([address.protocol, address.host]).toEqual(["otpauth:", "totp"]);
  expect(decodeURIComponent(address.pathname)).toBe("/Gemeente Test:anna@test.example");
  expect(Object.fromEntries(address.searchParams)).toEqual({
    issuer: "Gemeente Test",
    secret: secretBase32,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});

test("no two secrets are the same", () => {
  expect(newSecret()).toHaveLength(20);
  expect(newSecret()).not.toEqual(newSecret());
});
