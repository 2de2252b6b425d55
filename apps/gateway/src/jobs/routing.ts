import type { MemberId, OrganisationId } from "@eigenkanaal/protocol";
import type { Logger } from "pino";
import type { Dispatcher } from "../routing/dispatcher.js";
import type { AgentNamespace } from "../sockets/news.js";
import { desksOf } from "../store/conversations.js";
import type { Database } from "../store/database.js";
import { organisations } from "../store/organisations.js";
import { markSeen, putLost } from "../store/presence.js";

/** At every gateway: notes whom it is connected to, so that the others know when it is gone itself. */
export const noteConnected = async ({ agents, database }: { agents: AgentNamespace; database: Database }) => {
  const connected = new Map<OrganisationId, Set<MemberId>>();
  for (const { data } of agents.sockets.values()) {
    const { organisation, member } = data.member;
    connected.set(organisation, (connected.get(organisation) ?? new Set()).add(member));
  }
  for (const [organisation, members] of connected)
    await database.forOrganisation(organisation, (scope) => markSeen(scope, [...members]));
};

/**
 * At the gateway that leads: whoever was not seen for as long as the town waits is off (PROTOCOL.md R3), and what a crash
 * left unassigned or without an owner is seen to. What fails for one town is no other's business.
 */
export const sweepRouting = async ({
  database,
  dispatcher,
  logger,
}: {
  database: Database;
  dispatcher: Dispatcher;
  logger: Logger;
}) => {
  for (const organisation of await organisations(database))
    try {
      const lost = await database.forOrganisation(organisation, async (scope) => {
        const told = [];
        for (const presence of await putLost(scope))
          told.push({ presence, desks: await desksOf(scope, presence.member) });
        return told;
      });
      for (const { presence, desks } of lost) dispatcher.presenceChanged(organisation, desks, presence);
      dispatcher.considerAll(organisation);
    } catch (error) {
      logger.warn({ organisation, err: error }, "routing failed");
    }
};
