import type { Database } from "../store/database.js";
import { organisations } from "../store/organisations.js";
import { deleteEndedSessions } from "../store/sessions.js";

/** Removes sessions that ended long ago from all towns. */
export const sweepEndedSessions = async ({ database }: { database: Database }) => {
  const nowMs = Date.now();
  for (const organisation of await organisations(database))
    await database.forOrganisation(organisation, (scope) => deleteEndedSessions(scope, nowMs));
};
