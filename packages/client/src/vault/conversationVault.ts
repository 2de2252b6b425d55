import {
  conversationNumber,
  internalConversationId,
  openMessage,
  randomBytes,
  readHeader,
  sealMessage,
  uuidToBytes,
} from "@eigenkanaal/crypto";
import type { ConversationId } from "@eigenkanaal/protocol";
import {
  acceptEpoch,
  beginEpoch,
  type Epoch,
  type Epochs,
  maySeal,
  newestEpoch,
  standsToday,
} from "./epochs.js";
import type { Holder } from "./identity.js";
import {
  authorOf,
  contentOf,
  emptyMessages,
  fit,
  type Messages,
  open,
  openOwn,
  seal,
  unpublishedEpoch,
  warningsOf,
} from "./messages.js";
import { readersOf } from "./readers.js";
import { turnsOf } from "./turns.js";
import type { ChannelKey, ConversationVault } from "./vault.js";

/** All conversations that a vault has open, and what both kinds of vault do with them. */
export type Conversations = {
  channel(key: ChannelKey): Messages;
  /** Epoch 0 that was made here and is not published yet. */
  setPending(key: ChannelKey, epoch: Epoch): void;
  clear(): void;
  /** Forgets all that is open of one. */
  drop(conversation: ConversationId): void;
  vault(rootVk: () => Uint8Array): Omit<ConversationVault, "trust">;
};

const noHash = new Uint8Array(32);

/** A channel of which no epoch is known yet. */
export const emptyEpochs = ({ conversation, channel }: ChannelKey): Epochs => {
  const conversationBytes = uuidToBytes(conversation);
  if (!conversationBytes) throw new RangeError("not a conversation id");
  const cryptoId = channel === "public" ? conversationBytes : internalConversationId(conversationBytes);
  return { channel, cryptoId, accepted: [], pending: undefined, forked: false };
};

export const createConversations = (holder: Holder): Conversations => {
  const channels = new Map<string, Messages>();

  const channel = (key: ChannelKey): Messages => {
    const name = `${key.conversation}/${key.channel}`;
    const known = channels.get(name);
    if (known) return known;
    const made = emptyMessages(emptyEpochs(key));
    channels.set(name, made);
    return made;
  };

  const publicOf = ({ conversation }: ChannelKey) => channel({ conversation, channel: "public" });

  return {
    channel,
    setPending: (key, epoch) => {
      channel(key).epochs.pending = epoch;
    },
    clear: () => channels.clear(),
    drop: (conversation) => {
      for (const kind of ["public", "internal"] as const) channels.delete(`${conversation}/${kind}`);
    },
    vault: (rootVk) => ({
      acceptEpochs: async (key, records, arrival) => {
        const { epochs } = channel(key);
        let refused = 0;
        for (const record of records)
          if (!(await acceptEpoch(epochs, record, { arrival, holder }))) refused++;
        const known = epochs.accepted.length;
        return { readers: readersOf(epochs, holder), turns: turnsOf(epochs, holder), known, refused };
      },
      adopt: async (key, record) => {
        const { epochs } = channel(key);
        if (epochs.accepted.length === 0) epochs.pending = unpublishedEpoch(record, holder);
      },
      proposeEpoch: async (key) => {
        const messages = channel(key);
        const { epochs, count } = messages;
        // Epoch 0 of the public channel goes out with the conversation itself.
        if (epochs.channel === "public" && epochs.accepted.length === 0) return null;
        if (epochs.pending && !standsToday(epochs.pending, holder)) epochs.pending = undefined;
        const inNewest = count.get(epochs.accepted.length - 1) ?? 0;
        epochs.pending ??= await beginEpoch(epochs, { of: publicOf(key).epochs, messages: inNewest, holder });
        return epochs.pending?.recordBytes ?? null;
      },
      open: async (key, envelopes, arrival) => {
        const messages = channel(key);
        messages.before = { opened: messages.opened, transcript: messages.transcript };
        const opened = envelopes.map((envelope) => open(messages, envelope, { arrival, holder }));
        messages.opened += envelopes.length;
        return { messages: opened, warnings: warningsOf(messages) };
      },
      maySeal: async (key) => {
        const { epochs } = channel(key);
        return maySeal(newestEpoch(epochs) ? epochs : publicOf(key).epochs, holder);
      },
      seal: async (key, content, shown) => {
        const messages = channel(key);
        const { epochs } = messages;
        if (!newestEpoch(epochs))
          epochs.pending = await beginEpoch(epochs, { of: publicOf(key).epochs, messages: 0, holder });
        return seal(messages, content, { shown, holder });
      },
      fit: async (key, waiting) => fit(channel(key), waiting, holder) ?? null,
      peek: async (key, waiting) => {
        const own = openOwn(channel(key), waiting, holder);
        return own ? contentOf(own.message.body) : null;
      },
      sealTyping: async (key) => {
        const epoch = newestEpoch(channel(key).epochs);
        if (!epoch?.key) return null;
        const { role, keys, instance } = holder.identity();
        const sealed = sealMessage({
          epoch: { record: epoch.accepted.record, key: epoch.key },
          sender: { role, keys, instance },
          seq: 0,
          previousHash: noHash,
          messageId: randomBytes(16),
          timeMs: holder.nowMs(),
          acknowledgements: [],
          body: { type: "typing" },
        });
        return sealed.ok ? sealed.envelopeBytes : null;
      },
      openTyping: async (key, envelope) => {
        const header = readHeader(envelope);
        const epoch = header.ok ? channel(key).epochs.accepted[header.header.epoch] : undefined;
        if (!epoch?.key) return null;
        const { trust } = holder.trusted();
        const opened = openMessage(envelope, {
          epoch: epoch.accepted,
          key: epoch.key,
          trust,
          arrival: "new",
        });
        return opened.ok && opened.message.body.type === "typing"
          ? authorOf(opened.message, epoch, holder)
          : null;
      },
      conversationNumber: async (conversation: ConversationId) => {
        const { epochs } = channel({ conversation, channel: "public" });
        const first = epochs.accepted[0] ?? epochs.pending;
        const citizen = first?.accepted.record.participants.find(({ role }) => role === "citizen");
        if (!first || !citizen) return null;
        const { conversation: id, creatorVk: vk } = first.accepted.record;
        return conversationNumber(rootVk(), id, { pk: citizen.pk, vk });
      },
    }),
  };
};
