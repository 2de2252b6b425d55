import type { IncomingMessage } from "node:http";
import { isDeepStrictEqual } from "node:util";
import { takeFrom, takeOver, workFor } from "@eigenkanaal/domain";
import { defaultLimits, type Limits, type OrganisationId, type Rate, Refusal } from "@eigenkanaal/protocol";
import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import { limitStruck } from "../monitoring/watching.js";
import type { Database } from "../store/database.js";
import { organisations } from "../store/organisations.js";
import { currentLimits } from "../store/settings.js";
import { bounded } from "./bounded.js";
import { clientAddress, type Trust } from "./clientAddress.js";
import { createSignInLimits, type SignInLimits } from "./signInLimits.js";

type RateName = { [Name in keyof Limits]: Limits[Name] extends Rate ? Name : never }[keyof Limits];

/** Who asks: by what they are told apart, and of which town, where that is known. */
type Asker = { key: string; organisation: OrganisationId | undefined };

/**
 * How much one may ask (PROTOCOL.md L1–L7). What was asked is known in this process's memory only, of a bounded number
 * of askers, the least recent forgotten first; nothing of it is stored or logged.
 */
export type LimitKeeper = {
  /** From which network a request comes, for use as a key here and for nothing else. */
  addressOf(request: IncomingMessage): string;
  /** Reads what the towns have set. */
  refresh(): Promise<void>;
  /** The town's limits. Before a town is known, the widest of all here: no town may narrow another's. */
  of(organisation: OrganisationId | undefined): Limits;
  /** Throws Refusal("too_many_requests"), with when to come back, above the rate. */
  take(name: RateName, asker: Asker): void;
  /**
   * Takes a new conversation of an address, and returns 0; above the rate of the address or of the town only against
   * work of `doneBits`, and returns the bits that it takes.
   */
  open(opening: { organisation: OrganisationId; address: string }, doneBits: number): number;
  /**
   * For a while (`heldNetworkMs`) each new conversation of this network costs the most work that is asked of anybody (PROTOCOL.md B4).
   * It is not refused: a whole library or office may share the network, and one abuser must not lock out the others. Who
   * would begin one conversation after another pays for each; who only wants to be heard waits some seconds.
   */
  hold(network: { organisation: OrganisationId; address: string }): void;
  signIns: SignInLimits;
};

export const createLimitKeeper = ({
  database,
  trust,
  logger,
  nowMs,
}: {
  database: Database;
  trust: Trust;
  logger: Logger;
  nowMs: () => number;
}): LimitKeeper => {
  let towns = new Map<OrganisationId, Limits>();
  let widest = defaultLimits;
  const of: LimitKeeper["of"] = (organisation) => (organisation && towns.get(organisation)) ?? widest;

  /** Until when each asker's debt is paid off. */
  const debts = new Map<RateName, LRUCache<string, number>>();
  const debtsOf = (name: RateName) => {
    const found = debts.get(name) ?? new LRUCache<string, number>(bounded);
    debts.set(name, found);
    return found;
  };

  /** Until when each network is held up. */
  const holds = new LRUCache<string, number>(bounded);
  const networkOf = ({ organisation, address }: { organisation: OrganisationId; address: string }) =>
    `${organisation}/${address}`;

  return {
    addressOf: (request) => clientAddress(request, trust),
    of,
    refresh: async () => {
      const before = towns;
      const all = await organisations(database);
      const read = all.map(
        async (organisation) =>
          [organisation, await database.forOrganisation(organisation, currentLimits)] as const,
      );
      towns = new Map(await Promise.all(read));
      const changed = all.filter((one) => !isDeepStrictEqual(before.get(one), towns.get(one)));
      if (changed.length === 0) return;
      // What is owed was counted at the old rates.
      debts.clear();
      for (const organisation of changed) logger.info({ organisation }, "limits");
      widest = towns.size === 0 ? defaultLimits : [...towns.values()].reduce(wider);
    },
    take: (name, { key, organisation }) => {
      const owed = debtsOf(name);
      const decision = takeFrom(of(organisation)[name], owed.get(key), nowMs());
      if (decision.outcome === "over") {
        limitStruck(name);
        throw new Refusal("too_many_requests", { retryAfterMs: decision.retryAfterMs });
      }
      owed.set(key, decision.paidOffAtMs);
    },
    open: ({ organisation, address }, doneBits) => {
      const limits = of(organisation);
      const network = networkOf({ organisation, address });
      const on = { nowMs: nowMs(), range: limits.proofOfWork };
      const rates = [
        { name: "openingsPerAddress", key: network },
        { name: "openingsPerTown", key: organisation },
      ] as const;
      const decided = rates.map(({ name, key }) => {
        const [rate, owed] = [limits[name], debtsOf(name).get(key)];
        const decision = takeFrom(rate, owed, on.nowMs);
        return decision.outcome === "taken"
          ? { name, key, bits: 0, paidOffAtMs: decision.paidOffAtMs }
          : { name, key, bits: workFor(rate, owed, on), paidOffAtMs: takeOver(rate, owed, on) };
      });
      const isHeld = (holds.get(network) ?? 0) > on.nowMs;
      const bits = isHeld ? on.range.maxBits : Math.max(...decided.map((one) => one.bits));
      // One doubling while the work was being done is forgiven, else a person would run behind a crowd.
      if (bits > 0 && (doneBits === 0 || doneBits + 1 < bits)) {
        for (const one of decided) if (one.bits > 0) limitStruck(one.name);
        if (isHeld) limitStruck("heldNetwork");
        return bits;
      }
      for (const { name, key, paidOffAtMs } of decided) debtsOf(name).set(key, paidOffAtMs);
      return 0;
    },
    hold: (network) => {
      holds.set(networkOf(network), nowMs() + of(network.organisation).heldNetworkMs);
    },
    signIns: createSignInLimits({ limitsOf: of, nowMs }),
  };
};

/** Of each limit the larger one. */
const wider = (one: Limits, other: Limits): Limits => largest(one, other) as Limits;

const largest = (one: unknown, other: unknown): unknown => {
  if (typeof one === "number" && typeof other === "number") return Math.max(one, other);
  return Object.fromEntries(
    Object.entries(one as object).map(([key, value]) => [
      key,
      largest(value, (other as Record<string, unknown>)[key]),
    ]),
  );
};
