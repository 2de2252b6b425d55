import { readEpoch, sha256, type Trust, toBase64Url, wipe } from "@eigenkanaal/crypto";
import { type Channel, type ConversationId, type DeskId, readEnvelopeHeader } from "@eigenkanaal/protocol";
import { createConversations } from "./conversationVault.js";
import type { Epoch, Epochs } from "./epochs.js";
import type { Holder } from "./identity.js";
import { deskName } from "./turns.js";
import type { OpenedMessage, ReadChannel, ReadRecord, StoredChannel } from "./vault.js";

type Stored = Record<Channel, StoredChannel>;

/**
 * Opens all that is stored of one conversation, as colleagues open what they read, in a vault of its own that ends with
 * it: thousands can be opened one after another. A hostile record or message is a value, never an exception.
 */
export const openRecord = async (
  { conversation, stored }: { conversation: ConversationId; stored: Stored },
  { holder, rootVk }: { holder: Holder; rootVk: Uint8Array },
): Promise<ReadRecord> => {
  const conversations = createConversations(holder);
  const vault = conversations.vault(() => rootVk);
  const epochsOf = (channel: Channel) => conversations.channel({ conversation, channel }).epochs;

  const read = async (channel: Channel): Promise<ReadChannel> => {
    const key = { conversation, channel };
    const { records, messages } = stored[channel];
    const { turns, refused } = await vault.acceptEpochs(key, records, "history");
    const envelopes = messages.map(({ envelope }) => envelope);
    const { messages: opened, warnings } = await vault.open(key, envelopes, "history");
    const placed = messages.flatMap(({ seq, storedAtMs, envelope }, index) => {
      const message = opened[index];
      const epoch = readEnvelopeHeader(envelope)?.epoch ?? 0;
      return message
        ? [{ seq, storedAtMs, epoch, message: explained(message, epochsOf(channel).accepted[epoch], holder) }]
        : [];
    });
    return { messages: placed, turns, warnings, refusedEpochs: refused };
  };

  try {
    const channels = { public: await read("public"), internal: await read("internal") };
    const { trust } = holder.trusted();
    const isRefused = channels.public.refusedEpochs + channels.internal.refusedEpochs > 0;
    return {
      channels,
      number: await vault.conversationNumber(conversation),
      desks: desksOf(epochsOf("public"), trust),
      head: await headOf(stored),
      behind: isRefused && isBeyond(stored, trust),
    };
  } finally {
    for (const channel of ["public", "internal"] as const)
      for (const { key } of epochsOf(channel).accepted) if (key) wipe(key);
  }
};

/** What stays closed because its epoch does: `unread` where no key of ours is for it, else what is wrong with that key. */
const explained = (message: OpenedMessage, epoch: Epoch | undefined, holder: Holder): OpenedMessage => {
  if (message.ok || message.why !== "unread" || !epoch) return message;
  const opened = holder.identity().openKey(epoch.accepted.record);
  return opened.ok || opened.why === "not-a-participant" ? message : { ...message, why: opened.why };
};

const desksOf = ({ accepted }: Epochs, trust: Trust): ReadRecord["desks"] =>
  accepted.flatMap((epoch, number) => {
    const { desk, record } = epoch.accepted;
    return accepted[number - 1]?.accepted.desk === desk
      ? []
      : [{ desk: desk as DeskId, name: deskName(epoch, trust), fromMs: record.timeMs }];
  });

const isBeyond = (stored: Stored, { logSize }: Trust): boolean =>
  [...stored.public.records, ...stored.internal.records].some((record) => {
    const read = readEpoch(record);
    return read.ok && read.record.logSize > logSize;
  });

/** SHA-256 over the SHA-256 of each stored envelope: the public channel's in order, then the internal one's (DESIGN §3.4). */
const headOf = async (stored: Stored): Promise<string> => {
  const envelopes = [...stored.public.messages, ...stored.internal.messages];
  const hashes = new Uint8Array(32 * envelopes.length);
  for (const [index, { envelope }] of envelopes.entries()) hashes.set(await sha256(envelope), 32 * index);
  return toBase64Url(await sha256(hashes));
};
