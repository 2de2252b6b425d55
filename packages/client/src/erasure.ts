import type { ConversationId, Erasure } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";

/** Asks that a conversation be erased; what was honoured, or was already, is erased here too. Undefined: not known now. */
export const askErasure = async (
  conversation: ConversationId,
  { call, destroyed }: { call: Connection["call"]; destroyed: (atMs: number) => Promise<void> },
): Promise<Erasure | undefined> => {
  const reply = await call("erasure:ask", { conversation });
  if (reply.ok) {
    if (reply.value.outcome === "honoured") await destroyed(reply.value.atMs);
    return reply.value;
  }
  if (reply.code === "destroyed" && reply.destroyedAtMs !== undefined) await destroyed(reply.destroyedAtMs);
  return undefined;
};
