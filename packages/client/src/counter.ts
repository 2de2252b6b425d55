import type { ConversationId, ConversationSummary } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { AgentVault } from "./vault/vault.js";
import type { AgentActions } from "./views.js";

/** Begins a conversation for somebody at the counter (PROTOCOL.md D4). */
export const createCounter =
  ({
    connection,
    vault,
    hear,
  }: {
    connection: () => Connection | undefined;
    vault: Pick<AgentVault, "beginForCitizen">;
    hear: (summary: ConversationSummary) => void;
  }): AgentActions["beginAtCounter"] =>
  async ({ desk, topic }) => {
    const conversation = crypto.randomUUID() as ConversationId;
    const made = await vault.beginForCitizen(conversation, desk);
    if (!made) return { ok: false, code: "no_desk" };
    const request = { conversation, desk, topic, language: null, record: made.record };
    const ask = async () => (await connection()?.call("conversation:begin", request)) ?? away;
    const first = await ask();
    // Once more: whether it began is not known, and the same request is answered as the same conversation.
    const reply = first.ok || first.code !== "unavailable" ? first : await ask();
    if (!reply.ok) return { ok: false, code: reply.code };
    hear(reply.value);
    return { ok: true, conversation, code: made.code };
  };

const away = { ok: false, code: "unavailable" } as const;
