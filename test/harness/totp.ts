import { setTimeout as wait } from "node:timers/promises";
import { Secret, TOTP } from "otpauth";

/** The app on a colleague's phone. */

/** What an app shows for a secret; `steps` later than now. */
export const codeOf = (secretBase32: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secretBase32) }).generate({ timestamp: Date.now() + steps * 30_000 });

/** A code that the app does not show: not now, not just before and not soon after. */
export const wrongCodeOf = (secretBase32: string): string => {
  const right = new Set([-2, -1, 0, 1, 2].map((steps) => codeOf(secretBase32, steps)));
  const wrong = ["000000", "000001", "000002", "000003", "000004", "000005"].find((code) => !right.has(code));
  if (wrong === undefined) throw new Error("every code is right");
  return wrong;
};

/** Resolves when the present code is the present one for ten seconds more: a test that speaks of it is over by then. */
export const earlyInStep = async () => {
  const leftMs = 30_000 - (Date.now() % 30_000);
  if (leftMs < 10_000) await wait(leftMs);
};
