import type { ConversationSummary, Reply } from "@eigenkanaal/protocol";
import { type ConnectionOptions, connect } from "./connection.js";
import type { AskByKey } from "./views.js";

/** How long one waits for the gateway before being told that it cannot be reached. */
const withinMs = 15_000;

/** Asks which conversation a key began, on a connection of its own [D5]. */
export const createAskByKey =
  (
    place: Pick<ConnectionOptions, "url" | "hears" | "headers">,
    greet: (socket: Parameters<ConnectionOptions["greet"]>[0], entropy: Uint8Array) => Promise<boolean>,
  ): AskByKey =>
  (entropy) =>
    new Promise((resolve) => {
      const settle = (reply: Reply<ConversationSummary>) => {
        clearTimeout(timer);
        line.close();
        resolve(reply);
      };
      const timer = setTimeout(() => settle({ ok: false, code: "unavailable" }), withinMs);
      const line = connect({
        ...place,
        greet: (socket) => greet(socket, entropy),
        changed: () => undefined,
        resume: async () => {
          const reply = await line.call("conversation:find", {});
          if (!reply.ok && reply.code !== "not_found") return "later";
          settle(reply);
          return "done";
        },
      });
    });
