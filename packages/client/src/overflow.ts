import type { ConversationSummary } from "@eigenkanaal/protocol";
import type { OpenHere } from "./acceptOverflow.js";
import type { CitizenVault } from "./vault/vault.js";
import type { OverflowActions, OverflowView } from "./views.js";

type Surroundings = {
  vault: Pick<CitizenVault, "deskName" | "makeOverflow">;
  /** Undefined while no conversation is open. */
  open: () => OpenHere | undefined;
  refreshTrust: () => Promise<unknown>;
  hear: (summary: ConversationSummary) => void;
  changed: () => void;
};

/** The other desk that a citizen is offered when theirs does not answer in time, and what they make of it. */
export const createOverflow = (surroundings: Surroundings) => {
  const { vault, open, hear, changed } = surroundings;
  let offer: OverflowView | null = null;
  const actions: OverflowActions = {
    accept: async (to) => {
      const here = open();
      if (!here) return "unavailable";
      // Few ever need it: it comes in when it is asked for.
      const loaded = await import("./acceptOverflow.js").catch(() => undefined);
      return loaded ? loaded.acceptOverflow(to, here, surroundings) : "unavailable";
    },
    decline: async () => {
      const here = open();
      const reply = await here?.call("overflow:decline", { conversation: here.kept.conversation });
      if (!reply?.ok) return reply?.code ?? "unavailable";
      hear(reply.value);
      return undefined;
    },
  };
  return {
    actions,
    view: () => offer,
    /** What the gateway offers counts by the desk's own certificate: its name is what the citizen decides by. */
    follow: async ({ overflow }: ConversationSummary) => {
      const to = overflow?.state === "offered" ? overflow.to : undefined;
      if (to === offer?.to) return;
      const name = to === undefined ? null : await vault.deskName(to);
      offer = to !== undefined && name !== null ? { to, name } : null;
      changed();
    },
    stop: () => {
      offer = null;
    },
  };
};
