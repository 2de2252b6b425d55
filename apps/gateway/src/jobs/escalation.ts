import { escalate } from "@eigenkanaal/domain";
import type { OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { News } from "../sockets/news.js";
import type { StoredConversation } from "../store/conversations.js";
import { type Database, databaseNowMs, type Scope } from "../store/database.js";
import { lockDue, waitRules, writeEscalated } from "../store/lateness.js";
import { organisations } from "../store/organisations.js";
import { conversationsOf } from "../store/routing.js";

/** So many are looked at in one transaction: it holds their locks no longer than a moment. */
const maxAtOnce = 200;

type Parts = { database: Database; news: News; logger: Logger };

/**
 * Warns and alerts the colleagues of whom somebody waits, and offers citizens another desk (PROTOCOL.md O1 to O3). All of
 * it follows from what is stored, so a restart loses nothing; each stage is written with its event behind the
 * conversation's lock, so two gateways that both believe they lead write it once. What fails for one town is no other's
 * business.
 */
export const sweepLateness = async (parts: Parts) => {
  for (const organisation of await organisations(parts.database))
    try {
      while ((await sweepTown(organisation, parts)) === maxAtOnce);
    } catch (error) {
      parts.logger.warn({ organisation, err: error }, "escalation failed");
    }
};

/** How many were looked at. */
const sweepTown = async (
  organisation: OrganisationId,
  { database, news, logger }: Parts,
): Promise<number> => {
  const { looked, changed } = await database.forOrganisation(organisation, async (scope) => {
    const due = await lockDue(scope, maxAtOnce);
    return { looked: due.length, changed: due.length === 0 ? [] : await lookAt(scope, due) };
  });
  for (const stored of changed) news.changed(organisation, stored);
  if (changed.length > 0) logger.info({ organisation, escalated: changed.length }, "waits came to a stage");
  return looked;
};

/** Those whose wait came to a stage, as they are now. */
const lookAt = async (
  scope: Scope,
  due: Awaited<ReturnType<typeof lockDue>>,
): Promise<StoredConversation[]> => {
  const found = await conversationsOf(scope, due);
  const nowMs = await databaseNowMs(scope);
  const rulesOf = await waitRules(
    scope,
    found.map(({ conversation }) => conversation),
    nowMs,
  );
  const escalated = found.map((stored) => {
    const { conversation, epoch } = stored;
    const internal = epoch.internal ? "begun" : "none";
    return { stored, ...escalate(conversation, { rules: rulesOf(conversation), internal }, nowMs) };
  });
  await writeEscalated(scope, escalated);
  return escalated
    .filter(({ events }) => events.length > 0)
    .map(({ stored, late }) => ({ ...stored, conversation: { ...stored.conversation, late } }));
};
