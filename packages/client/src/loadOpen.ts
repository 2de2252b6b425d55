import { type ConversationId, type ErrorCode, maxQueuePage } from "@eigenkanaal/protocol";
import type { Connection } from "./connection.js";
import type { createQueue } from "./queue.js";

/** Fetches the open conversations, page by page, while `isWanted`; the code when one was refused. */
export const loadOpen = async (
  line: Connection,
  queue: Pick<ReturnType<typeof createQueue>, "readOpen">,
  isWanted: () => boolean,
): Promise<ErrorCode | undefined> => {
  const reading = queue.readOpen();
  let after: ConversationId | undefined;
  for (;;) {
    const reply = await line.call("queue:load", { list: "open", ...(after && { after }) });
    if (!isWanted()) return undefined;
    if (!reply.ok) return reply.code;
    const { conversations: page } = reply.value;
    reading.page(page);
    const last = page.at(-1)?.conversation;
    if (!last || page.length < maxQueuePage) break;
    // What does not go on would go on for ever.
    if (after && last <= after) return "unavailable";
    after = last;
  }
  reading.end();
  return undefined;
};
