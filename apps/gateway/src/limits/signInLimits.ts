import { delayMs, type Failures } from "@eigenkanaal/domain";
import { type Limits, type OrganisationId, Refusal } from "@eigenkanaal/protocol";
import { LRUCache } from "lru-cache";
import { limitStruck } from "../monitoring/watching.js";
import { bounded } from "./bounded.js";

/** Who tries to sign in, and from where; the organisation where the account's domain is a town's. */
type Attempt = { account: string; address: string; organisation: OrganisationId | undefined };

/**
 * Guessing is slowed, and a colleague is not locked out (PROTOCOL.md L5). Three counts of failures, each with a delay
 * that grows up to a bound: of an account at an address, of the account from anywhere, of the address with any account.
 * Where this account signed in from this address before, only the first counts: whoever guesses from elsewhere, or
 * guesses other accounts from the same office, does not keep a colleague from their own desk.
 */
export type SignInLimits = {
  /**
   * Throws Refusal("too_many_requests"), with when to come back. An attempt counts as failed from its beginning, so
   * that many at once are not tried before the first is counted.
   */
  begin(attempt: Attempt): { succeeded(): void };
};

const dayMs = 24 * 3_600_000;

export const createSignInLimits = ({
  limitsOf,
  nowMs,
}: {
  limitsOf: (organisation: OrganisationId | undefined) => Limits;
  nowMs: () => number;
}): SignInLimits => {
  const remembered = <Value extends object>(days: number) =>
    new LRUCache<string, Value>({ ...bounded, ttl: days * dayMs });
  const here = remembered<Failures>(1);
  const ofAccount = remembered<Failures>(1);
  const ofAddress = remembered<Failures>(1);
  const successes = remembered<{ account: string }>(90);

  return {
    begin: ({ account, address, organisation }) => {
      const limits = limitsOf(organisation);
      const pair = `${address} ${account}`;
      const counts = [{ failures: here, key: pair, delay: limits.failedSignIns }];
      if (!successes.has(pair))
        counts.push(
          { failures: ofAccount, key: account, delay: limits.failedSignInsPerAccount },
          { failures: ofAddress, key: address, delay: limits.failedSignInsPerAddress },
        );
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
          here.delete(pair);
          successes.set(pair, { account });
          // What others failed at stays counted; only this attempt is taken back.
          for (const { failures, key } of counts.slice(1)) {
            const found = failures.get(key);
            if (found) failures.set(key, { ...found, count: found.count - 1 });
          }
        },
      };
    },
  };
};
