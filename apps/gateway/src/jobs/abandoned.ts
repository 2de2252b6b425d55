import { abandonedBefore, close } from "@eigenkanaal/domain";
import type { OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { News } from "../sockets/news.js";
import { changeConversation, type StoredConversation } from "../store/conversations.js";
import { type Database, databaseNowMs, type Scope } from "../store/database.js";
import { organisations } from "../store/organisations.js";
import { currentRetention, lockSilent } from "../store/retention.js";

/** So many are closed in one transaction: it holds their locks no longer than a moment. */
const maxAtOnce = 100;

type Parts = { database: Database; news: News; logger: Logger };

/**
 * At the gateway that leads: closes and registers what neither side goes on with (PROTOCOL.md P4). Where somebody waits for
 * an answer nothing is closed, however long that takes. What fails for one town is no other's business.
 */
export const sweepAbandoned = async (parts: Parts) => {
  for (const organisation of await organisations(parts.database))
    try {
      while ((await sweepTown(organisation, parts)) === maxAtOnce);
    } catch (error) {
      parts.logger.warn({ organisation, err: error }, "closing what is abandoned failed");
    }
};

/** How many were closed. */
const sweepTown = async (
  organisation: OrganisationId,
  { database, news, logger }: Parts,
): Promise<number> => {
  const closed = await database.forOrganisation(organisation, closeSilent);
  for (const stored of closed) news.changed(organisation, stored);
  if (closed.length > 0)
    logger.info({ organisation, closed: closed.length }, "abandoned conversations closed");
  return closed.length;
};

const closeSilent = async (scope: Scope): Promise<StoredConversation[]> => {
  const nowMs = await databaseNowMs(scope);
  const table = await currentRetention(scope);
  const silent = await lockSilent(scope, { beforeMs: abandonedBefore(table, nowMs), limit: maxAtOnce });
  const closed: StoredConversation[] = [];
  for (const stored of silent) {
    const rules = { table, topicClass: null };
    const change = close(stored.conversation, { by: "gateway", outcome: "abandoned", rules }, nowMs);
    if (change.outcome !== "changed") continue;
    const deed = { stored, actor: { kind: "gateway" }, atMs: nowMs, event: change.event } as const;
    await changeConversation(scope, change.conversation, deed);
    closed.push({ ...stored, conversation: change.conversation });
  }
  return closed;
};
