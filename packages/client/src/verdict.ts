import type { ConversationSummary } from "@eigenkanaal/protocol";
import type { OpenHere } from "./acceptOverflow.js";
import type { CitizenVault } from "./vault/vault.js";
import type { VerdictActions } from "./views.js";

type Surroundings = {
  /** Undefined while no conversation is open. */
  open: () => OpenHere | undefined;
  hear: (summary: ConversationSummary) => void;
  vault: Pick<CitizenVault, "supervised" | "sealForSupervisors">;
};

/** What a citizen makes of their conversation once it is closed: the gateway hears the verdict, the desk alone the remark. */
export const verdictActions = ({ open, hear, vault }: Surroundings): VerdictActions => {
  const share = async ({ kept: { conversation }, call }: OpenHere, text: string) => {
    const copy = await vault.sealForSupervisors(conversation, text);
    if (!copy) return "no_supervisor";
    const reply = await call("remark:share", { conversation, copy });
    return reply.ok ? undefined : reply.code;
  };
  return {
    give: async (verdict) => {
      const here = open();
      const reply = await here?.call("verdict:give", { conversation: here.kept.conversation, verdict });
      if (!reply?.ok) return reply?.code ?? "unavailable";
      hear(reply.value);
      return undefined;
    },
    supervised: async () => {
      const here = open();
      return here ? vault.supervised(here.kept.conversation) : false;
    },
    remark: async (text, { shared }) => {
      const here = open();
      // First: what the desk is told is shared must be.
      const refused = here && shared ? await share(here, text) : undefined;
      if (!here || refused) throw new Error(`not shared: ${refused}`);
      const sending = await here.conversation.send("public", { type: "remark", text, shared });
      if (sending !== "possible") throw new Error(`not sent: ${sending}`);
    },
  };
};
