import { decodeUtf8, openDraft, sealDraft, utf8 } from "@eigenkanaal/crypto";
import type { ConversationId, MemberId } from "@eigenkanaal/protocol";
import type { Draft } from "../colleagueViews.js";
import type { SealedStore } from "../sealedStore.js";
import type { ChannelKey } from "./vault.js";

/** Half-written texts of one member on this device, each sealed under their local key at its own place (DESIGN §2.9). */
export const createDraftStore = (
  store: SealedStore,
  holder: () => { member: MemberId; localKey: Uint8Array },
) => {
  const prefix = () => `draft/${holder().member}/`;
  const nameOf = ({ conversation, channel }: ChannelKey) => `${prefix()}${conversation}/${channel}`;
  return {
    /** Keeps it in the place of the former; null erases that. */
    keep: async (key: ChannelKey, draft: Draft | null) => {
      const name = nameOf(key);
      if (!draft) return store.erase(name);
      const { localKey } = holder();
      await store.put(name, sealDraft(key, { localKey, draftBytes: utf8(JSON.stringify(draft)) }));
    },
    /** Those that open; what does not is erased. */
    kept: async (): Promise<(ChannelKey & Draft)[]> => {
      const [before, { localKey }] = [prefix(), holder()];
      const found: (ChannelKey & Draft)[] = [];
      for (const { name, sealed } of await store.all(before)) {
        const [conversation, channel] = name.slice(before.length).split("/");
        const key = {
          conversation: conversation as ConversationId,
          channel: channel as ChannelKey["channel"],
        };
        const opened = openDraft(key, { localKey, sealed });
        const words = opened && decodeUtf8(opened);
        // What opens was written here, by `keep`.
        if (words) found.push({ ...key, ...(JSON.parse(words) as Draft) });
        else await store.erase(name);
      }
      return found;
    },
    erase: () => store.erase(prefix()),
  };
};
