import { ConversationId, type OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { ConversationKeys } from "../store/conversationKeys.js";
import type { Database } from "../store/database.js";
import { organisations } from "../store/organisations.js";

const hourMs = 3_600_000;

/**
 * A key is committed before its conversation (PROTOCOL.md E5), so a gateway that died in between left one alone. Those
 * older than an hour go; the ones whose conversation does exist only missed being bound.
 */
export const sweepOrphanedKeys = async (parts: {
  database: Database;
  keys: ConversationKeys;
  logger: Logger;
}) => {
  for (const organisation of await organisations(parts.database)) {
    const deleted = await sweep(organisation, parts);
    if (deleted > 0) parts.logger.info({ organisation, deleted }, "orphaned conversation keys deleted");
  }
};

const sweep = async (
  organisation: OrganisationId,
  { database, keys }: { database: Database; keys: ConversationKeys },
): Promise<number> => {
  const unbound = await keys.unbound(organisation, hourMs);
  if (unbound.length === 0) return 0;
  const existing = await database.forOrganisation(organisation, ({ tx }) =>
    tx.conversation.findMany({
      where: { organisation, conversation: { in: unbound } },
      select: { conversation: true },
    }),
  );
  const alive = new Set(existing.map(({ conversation }) => ConversationId.parse(conversation)));
  await keys.bind(organisation, [...alive]);
  const orphans = unbound.filter((conversation) => !alive.has(conversation));
  return keys.deleteUnbound(organisation, orphans, hourMs);
};
