import { randomBytes } from "node:crypto";
import { delayMs, type Failures } from "@eigenkanaal/domain";
import { type Limits, type OrganisationId, Refusal } from "@eigenkanaal/protocol";
import { LRUCache } from "lru-cache";
import { limitStruck } from "../monitoring/watching.js";
import { bounded } from "./bounded.js";

/**
 * Who tries to sign in, from where, and in which browser (the value of its device cookie); the organisation where the
 * account's domain is a town's.
 */
type Attempt = {
  account: string;
  address: string;
  device: string | undefined;
  organisation: OrganisationId | undefined;
};

/**
 * Guessing is slowed, and a colleague is not locked out (PROTOCOL.md L5). Three counts of failures, each with a delay
 * that grows up to a bound: of an account at an address, of the account from anywhere, of the address with any account.
 * In a browser in which this account signed in before, there is a count of its own and no other: whoever guesses does not
 * keep a colleague from their own desk. It goes by a cookie and not by the address, so that who guesses from the same
 * office is answered alike, whether there is such an account or not (A15; OWASP, "Slow Down Online Guessing Attacks
 * with Device Cookies").
 */
export type SignInLimits = {
  /**
   * Throws Refusal("too_many_requests"), with when to come back. An attempt counts as failed from its beginning, so
   * that many at once are not tried before the first is counted.
   */
  begin(attempt: Attempt): { succeeded(): NewDevice };
};

/** What the browser shows the next time. */
type NewDevice = { device: string };

/** So long a browser is remembered, by the gateway's memory and its cookie. */
export const deviceMs = 90 * 24 * 3_600_000;
const dayMs = 24 * 3_600_000;

export const createSignInLimits = ({
  limitsOf,
  nowMs,
}: {
  limitsOf: (organisation: OrganisationId | undefined) => Limits;
  nowMs: () => number;
}): SignInLimits => {
  const failures = () => new LRUCache<string, Failures>({ ...bounded, ttl: dayMs });
  const [here, inBrowser, ofAccount, ofAddress] = [failures(), failures(), failures(), failures()];
  /** By device, the accounts that signed in there. */
  const devices = new LRUCache<string, Set<string>>({ ...bounded, ttl: deviceMs });

  return {
    begin: ({ account, address, device, organisation }) => {
      const limits = limitsOf(organisation);
      const known = device === undefined ? undefined : devices.get(device);
      const counts = known?.has(account)
        ? [{ failures: inBrowser, key: `${device} ${account}`, delay: limits.failedSignIns }]
        : [
            { failures: here, key: `${address} ${account}`, delay: limits.failedSignIns },
            { failures: ofAccount, key: account, delay: limits.failedSignInsPerAccount },
            { failures: ofAddress, key: address, delay: limits.failedSignInsPerAddress },
          ];
      const lastAtMs = nowMs();
      const waitMs = Math.max(
        ...counts.map(({ failures, key, delay }) => delayMs(delay, failures.get(key), lastAtMs)),
      );
      if (waitMs > 0) {
        limitStruck("failedSignIns");
        throw new Refusal("too_many_requests", { retryAfterMs: Math.ceil(waitMs) });
      }
      for (const { failures, key } of counts)
        failures.set(key, { count: (failures.get(key)?.count ?? 0) + 1, lastAtMs });
      return {
        succeeded: () => {
          const [own, ...others] = counts;
          own?.failures.delete(own.key);
          // What others failed at stays counted; only this attempt is taken back.
          for (const { failures, key } of others) {
            const found = failures.get(key);
            if (found) failures.set(key, { ...found, count: found.count - 1 });
          }
          // A value that is not known here may have been put there by somebody else.
          const shown = known && device !== undefined ? device : randomBytes(32).toString("base64url");
          devices.set(shown, new Set(known).add(account));
          return { device: shown };
        },
      };
    },
  };
};
