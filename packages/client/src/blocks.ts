import { answerOf } from "./account.js";
import type { BlockActions } from "./blockViews.js";
import type { Connection } from "./connection.js";
import type { Http } from "./http.js";
import { refusedOf } from "./sorting.js";

/** Blocking and lifting; what they make of the conversation, the news tells (PROTOCOL.md B). */
export const createBlocks = ({
  call,
  http,
}: {
  call: Connection["call"];
  http: Pick<Http, "blocks">;
}): BlockActions => ({
  block: async (conversation, wish) => {
    const reply = await call("conversation:block", { conversation, ...wish });
    return reply.ok ? { ok: true, ...reply.value } : { ok: false, refused: refusedOf(reply) };
  },
  lift: async (conversation) => {
    const reply = await call("conversation:unblock", { conversation });
    return reply.ok ? undefined : refusedOf(reply);
  },
  load: async () => answerOf(await http.blocks()),
});
