import { deleteEndedApiTokens } from "../store/apiTokens.js";
import type { Database } from "../store/database.js";
import { organisations } from "../store/organisations.js";
import { deleteOverduePendingSignIns } from "../store/pendingSignIns.js";
import { deleteEndedSessions } from "../store/sessions.js";

/** Removes sessions and tokens that ended long ago, and sign-ins that were never completed, from all towns. */
export const sweepEndedSessions = async ({ database }: { database: Database }) => {
  const nowMs = Date.now();
  for (const organisation of await organisations(database))
    await database.forOrganisation(organisation, async (scope) => {
      await deleteEndedSessions(scope, nowMs);
      await deleteOverduePendingSignIns(scope, nowMs);
      await deleteEndedApiTokens(scope);
    });
};
