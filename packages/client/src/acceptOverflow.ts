import type { ConversationSummary, DeskId, ErrorCode, Reply } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { Conversation } from "./conversation.js";
import type { CitizenVault, KeptConversation } from "./vault/vault.js";

/** The conversation that is open on this device. */
export type OpenHere = { kept: KeptConversation; conversation: Conversation; call: Connection["call"] };

/** So often it is made anew, because an epoch or a key was replaced meanwhile. */
const maxTries = 5;

/** Gives the conversation to another desk, by an epoch that the citizen makes; why not, when it does not go. */
export const acceptOverflow = async (
  to: DeskId,
  { kept, conversation, call }: OpenHere,
  {
    vault,
    refreshTrust,
    hear,
  }: {
    vault: Pick<CitizenVault, "makeOverflow">;
    refreshTrust: () => Promise<unknown>;
    hear: (summary: ConversationSummary) => void;
  },
): Promise<ErrorCode | undefined> => {
  const id = kept.conversation;
  const attempt = async (): Promise<Reply<ConversationSummary>> => {
    const refused = await conversation.settle();
    if (refused) return { ok: false, code: refused };
    const made = await vault.makeOverflow(id, to);
    if (!made) return { ok: false, code: "desk_superseded" };
    const { record, epoch } = made;
    const reply = await call("overflow:accept", { conversation: id, to, record });
    // Before anything else is sealed: what follows is for the new desk.
    if (reply.ok) conversation.hearEpoch({ conversation: id, channel: "public", epoch, record });
    return reply;
  };
  for (let tries = 0; tries < maxTries; tries++) {
    const reply = await attempt();
    if (reply.ok) {
      hear(reply.value);
      return undefined;
    }
    const { code } = reply;
    if (code === "desk_superseded") await refreshTrust();
    else if (code !== "epoch_taken" && code !== "out_of_order") return code;
  }
  return "epoch_taken";
};
