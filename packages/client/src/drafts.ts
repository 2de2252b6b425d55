import type { ConversationId } from "@eigenkanaal/protocol";
import type { Draft, DraftKey } from "./colleagueViews.js";
import type { AgentVault } from "./vault/vault.js";
import type { Channel } from "./views.js";

/** So long after the first change what is being written is sealed: what a crash can cost. */
const keepAfterMs = 400;

/** Half-written texts on the page, each sealed on the device a moment after it changed. */
export const createDrafts = (vault: Pick<AgentVault, "keepDraft" | "keptDrafts">) => {
  const texts = new Map<string, Draft>();
  const changed = new Map<string, DraftKey>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let keeping: Promise<unknown> = Promise.resolve();
  const nameOf = ({ conversation, channel }: DraftKey) => `${conversation}/${channel}`;

  const keepChanged = () => {
    clearTimeout(timer);
    timer = undefined;
    const due = [...changed.values()];
    changed.clear();
    for (const key of due) {
      const draft = texts.get(nameOf(key)) ?? null;
      // A device that keeps nothing still has the words on the page.
      keeping = keeping.then(() => vault.keepDraft(key, draft)).catch(() => undefined);
    }
    return keeping;
  };

  const set = (key: DraftKey, draft: Draft | null) => {
    if (draft) texts.set(nameOf(key), draft);
    else texts.delete(nameOf(key));
    changed.set(nameOf(key), key);
    timer ??= setTimeout(() => void keepChanged(), keepAfterMs);
  };

  return {
    get: (key: DraftKey) => texts.get(nameOf(key)),
    set,
    conversations: () => [...new Set([...texts.keys()].map((name) => name.split("/")[0] as ConversationId))],
    /** Takes in what was kept; call when the keys are there. */
    load: async () => {
      for (const { conversation, channel, text, newest } of await vault.keptDrafts().catch(() => []))
        texts.set(nameOf({ conversation, channel }), { text, newest });
    },
    /** The conversation is out of reach: what was being written for it goes too. */
    forget: (conversation: ConversationId) => {
      for (const channel of ["public", "internal"] satisfies Channel[])
        if (texts.has(nameOf({ conversation, channel }))) set({ conversation, channel }, null);
    },
    /** Seals what is new and takes everything off the page; call before the keys go. */
    stop: async () => {
      await keepChanged();
      clearTimeout(timer);
      timer = undefined;
      texts.clear();
      changed.clear();
    },
  };
};
