import type { ConversationId } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { NoticeActions } from "./views.js";

/** Notices of the conversation that is open on this device; while there is none, nothing is known of any. */
export const noticeActions = (
  open: () => { connection: Connection; conversation: ConversationId } | undefined,
): NoticeActions => {
  const told = async (call: (at: NonNullable<ReturnType<typeof open>>) => ReturnType<typeof asked>) => {
    const at = open();
    const reply = at && (await call(at));
    return reply?.ok ? reply.value : undefined;
  };
  return {
    load: () => told(({ connection, conversation }) => connection.call("notice:load", { conversation })),
    ask: (address) => told((at) => asked(at, address)),
    withdraw: () =>
      told(({ connection, conversation }) => connection.call("notice:withdraw", { conversation })),
  };
};

const asked = (
  { connection, conversation }: { connection: Connection; conversation: ConversationId },
  address: string,
) => connection.call("notice:ask", { conversation, address });
