import type { Enrolment, SecondFactor, Sessions } from "@eigenkanaal/protocol";
import { SessionId } from "@eigenkanaal/protocol";
import { minuteMs, nowMs } from "./morning.js";

/** Somebody's second factor and sessions, made up; the secret is the example of RFC 6238. */

const secretBase32 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

export const enrolment: Enrolment = {
  secretBase32,
  uri: `otpauth://totp/Gemeente%20Voorbeeld:noor%40voorbeeld.example?issuer=Gemeente%20Voorbeeld&secret=${secretBase32}&algorithm=SHA1&digits=6&period=30`,
};

export const recoveryCodes = [
  "7K3MQ2XW9ABC",
  "0HJ4TPZ6NVRD",
  "S8YF1CGE5WQ2",
  "M6BX3KAV0TJ9",
  "ZR4NPD7H2QYC",
  "1EGW8SFM5KX3",
  "V9TJ6BA0RZ4N",
  "C2QYP7DH8SFW",
  "5KXM3E1GN6BT",
  "HD0RZ9VAJ4CP",
];

export const enrolled: SecondFactor = {
  policy: "offered",
  enrolled: { sinceMs: nowMs - 40 * 24 * 60 * minuteMs, recoveryCodesLeft: 8 },
};

const sessionAt = (number: number, { minutesAgo, current }: { minutesAgo: number; current: boolean }) => ({
  session: SessionId.parse(`00000000-0000-4000-8000-00000000000${number}`),
  createdAtMs: nowMs - (minutesAgo + 90) * minuteMs,
  lastSeenAtMs: nowMs - minutesAgo * minuteMs,
  current,
});

export const sessions: Sessions = {
  sessions: [
    sessionAt(1, { minutesAgo: 0, current: true }),
    sessionAt(2, { minutesAgo: 45, current: false }),
    sessionAt(3, { minutesAgo: 400, current: false }),
  ],
};
