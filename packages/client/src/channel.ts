import type { LoadedConversation, Reply, StoredMessage } from "@eigenkanaal/protocol";
import { maxPage, readEnvelopeHeader } from "@eigenkanaal/protocol";
import type { Stored } from "./timeline.js";
import type { Arrival, ChannelKey, ConversationVault } from "./vault/vault.js";
import type { ReaderView, Turn, Warning } from "./views.js";

/**
 * Brings a channel's stored messages to their reader in order of `seq`, each once, whatever the socket drops,
 * doubles or reorders: what is early waits, a gap is fetched [C5, M6].
 */
export type ChannelFeed = {
  /** A message heard of, or one's own as acknowledged. Resolves when it and all before it have been opened, or the gap before it cannot be fetched now. */
  offer(message: StoredMessage, arrival: Arrival): Promise<void>;
  /** A new epoch as told by the gateway. */
  offerEpoch(record: Uint8Array): Promise<void>;
  /** Fetches all that is missing; the refusal when it could not be fetched. */
  catchUp(): Promise<Reply<LoadedConversation["summary"]>>;
  /** Whether there is an epoch that stands; before it nothing can be sealed. */
  hasEpoch(): boolean;
};

export type ChannelFeedOptions = {
  vault: ConversationVault;
  load: (afterSeq: number) => Promise<Reply<LoadedConversation>>;
  show: (added: Stored[], warnings: Warning[]) => void;
  showReaders: (readers: ReaderView[], turns: Turn[]) => void;
  /** Fetches the certificates again: a record may name one that is newer than ours. */
  refreshTrust: () => Promise<void>;
};

/** So many messages wait for the ones before them; the others are fetched in their turn. */
const maxEarly = maxPage;

export const createChannelFeed = (key: ChannelKey, options: ChannelFeedOptions): ChannelFeed => {
  const { vault, load, show, showReaders, refreshTrust } = options;
  const early = new Map<number, StoredMessage>();
  let nextSeq = 1;
  let epochsKnown = 0;
  let tail: Promise<unknown> = Promise.resolve();

  /** One after another: opening is asynchronous, and its order is the transcript's. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = tail.then(work);
    tail = result.catch(() => undefined);
    return result;
  };

  const openReady = async (arrival: Arrival) => {
    const ready: StoredMessage[] = [];
    for (let message = early.get(nextSeq); message; message = early.get(nextSeq)) {
      early.delete(nextSeq++);
      ready.push(message);
    }
    if (ready.length === 0) return;
    const { messages, warnings } = await vault.open(
      key,
      ready.map(({ envelope }) => envelope),
      arrival,
    );
    const added = ready.flatMap(({ seq, storedAtMs, envelope }, index) => {
      const message = messages[index];
      return message ? [{ seq, storedAtMs, epoch: epochOf(envelope), message }] : [];
    });
    show(added, warnings);
  };

  /** Whether all of them stand. */
  const acceptEpochs = async (records: Uint8Array[], arrival: Arrival): Promise<boolean> => {
    let accepted = await vault.acceptEpochs(key, records, arrival);
    if (accepted.refused > 0) {
      await refreshTrust();
      accepted = await vault.acceptEpochs(key, records, arrival);
    }
    epochsKnown = accepted.known;
    showReaders(accepted.readers, accepted.turns);
    return accepted.refused === 0;
  };

  const fetchMissing = async (): Promise<Reply<LoadedConversation["summary"]>> => {
    let epochsOffered = 0;
    for (;;) {
      const fromSeq = nextSeq;
      const reply = await load(fromSeq - 1);
      if (!reply.ok) return reply;
      const { epochs, messages, summary, more } = reply.value;
      if (epochs.length > Math.max(epochsKnown, epochsOffered)) {
        epochsOffered = epochs.length;
        await acceptEpochs(
          epochs.map(({ record }) => record),
          "history",
        );
      }
      for (const message of messages) if (message.seq >= nextSeq) early.set(message.seq, message);
      await openReady("history");
      if (!more) {
        // All there is has been read: what still waits for something before it was never stored.
        early.clear();
        return { ok: true, value: summary };
      }
      // More is promised and nothing given: asking again would go on for ever.
      if (nextSeq === fromSeq) return { ok: false, code: "unavailable" };
    }
  };

  const isOfKnownEpoch = ({ envelope }: StoredMessage): boolean => epochOf(envelope) < epochsKnown;

  return {
    offer: (message, arrival) =>
      inTurn(async () => {
        if (message.seq < nextSeq) return;
        if (early.size < maxEarly) early.set(message.seq, message);
        const isNext = message.seq === nextSeq && isOfKnownEpoch(message);
        if (isNext || (await fetchMissing()).ok) await openReady(arrival);
      }),
    offerEpoch: (record) =>
      inTurn(async () => {
        if (!(await acceptEpochs([record], "new"))) await fetchMissing();
      }),
    catchUp: () => inTurn(fetchMissing),
    hasEpoch: () => epochsKnown > 0,
  };
};

const epochOf = (envelope: Uint8Array): number => readEnvelopeHeader(envelope)?.epoch ?? 0;
