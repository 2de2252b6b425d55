import { randomBytes } from "node:crypto";
import type { Enrolment } from "@eigenkanaal/protocol";
import { Secret, TOTP } from "otpauth";

const stepMs = 30_000;

/** RFC 6238 as every app speaks it: SHA-1, six digits, thirty seconds. */
const totpOf = (secretBytes: Uint8Array) =>
  new TOTP({
    secret: new Secret({ buffer: new Uint8Array(secretBytes).buffer }),
    algorithm: "SHA1",
    digits: 6,
    period: stepMs / 1000,
  });

/** A fresh secret of 20 bytes, the length of the hash (RFC 4226 §4). */
export const newSecret = (): Uint8Array => randomBytes(20);

/** The secret as a person takes it over into an app. */
export const enrolmentOf = (
  secretBytes: Uint8Array,
  { town, account }: { town: string; account: string },
): Enrolment => {
  const totp = totpOf(secretBytes);
  totp.issuer = town;
  totp.label = account;
  return { secretBase32: totp.secret.base32, uri: totp.toString() };
};

/** The time step that a code is of, one before and one after now included; undefined for a wrong one. */
export const stepOfCode = (secretBytes: Uint8Array, code: string, nowMs: number): number | undefined => {
  const delta = totpOf(secretBytes).validate({ token: code, timestamp: nowMs, window: 1 });
  return delta === null ? undefined : Math.floor(nowMs / stepMs) + delta;
};
