import * as z from "zod/mini";

const count = z.int().check(z.positive());

/** How much of each thing one may do: `burst` at once, and then so many a minute. */
const Rate = z.strictObject({ burst: count, perMinute: z.number().check(z.positive()) });
export type Rate = z.infer<typeof Rate>;

/** After failures: so many are free, then the wait is `firstMs` and doubles up to `maxMs`. */
const Delay = z.strictObject({ free: count, firstMs: count, maxMs: count });
export type Delay = z.infer<typeof Delay>;

const bits = z.int().check(z.minimum(1), z.maximum(24));

/** How much one may ask of the gateway. A table with reasons: apps/gateway/README.md. */
export const Limits = z.strictObject({
  openingsPerAddress: Rate,
  openingsPerTown: Rate,
  proofOfWork: z.strictObject({ bits, maxBits: bits }),
  heldNetworkMs: count,
  messages: Rate,
  ephemerals: Rate,
  otherCalls: Rate,
  callsInFlight: count,
  refusedCalls: Rate,
  connectionsPerAddress: Rate,
  unauthenticatedPerAddress: count,
  authenticateWithinMs: count,
  requestsPerAddress: Rate,
  failedSignIns: Delay,
  failedSignInsPerAccount: Delay,
  failedSignInsPerAddress: Delay,
});
export type Limits = z.infer<typeof Limits>;

/** What a town sets; what it does not set is as in `defaultLimits`. */
export const LimitSettings = z.partial(Limits);
export type LimitSettings = Partial<Limits>;

export const defaultLimits: Limits = {
  openingsPerAddress: { burst: 10, perMinute: 2 },
  openingsPerTown: { burst: 200, perMinute: 60 },
  proofOfWork: { bits: 16, maxBits: 21 },
  heldNetworkMs: 4 * 3_600_000,
  messages: { burst: 150, perMinute: 240 },
  ephemerals: { burst: 60, perMinute: 120 },
  otherCalls: { burst: 500, perMinute: 600 },
  callsInFlight: 128,
  refusedCalls: { burst: 1000, perMinute: 60 },
  connectionsPerAddress: { burst: 500, perMinute: 300 },
  unauthenticatedPerAddress: 100,
  authenticateWithinMs: 10_000,
  requestsPerAddress: { burst: 3000, perMinute: 3000 },
  failedSignIns: { free: 5, firstMs: 1_000, maxMs: 60_000 },
  failedSignInsPerAccount: { free: 20, firstMs: 1_000, maxMs: 300_000 },
  failedSignInsPerAddress: { free: 50, firstMs: 1_000, maxMs: 60_000 },
};
