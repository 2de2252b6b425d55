import { type ConversationId, LookAt, Refusal, type Viewer } from "@eigenkanaal/protocol";
import type { Member } from "../principals.js";
import { handle } from "./calls.js";
import type { Connection, Parts } from "./connection.js";
import { channelRoom } from "./rooms.js";

/**
 * Who looks at a conversation, told on and kept nowhere (PROTOCOL.md V1, V2). The gateway knows who has loaded it anyway;
 * a sealed sign would hide nothing from it, and needs an epoch of the internal channel, which most conversations never get.
 */
export const viewingCalls = (connection: Connection<Member>, { news }: Pick<Parts, "news">) => {
  /** What this connection has said to look at. */
  const looking = new Map<ConversationId, Member>();
  const tell = (conversation: ConversationId, { organisation, member }: Member, state: Viewer["state"]) =>
    news.viewer({ conversation, member, state }, { organisation, socketId: connection.socketId });

  connection.onGone(() => {
    for (const [conversation, member] of looking) tell(conversation, member, "left");
  });

  return {
    "conversation:look": handle(LookAt, async ({ conversation, state }): Promise<null> => {
      const member = connection.principal();
      // Also where they may not have it any more: else they would seem to look on.
      if (state === "left" && looking.delete(conversation)) {
        tell(conversation, member, "left");
        return null;
      }
      // Who may have it is in its room since they loaded it, and is taken out when they may no more (X5, A4).
      if (!connection.isIn(channelRoom(member.organisation, conversation, "internal")))
        throw new Refusal("not_found");
      if (state === "left") return null;
      looking.set(conversation, member);
      tell(conversation, member, state);
      return null;
    }),
  };
};
