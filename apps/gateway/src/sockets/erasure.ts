import { clockStands, decideErasure, isSameRefusal } from "@eigenkanaal/domain";
import {
  type Erasure,
  type ErasureRequest,
  type HoldState,
  NameConversation,
  Refusal,
} from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Citizen } from "../principals.js";
import { findConversation } from "../store/conversations.js";
import { databaseNowMs } from "../store/database.js";
import { deleteConversations } from "../store/destruction.js";
import { newestDestructionMs } from "../store/destructionLists.js";
import {
  isHeld,
  newestErasureRequest,
  waitForHolds,
  wasTakenUp,
  writeErasureRequest,
} from "../store/erasure.js";
import { retentionInForce } from "../store/retention.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { whyNotThere } from "./conversations.js";

/** What a citizen may ask of how long their conversation is kept (PROTOCOL.md, Z). */
export const erasureCalls = (connection: Connection<Citizen>, { database }: Pick<Parts, "database">) => ({
  "hold:load": handle(NameConversation, async ({ conversation }): Promise<HoldState> => {
    const principal = connection.principal();
    return database.forOrganisation(principal.organisation, async (scope) => {
      const { handling } = (await reachConversation(scope, principal, { act: "hear_hold", conversation }))
        .conversation;
      return { held: handling.state === "closed" && (await isHeld(scope, conversation)) };
    });
  }),

  "erasure:ask": handle(NameConversation, async ({ conversation }): Promise<Erasure> => {
    const principal = connection.principal();
    return database.forOrganisation(principal.organisation, async (scope) => {
      await waitForHolds(scope);
      // Whoever writes in it meanwhile waits, and then finds what became of it.
      const locked = await findConversation(scope, conversation, { lock: true });
      if (!locked) throw await whyNotThere(scope, principal, conversation);
      const stored = await reachConversation(scope, principal, { act: "erase", conversation });
      const nowMs = await databaseNowMs(scope);
      const { table, validFromMs: policyFromMs } = await retentionInForce(scope);
      const facts = {
        handling: stored.conversation.handling,
        held: await isHeld(scope, conversation),
        takenUp: await wasTakenUp(scope, conversation),
      };
      const decision = decideErasure(facts, { table, nowMs });
      const before = await newestErasureRequest(scope, stored.pseudonym);
      if (before && isSameRefusal(before, decision)) return answerOf(before);
      if (decision.outcome === "honoured" && !clockStands(nowMs, await newestDestructionMs(scope)))
        throw new Refusal("clock_behind");
      const written = await writeErasureRequest(scope, stored.pseudonym, decision);
      // The job goes on from here, as with all that is destroyed: the key, the register, and whoever had it.
      if (decision.outcome === "honoured")
        await deleteConversations(scope, [conversation], { erased: decision.ground, policyFromMs });
      return answerOf(written);
    });
  }),
});

/** What is remembered, without its number and pseudonym: those are not the citizen's to know. */
const answerOf = ({ request: _, pseudonym: __, ...erasure }: ErasureRequest): Erasure => erasure;
