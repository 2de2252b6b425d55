import { AskSearchShares, type SearchShares } from "@eigenkanaal/protocol";
import type { Member } from "../principals.js";
import { noteAct } from "../store/auditLines.js";
import { desksOf, readableConversations } from "../store/conversations.js";
import { searchShare } from "../store/sealing.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";

/**
 * A share of the key of what a colleague's device keeps to search in, for each conversation that they may read and whose
 * own key is there (PROTOCOL.md V4). What is searched is asked of nobody.
 */
export const searchCalls = (
  connection: Connection<Member>,
  { database, keys }: Pick<Parts, "database" | "keys">,
) => ({
  "search:shares": handle(AskSearchShares, async ({ conversations }): Promise<SearchShares> => {
    const principal = connection.principal();
    const { organisation, member } = principal;
    const readable = await database.forOrganisation(organisation, async (scope) => {
      const desks = await desksOf(scope, member);
      const found = await readableConversations(scope, { desks, reader: member }, conversations);
      if (found.length > 0) await noteAct(scope, principal, { act: "search:shares", times: found.length });
      return found;
    });
    const found = await keys.all(organisation, readable);
    return {
      shares: readable.flatMap((conversation) => {
        const key = found.get(conversation);
        return key ? [{ conversation, share: searchShare(key, { organisation, conversation, member }) }] : [];
      }),
    };
  }),
});
