import { setTimeout as wait } from "node:timers/promises";
import { clockStands, dayBeganMs, decideDestruction, isProposalDue } from "@eigenkanaal/domain";
import type { ConversationId, DestructionListId, OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { News } from "../sockets/news.js";
import type { ConversationKeys } from "../store/conversationKeys.js";
import { type Database, databaseNowMs, type Scope } from "../store/database.js";
import {
  approvedLists,
  deleteConversations,
  endList,
  leaveOut,
  lockItems,
  pendingDestructions,
  registerDestroyed,
} from "../store/destruction.js";
import { lastProposalMs, newestDestructionMs, proposeList } from "../store/destructionLists.js";
import { writeRoot } from "../store/destructionRegister.js";
import { organisations } from "../store/organisations.js";
import { retentionInForce } from "../store/retention.js";

/** So many go in one transaction: it holds their locks no longer than a moment, and messages go in between. */
const batch = 20;
const pauseMs = 20;

type Parts = {
  database: Database;
  keys: ConversationKeys;
  news: Pick<News, "destroyed">;
  /** How many of a town are destroyed in one round. */
  atOnce: number;
  logger: Logger;
};

/**
 * At the gateway that leads: proposes what is due, and destroys what officers approved (PROTOCOL.md P10–P16). Each step is
 * stored before the next, so that a crash anywhere is gone on from: first the rows with the certificate in their place, then
 * the key, then the register. What fails for one town is no other's business.
 */
export const sweepDestruction = async (parts: Parts) => {
  for (const organisation of await organisations(parts.database))
    try {
      await sweepTown(organisation, parts);
    } catch (error) {
      parts.logger.warn({ organisation, err: error }, "destruction failed; it is tried again");
    }
};

const sweepTown = async (organisation: OrganisationId, parts: Parts) => {
  // Whose rows are gone is finished whatever the clock says.
  await finish(organisation, parts);
  const lists = await parts.database.forOrganisation(organisation, prepare);
  if (lists === "clock_behind")
    return parts.logger.error({ organisation }, "the database's clock was set back: nothing is destroyed");
  let left = parts.atOnce;
  for (const list of lists) {
    while (left > 0) {
      const step = { list, limit: Math.min(batch, left) };
      const looked = await parts.database.forOrganisation(organisation, (scope) => destroy(scope, step));
      if (looked === 0) break;
      left -= looked;
      await finish(organisation, parts);
      await wait(pauseMs);
    }
    if (left > 0) await parts.database.forOrganisation(organisation, (scope) => endList(scope, list));
  }
};

/** The day's tree and the day's list; then the lists that are to be carried out. */
const prepare = async (scope: Scope): Promise<DestructionListId[] | "clock_behind"> => {
  const nowMs = await databaseNowMs(scope);
  if (!clockStands(nowMs, await newestDestructionMs(scope))) return "clock_behind";
  await writeRoot(scope, dayBeganMs(nowMs));
  if (isProposalDue(await lastProposalMs(scope), nowMs)) await proposeList(scope, null);
  return approvedLists(scope);
};

/** How many items were looked at. */
const destroy = async (scope: Scope, { list, limit }: { list: DestructionListId; limit: number }) => {
  const items = await lockItems(scope, list, limit);
  if (items.length === 0) return 0;
  const { table, validFromMs } = await retentionInForce(scope);
  const nowMs = await databaseNowMs(scope);
  const going: ConversationId[] = [];
  for (const { conversation, item, found } of items) {
    const decision = decideDestruction(item, found, { table, nowMs });
    if (decision.outcome === "destroy") going.push(conversation);
    else await leaveOut(scope, list, { conversation, why: decision.why });
  }
  if (going.length > 0) await deleteConversations(scope, going, { list, policyFromMs: validFromMs });
  return items.length;
};

/** Of those whose rows are gone: the keys, then the register, then whoever had them. */
const finish = async (organisation: OrganisationId, { database, keys, news, logger }: Parts) => {
  for (;;) {
    const pending = await database.forOrganisation(organisation, (scope) =>
      pendingDestructions(scope, batch),
    );
    if (pending.length === 0) return;
    const conversations = pending.map(({ conversation }) => conversation);
    await keys.delete(organisation, conversations);
    await database.forOrganisation(organisation, (scope) => registerDestroyed(scope, conversations));
    for (const certificate of pending) news.destroyed(organisation, certificate);
    logger.info({ organisation, destroyed: pending.length }, "conversations destroyed");
  }
};
