import type { OrganisationId } from "@eigenkanaal/protocol";

const dayMs = 86_400_000;

/** What is kept for years and reckoned anew once a day, town by town. */
export type DailyVerification = {
  /** Verifies all towns, when that was not done here within a day. */
  sweep(): Promise<void>;
  /** How many faults the last verification found, by town; none before the first. */
  faults(): ReadonlyMap<OrganisationId, number>;
};

/** `verify` says how many faults a town has, or that it was stopped: then the next sweep begins anew. */
export const createDailyVerification = (
  verify: (organisation: OrganisationId) => Promise<number | "stopped">,
  { towns, nowMs }: { towns: () => Promise<readonly OrganisationId[]>; nowMs: () => number },
): DailyVerification => {
  const found = new Map<OrganisationId, number>();
  let verifiedMs = Number.NEGATIVE_INFINITY;
  return {
    faults: () => found,
    sweep: async () => {
      if (nowMs() - verifiedMs < dayMs) return;
      for (const organisation of await towns()) {
        const faults = await verify(organisation);
        if (faults === "stopped") return;
        found.set(organisation, faults);
      }
      verifiedMs = nowMs();
    },
  };
};
