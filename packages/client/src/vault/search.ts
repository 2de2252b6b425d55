import {
  bytesToUuid,
  decodeUtf8,
  openMessage,
  openSegment,
  readHeader,
  sealSegment,
  searchKey,
  utf8,
} from "@eigenkanaal/crypto";
import type { Channel, ConversationId, MemberId } from "@eigenkanaal/protocol";
import type { SealedStore } from "../sealedStore.js";
import { acceptEpoch, type Epochs } from "./epochs.js";
import type { Holder } from "./identity.js";
import { authorOf, contentOf } from "./messages.js";
import { createSearchIndex } from "./searchIndex.js";
import type { Found, Reach, Searchable, SearchPage, Segment, Share } from "./searchParts.js";
import type { ChannelKey, Content } from "./vault.js";

/** 2 was the internal channel without the case's number, 3 without what closings registered: they do not open as 4, and are read anew. */
const segments = { public: 1, internal: 4 } as const;
const channels = ["public", "internal"] as const;

type Owner = { member: MemberId; localKey: Uint8Array };

/**
 * What a colleague may read, to be searched on their device: in memory while the inbox is unlocked, and on the device in
 * segments that open with their own key and the conversation's share only (DESIGN §2.9).
 */
export const createSearch = (
  store: SealedStore,
  {
    owner,
    holder,
    newEpochs,
  }: { owner: () => Owner; holder: Holder; newEpochs: (key: ChannelKey) => Epochs },
) => {
  const index = createSearchIndex();
  const keys = new Map<ConversationId, Uint8Array>();
  const prefix = () => `search/${owner().member}/`;
  const nameOf = ({ conversation, channel }: ChannelKey) => `${prefix()}${conversation}/${channel}`;
  const reachOf = (conversation: ConversationId): Reach => ({
    conversation,
    public: index.segment(conversation, "public")?.seq ?? 0,
    internal: index.segment(conversation, "internal")?.seq ?? 0,
  });

  const openKept = async (conversation: ConversationId, channel: Channel) => {
    const key = keys.get(conversation);
    const sealed = await store.get(nameOf({ conversation, channel }));
    if (!key || !sealed || index.segment(conversation, channel)) return;
    const opened = openSegment({ conversation, segment: segments[channel] }, { key, sealed });
    const words = opened && decodeUtf8(opened);
    // What opens was written here, by `read`; what does not is read anew.
    if (words) index.put(conversation, channel, JSON.parse(words) as Segment);
    else await store.erase(nameOf({ conversation, channel }));
  };

  const drop = async (conversation: ConversationId) => {
    index.drop(conversation);
    keys.delete(conversation);
    await store.erase(`${prefix()}${conversation}/`);
  };

  return {
    /** The conversations of which this device keeps something to search in. */
    kept: async (): Promise<ConversationId[]> => {
      const before = prefix();
      const names = await store.names(before);
      return [...new Set(names.map((name) => name.slice(before.length).split("/")[0] as ConversationId))];
    },
    /** Opens what is kept of these conversations with their shares; of those without one everything is erased. */
    open: async (conversations: ConversationId[], shares: Share[]): Promise<Reach[]> => {
      const { localKey } = owner();
      for (const { conversation, share } of shares) keys.set(conversation, searchKey(localKey, share));
      for (const conversation of conversations) {
        if (!shares.some((one) => one.conversation === conversation)) await drop(conversation);
        else for (const channel of channels) await openKept(conversation, channel);
      }
      return conversations.map(reachOf);
    },
    /** Reads one more page into the index and seals what is known of its channel by now; how far it reaches. */
    read: async (key: ChannelKey, page: SearchPage): Promise<Reach> => {
      const { conversation, channel } = key;
      const sealKey = keys.get(conversation);
      if (!sealKey) throw new Error("no share of this conversation");
      const before = index.segment(conversation, channel) ?? { seq: 0, about: "", messages: [] };
      const { texts, caseNumber } = await openPage(newEpochs(key), page, holder);
      const segment: Segment = {
        seq: Math.max(before.seq, ...page.messages.map(({ seq }) => seq)),
        about: channel === "public" ? page.about : (caseNumber ?? before.about),
        messages: [...before.messages, ...texts],
      };
      index.put(conversation, channel, segment);
      const segmentBytes = utf8(JSON.stringify(segment));
      const place = { conversation, segment: segments[channel] };
      await store.put(nameOf(key), sealSegment(place, { key: sealKey, segmentBytes }));
      return reachOf(conversation);
    },
    drop,
    search: async (words: string): Promise<Found[]> => index.search(words),
    count: async () => index.count(),
    erase: () => store.erase(prefix()),
    lock: () => {
      index.clear();
      keys.clear();
    },
  };
};

/** The words of a message that are searched; undefined where there are none. */
const searchableText = (content: Content | null, channel: Channel): string | undefined => {
  if (content?.type === "text") return content.text;
  // These are said among colleagues: in the public channel anybody could pretend them.
  if (channel !== "internal") return undefined;
  if (content?.type === "handover") return content.text;
  if (content?.type !== "registration") return undefined;
  return [content.summary, content.place, content.topic].filter(Boolean).join(" · ");
};

/** What is searched for in a page. `caseNumber`: as it was said last, empty where it was taken away; null: not said here. */
type OpenedPage = { texts: Searchable[]; caseNumber: string | null };

/**
 * A page is opened apart from the channel that may be open on the screen: what is read here is no replay there.
 * Where something is missing or told twice is that channel's to notice; what does not open or is not signed is left out.
 */
const openPage = async (epochs: Epochs, page: SearchPage, holder: Holder): Promise<OpenedPage> => {
  for (const record of page.records) await acceptEpoch(epochs, record, { arrival: "history", holder });
  const { trust } = holder.trusted();
  const read: OpenedPage = { texts: [], caseNumber: null };
  for (const { storedAtMs, envelope } of page.messages) {
    const header = readHeader(envelope);
    const epoch = header.ok ? epochs.accepted[header.header.epoch] : undefined;
    if (!epoch?.key) continue;
    const { accepted, key } = epoch;
    const opened = openMessage(envelope, { epoch: accepted, key, trust, arrival: "history" });
    if (!opened.ok) continue;
    const content = contentOf(opened.message.body);
    // Said among colleagues, like a handing over.
    if (content?.type === "case" && epochs.channel === "internal") read.caseNumber = content.number;
    const text = searchableText(content, epochs.channel);
    if (text === undefined) continue;
    const author = authorOf(opened.message, epoch, holder);
    read.texts.push({
      id: bytesToUuid(opened.message.messageId),
      atMs: storedAtMs,
      who: author.role === "member" ? author.alias : null,
      text,
    });
  }
  return read;
};
