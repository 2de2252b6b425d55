import type { ConversationSummary } from "@eigenkanaal/protocol";
import type { OpenHere } from "./acceptOverflow.js";
import type { VerdictActions } from "./views.js";

type Surroundings = {
  /** Undefined while no conversation is open. */
  open: () => OpenHere | undefined;
  hear: (summary: ConversationSummary) => void;
};

/** What a citizen makes of their conversation once it is closed: the gateway hears the verdict, the desk alone the remark. */
export const verdictActions = ({ open, hear }: Surroundings): VerdictActions => ({
  give: async (verdict) => {
    const here = open();
    const reply = await here?.call("verdict:give", { conversation: here.kept.conversation, verdict });
    if (!reply?.ok) return reply?.code ?? "unavailable";
    hear(reply.value);
    return undefined;
  },
  remark: async (text) => {
    const sending = await open()?.conversation.send("public", { type: "remark", text });
    if (sending !== "possible") throw new Error(`not sent: ${sending}`);
  },
});
