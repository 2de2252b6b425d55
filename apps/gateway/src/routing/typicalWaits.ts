import { typicalWait } from "@eigenkanaal/domain";
import type { DeskId, OrganisationId } from "@eigenkanaal/protocol";
import type { Database } from "../store/database.js";
import { recentFirstAnswers } from "../store/firstAnswers.js";
import { hoursOf } from "../store/settings.js";

/** How long first answers of desks usually take now, in ms that the desk is open; null where too few were given to say (PROTOCOL.md R7). */
export type TypicalWaits = { of(organisation: OrganisationId, desk: DeskId): Promise<number | null> };

/** Thousands who wait may ask: each desk is measured once in so long. */
const keptMs = 30_000;

export const createTypicalWaits = ({
  database,
  nowMs,
}: {
  database: Database;
  nowMs: () => number;
}): TypicalWaits => {
  const known = new Map<string, { measuredMs: number; wait: Promise<number | null> }>();

  const measure = async (organisation: OrganisationId, desk: DeskId): Promise<number | null> => {
    const { hours, answers } = await database.forOrganisation(organisation, async (scope) => ({
      hours: await hoursOf(scope, desk),
      answers: await recentFirstAnswers(scope, desk),
    }));
    return typicalWait(answers, { hours, nowMs: nowMs() }) ?? null;
  };

  return {
    of: (organisation, desk) => {
      const key = `${organisation}/${desk}`;
      const last = known.get(key);
      if (last && nowMs() - last.measuredMs < keptMs) return last.wait;
      const wait = measure(organisation, desk);
      known.set(key, { measuredMs: nowMs(), wait });
      wait.catch(() => known.delete(key));
      return wait;
    },
  };
};
