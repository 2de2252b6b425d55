import type { Logger } from "pino";
import type { Dispatcher } from "../routing/dispatcher.js";
import type { News } from "../sockets/news.js";
import type { Database } from "../store/database.js";
import { organisations } from "../store/organisations.js";
import { wakeDue } from "../store/snoozes.js";

/**
 * At the gateway that leads: what was put off until now is back (PROTOCOL.md W5). It goes by what is stored, so that a
 * restart forgets none and wakes none twice. What fails for one town is no other's business.
 */
export const sweepSnoozes = async ({
  database,
  dispatcher,
  news,
  logger,
}: {
  database: Database;
  dispatcher: Dispatcher;
  news: News;
  logger: Logger;
}) => {
  for (const organisation of await organisations(database))
    try {
      const woken = await database.forOrganisation(organisation, wakeDue);
      for (const stored of woken) news.counted(organisation, stored);
      news.board(organisation, [...new Set(woken.map(({ conversation }) => conversation.desk))]);
      // Whose colleague has gone home by now goes back to the queue.
      if (woken.length > 0) dispatcher.considerAll(organisation);
    } catch (error) {
      logger.warn({ organisation, err: error }, "waking failed");
    }
};
