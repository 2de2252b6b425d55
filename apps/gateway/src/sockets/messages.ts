import {
  type EnvelopeHeader,
  Ephemeral,
  messageClass,
  Refusal,
  readEnvelopeHeader,
  SendMessage,
  type SentMessage,
} from "@eigenkanaal/protocol";
import { reachConversation } from "../access.js";
import type { Appended } from "../store/messages.js";
import { requireUnblocked } from "./blocks.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";

/** "The life of a message", its steps in the gateway: parse, append (which asks access.ts), tell, acknowledge. */
export const messageCalls = (connection: Connection, { appender, database, news, dispatcher }: Parts) => ({
  "message:send": handle(SendMessage, async (request): Promise<SentMessage> => {
    const principal = connection.principal();
    const header = readHeaderOf("stored", request.envelope);
    const appended = await appender.append({ ...request, principal, header });
    if (appended.outcome === "refused") {
      const { code, untilMs } = appended;
      throw new Refusal(code, untilMs === undefined ? {} : { untilMs });
    }
    if (appended.outcome === "stored") tell(appended, request);
    return sentMessage(appended);

    function tell(
      { seq, storedAtMs, stored, reopened, board }: Extract<Appended, { outcome: "stored" }>,
      sent: SendMessage,
    ) {
      const { organisation } = principal;
      news.message({ ...sent, seq, storedAtMs }, { organisation, socketId: connection.socketId });
      if (reopened) news.changed(organisation, stored);
      else news.counted(organisation, stored);
      const { handling, waitingSinceMs, desk } = stored.conversation;
      if (board === "changed") news.board(organisation, [desk]);
      // Of one who has waited longer it was asked then.
      if (handling.state === "waiting" && waitingSinceMs === storedAtMs)
        dispatcher.consider(organisation, desk);
    }
  }),

  "ephemeral:send": handle(Ephemeral, async (ephemeral): Promise<null> => {
    const principal = connection.principal();
    const { organisation } = principal;
    const header = readHeaderOf("passing", ephemeral.envelope);
    const { epoch } = await database.forOrganisation(organisation, async (scope) => {
      const found = await reachConversation(scope, principal, { act: "send_ephemeral", ...ephemeral });
      await requireUnblocked(scope, principal, found.conversation);
      return found;
    });
    if (epoch[ephemeral.channel]?.cryptoId !== header.conversation) throw new Refusal("malformed");
    news.ephemeral(ephemeral, { organisation, socketId: connection.socketId });
    return null;
  }),
});

/** The envelope's header, when its class is one of those that are stored, or the one that passes (PROTOCOL.md M8). */
export const readHeaderOf = (kind: "stored" | "passing", envelope: Uint8Array): EnvelopeHeader => {
  const header = readEnvelopeHeader(envelope);
  if (!header || (header.class === messageClass.ephemeral) !== (kind === "passing"))
    throw new Refusal("malformed");
  return header;
};

const sentMessage = (appended: Exclude<Appended, { outcome: "refused" }>): SentMessage => {
  const { seq, storedAtMs } = appended;
  return appended.outcome === "duplicate" && appended.envelope
    ? { seq, storedAtMs, envelope: appended.envelope }
    : { seq, storedAtMs };
};
