import type { ConversationSummary, OpenConversation, Reply, Work } from "@eigenkanaal/protocol";
import { type Connection, isPassing } from "./connection.js";
import { type Delivered, laterAfter, type OutboxItem } from "./outbox.js";
import type { CitizenVault } from "./vault/vault.js";

/** Opens a citizen's conversation at the gateway: asked again until it is there [C1]. */
export const createOpening = ({
  connection,
  vault,
  hear,
  refreshTrust,
  queueing,
}: {
  connection: () => Connection | undefined;
  vault: Pick<CitizenVault, "prove" | "recreate">;
  hear: (summary: ConversationSummary) => void;
  refreshTrust: () => Promise<"trusted" | "untrusted" | "unreachable">;
  /** It is busy, or no longer is. */
  queueing: (now: boolean) => void;
}) => {
  const ask = async (request: OpenConversation): Promise<Reply<ConversationSummary>> =>
    connection()?.call("conversation:open", request) ?? { ok: false, code: "unavailable" };

  /** The gateway takes the conversation against work, which this device does meanwhile [L3]. */
  const askWithWork = async (request: OpenConversation, work: Work) => {
    queueing(true);
    const reply = await ask({ ...request, work: await vault.prove(work) });
    if (reply.ok) queueing(false);
    return reply;
  };

  return async (
    item: OutboxItem & { kind: "open" },
    replace: (item: OutboxItem) => Promise<void>,
  ): Promise<Delivered> => {
    const { kind: _, ...request } = item;
    const first = await ask(request);
    const reply = first.ok || !first.work ? first : await askWithWork(request, first.work);
    if (reply.ok) {
      hear(reply.value);
      return "done";
    }
    if (reply.code === "desk_superseded") {
      if ((await refreshTrust()) !== "trusted") return "later";
      await replace({ ...item, record: await vault.recreate(item.conversation, item.desk) });
      return "again";
    }
    if (reply.code === "proof_of_work") return "again";
    return isPassing(reply.code) || reply.code === "unauthenticated" ? laterAfter(reply) : "done";
  };
};
