import type { ConversationId, ConversationSummary, ErrorCode, Reply } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { AgentVault, TransferWish } from "./vault/vault.js";

/** Hands a conversation to another desk; undefined when it went well, else why not. */
export type TransferCall = (wish: TransferWish) => Promise<ErrorCode | undefined>;

/** So often it is made anew, because an epoch or a key was replaced meanwhile. */
const maxTries = 5;

export const createTransfer = (
  conversation: ConversationId,
  {
    vault,
    call,
    settle,
    refreshTrust,
    done,
  }: {
    vault: Pick<AgentVault, "makeTransfer">;
    call: Connection["call"];
    /** Everything is sent and read; the refusal when that cannot be now. */
    settle: () => Promise<ErrorCode | undefined>;
    refreshTrust: () => Promise<void>;
    /** It went; without a summary where only its absence tells so. */
    done: (summary: ConversationSummary | undefined, wish: TransferWish) => void;
  },
): TransferCall => {
  /** An answer was lost: the gateway may have carried it out. */
  let outcome: "known" | "unknown" = "known";

  const attempt = async (wish: TransferWish): Promise<Reply<ConversationSummary>> => {
    const refused = await settle();
    if (refused) return { ok: false, code: refused };
    const made = await vault.makeTransfer(conversation, wish);
    if (!made) return { ok: false, code: "desk_superseded" };
    const { epochs, note } = made;
    const { desk: to, reading } = wish;
    const reply = await call("conversation:transfer", { conversation, to, reading, epochs, note });
    if (!reply.ok && reply.code === "unavailable") outcome = "unknown";
    return reply;
  };

  return async (wish) => {
    for (let tries = 0; tries < maxTries; tries++) {
      const reply = await attempt(wish);
      if (reply.ok) {
        done(reply.value, wish);
        return undefined;
      }
      const { code } = reply;
      // It is not ours any more, and we asked for just that.
      if (code === "not_found" && outcome === "unknown") {
        done(undefined, wish);
        return undefined;
      }
      if (code === "desk_superseded") await refreshTrust();
      else if (code !== "epoch_taken" && code !== "epoch_superseded" && code !== "out_of_order") return code;
    }
    return "epoch_taken";
  };
};
