import { isTakenFirst, label, reopen, snooze, summaryFor, take, wake } from "@eigenkanaal/domain";
import {
  type ConversationSummary,
  LabelConversation,
  NameConversation,
  type OrganisationId,
  SnoozeConversation,
} from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Member } from "../principals.js";
import { desksOf } from "../store/conversations.js";
import { databaseNowMs } from "../store/database.js";
import { labelsOf } from "../store/labels.js";
import { putTaking } from "../store/presence.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { type CarriedOut, carryOut, tellChange } from "./conversations.js";

/** What a colleague makes of a conversation for the work: labels, putting off, going on with a closed one (PROTOCOL.md W). */
export const inHandCalls = (connection: Connection<Member>, { database, news, dispatcher }: Parts) => {
  /** A citizen must not see that somebody was busy sorting: their client hears nothing of it (PROTOCOL.md W3). */
  const tellColleagues = (organisation: OrganisationId, { stored, told }: CarriedOut) => {
    if (!told) return;
    news.counted(organisation, stored);
    // What is put off takes nobody's room, and what is back does.
    news.board(organisation, [stored.conversation.desk]);
  };
  return {
    "conversation:reopen": handle(
      NameConversation,
      async ({ conversation }): Promise<ConversationSummary> => {
        const principal = connection.principal();
        const { organisation, member } = principal;
        const { presence, desks, ...done } = await database.forOrganisation(organisation, async (scope) => {
          const found = await reachConversation(scope, principal, {
            act: "reopen",
            conversation,
            lock: true,
          });
          const nowMs = await databaseNowMs(scope);
          const change = reopen(found.conversation, member, nowMs);
          const deed = { stored: found, principal, nowMs, act: "conversation:reopen" } as const;
          const carried = await carryOut(scope, change, deed);
          return {
            ...carried,
            presence: await putTaking(scope, member),
            desks: await desksOf(scope, member),
          };
        });
        tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
        if (presence) dispatcher.presenceChanged(organisation, desks, presence);
        return summaryFor("desk", done.stored.conversation);
      },
    ),

    "conversation:label": handle(
      LabelConversation,
      async ({ conversation, labels }): Promise<ConversationSummary> => {
        const principal = connection.principal();
        const { organisation } = principal;
        const done = await database.forOrganisation(organisation, async (scope) => {
          const found = await reachConversation(scope, principal, { act: "label", conversation, lock: true });
          const nowMs = await databaseNowMs(scope);
          const { labels: known } = await labelsOf(scope, [found.conversation.desk]);
          const change = label(found.conversation, { labels, known });
          const deed = { stored: found, principal, nowMs, act: "conversation:label" } as const;
          return carryOut(scope, change, deed);
        });
        tellColleagues(organisation, done);
        return summaryFor("desk", done.stored.conversation);
      },
    ),

    "conversation:snooze": handle(
      SnoozeConversation,
      async ({ conversation, untilMs }): Promise<ConversationSummary> => {
        const principal = connection.principal();
        const { organisation, member } = principal;
        const { presence, desks, ...done } = await database.forOrganisation(organisation, async (scope) => {
          const found = await reachConversation(scope, principal, {
            act: "snooze",
            conversation,
            lock: true,
          });
          const nowMs = await databaseNowMs(scope);
          const deed = { principal, nowMs };
          const taken = isTakenFirst(found.conversation, member)
            ? await carryOut(scope, take(found.conversation, member, nowMs), {
                ...{ stored: found, ...deed },
                act: "conversation:take",
              })
            : { stored: found };
          const change = snooze(taken.stored.conversation, { by: member, untilMs }, nowMs);
          const carried = await carryOut(scope, change, {
            ...{ stored: taken.stored, ...deed },
            act: "conversation:snooze",
          });
          return {
            ...{ ...carried, before: found, isTaken: taken.stored !== found },
            presence: await putTaking(scope, member),
            desks: await desksOf(scope, member),
          };
        });
        if (done.isTaken) tellChange(done, { news, from: { organisation, socketId: connection.socketId } });
        else tellColleagues(organisation, done);
        if (presence) dispatcher.presenceChanged(organisation, desks, presence);
        // Who put it off has room.
        else if (done.told) dispatcher.considerAll(organisation);
        return summaryFor("desk", done.stored.conversation);
      },
    ),

    "conversation:wake": handle(NameConversation, async ({ conversation }): Promise<ConversationSummary> => {
      const principal = connection.principal();
      const { organisation, member } = principal;
      const done = await database.forOrganisation(organisation, async (scope) => {
        const found = await reachConversation(scope, principal, { act: "snooze", conversation, lock: true });
        const nowMs = await databaseNowMs(scope);
        const change = wake(found.conversation, member);
        return carryOut(scope, change, { stored: found, principal, nowMs, act: "conversation:wake" });
      });
      tellColleagues(organisation, done);
      return summaryFor("desk", done.stored.conversation);
    }),
  };
};
