import { setTimeout as wait } from "node:timers/promises";
import { handOut, roomOf } from "@eigenkanaal/domain";
import type { DeskId, MemberPresence, OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { News } from "../sockets/news.js";
import type { StoredConversation } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import {
  conversationsOf,
  desksThatWait,
  lockAbandoned,
  lockDesk,
  lockWaiting,
  writeAssigned,
  writeReturned,
} from "../store/routing.js";

/**
 * Assigns what waits and returns what nobody has, beside the acts that give reason to: after their commit and their
 * acknowledgement. What a crash leaves undone in between, the sweep (jobs/routing.ts) does (PROTOCOL.md R3–R5).
 */
export type Dispatcher = {
  /** Something may be to assign at this desk. */
  consider(organisation: OrganisationId, desk: DeskId): void;
  /** The same of all its desks, and of what those have who are not at work. */
  considerAll(organisation: OrganisationId): void;
  /** Somebody's presence is another: tells it, and sees to what follows. */
  presenceChanged(organisation: OrganisationId, desks: readonly DeskId[], presence: MemberPresence): void;
  /** Takes nothing more and resolves when all that was begun is done. */
  stop(): Promise<void>;
};

/** So many are assigned in one transaction: it holds its colleagues' locks no longer than a moment. */
const maxAtOnce = 200;
/** Whoever holds a conversation that was passed over is done with it by then. */
const againAfterMs = 20;
/** A desk at which nobody has room, as where colleagues take what they choose, is not looked at for each question that comes. */
const restMs = 250;

/** What came of a look: nothing is left to do, there is more, or nobody has room. */
type Outcome = "done" | "again" | "no_room";

export const createDispatcher = ({
  database,
  news,
  logger,
}: {
  database: Database;
  news: News;
  logger: Logger;
}): Dispatcher => {
  /** What is under way, by its name; `again` when there was reason anew since it began. */
  const running = new Map<string, { work: Promise<void>; again: boolean }>();
  const stopping = new AbortController();

  /** One at a time of a name in this process; however often it is asked for meanwhile, once more. */
  const run = (name: string, work: () => Promise<Outcome>) => {
    const known = running.get(name);
    if (known) {
      known.again = true;
      return;
    }
    if (stopping.signal.aborted) return;
    const entry = { work: Promise.resolve(), again: false };
    running.set(name, entry);
    entry.work = repeat(entry, work)
      // The sweep comes by again.
      .catch((error: unknown) => logger.warn({ err: error }, "routing failed"))
      .finally(() => running.delete(name));
  };

  const repeat = async (entry: { again: boolean }, work: () => Promise<Outcome>) => {
    do {
      entry.again = false;
      const outcome = await work();
      if (outcome === "again") entry.again = true;
      if (outcome !== "done") await pause(outcome === "again" ? againAfterMs : restMs);
    } while (entry.again && !stopping.signal.aborted);
  };

  const pause = (ms: number) => wait(ms, undefined, stopping).catch(() => undefined);

  const tell = (organisation: OrganisationId, changed: readonly StoredConversation[]) => {
    for (const stored of changed) news.changed(organisation, stored);
  };

  const assignAt = async (organisation: OrganisationId, desk: DeskId): Promise<Outcome> => {
    const { changed, outcome } = await database.forOrganisation(organisation, async (scope) => {
      const routing = await lockDesk(scope, desk);
      const limit = Math.min(roomOf(routing), maxAtOnce);
      if (limit === 0) return { changed: [], outcome: "no_room" as const };
      const { waiting, skipped } = await lockWaiting(scope, desk, limit);
      const handed = handOut(waiting, routing, Date.now());
      if (handed.length > 0) await writeAssigned(scope, handed);
      const conversations = handed.map(({ conversation }) => conversation);
      return {
        changed: await conversationsOf(scope, conversations),
        outcome: skipped || handed.length === maxAtOnce ? ("again" as const) : ("done" as const),
      };
    });
    tell(organisation, changed);
    if (changed.length > 0) logger.debug({ organisation, desk, assigned: changed.length }, "assigned");
    return outcome;
  };

  const consider: Dispatcher["consider"] = (organisation, desk) =>
    run(`${organisation}/${desk}`, () => assignAt(organisation, desk));

  const returnAbandoned = async (organisation: OrganisationId) => {
    const changed = await database.forOrganisation(organisation, async (scope) => {
      const returned = await lockAbandoned(scope);
      if (returned.length === 0) return [];
      await writeReturned(scope, returned);
      return conversationsOf(scope, returned);
    });
    tell(organisation, changed);
    if (changed.length > 0) logger.info({ organisation, returned: changed.length }, "returned to the queue");
  };

  const considerAll: Dispatcher["considerAll"] = (organisation) =>
    run(organisation, async () => {
      await returnAbandoned(organisation);
      for (const desk of await database.forOrganisation(organisation, desksThatWait))
        consider(organisation, desk);
      return "done";
    });

  return {
    consider,
    considerAll,
    presenceChanged: (organisation, desks, presence) => {
      news.presence(organisation, desks, presence);
      considerAll(organisation);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([...running.values()].map(({ work }) => work));
    },
  };
};
