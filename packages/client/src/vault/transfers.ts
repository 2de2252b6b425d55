import {
  bytesToUuid,
  equalBytes,
  type Participant,
  randomBytes,
  sealMessage,
  type Trust,
} from "@eigenkanaal/crypto";
import { type Epoch, type Epochs, makeEpoch, participantsAt } from "./epochs.js";
import type { Holder } from "./identity.js";
import type { MadeTransfer, TransferWish } from "./vault.js";

/** The channels of one conversation. */
type Both = { readonly public: Epochs; readonly internal: Epochs };

const noHash = new Uint8Array(32);

/**
 * Hands a conversation over to another desk: the next epoch of both channels, wrapped to the key that the desk's own
 * certificate names, and the note under the new internal one. Undefined where a channel has no epoch of ours to go on
 * from, or the desk or the archive has no valid key. The desk is chosen by the caller and found among the certificates
 * that were verified: nothing that a gateway says can put another in its place.
 */
export const makeTransfer = async (
  channels: Both,
  wish: TransferWish,
  holder: Holder,
): Promise<MadeTransfer | undefined> => {
  const { trust } = holder.trusted();
  const next = async (epochs: Epochs): Promise<Epoch | undefined> => {
    const previous = epochs.accepted.at(-1);
    const there = previous?.key && participantsAt(wish.desk, { epochs, model: previous, trust });
    if (!there) return undefined;
    const participants = [
      // Whoever was let in to judge one desk is not for the other.
      ...there.filter(({ role }) => role !== "reviewer"),
      ...(wish.reading === "along" ? readingAlong(previous, { trust, holder }) : []),
    ];
    const made = { participants, reason: "transfer", previous, history: wish.history, holder } as const;
    return makeEpoch(epochs, made);
  };
  const [outer, inner] = [await next(channels.public), await next(channels.internal)];
  if (!outer?.key || !inner?.key) return undefined;
  const { role, keys } = holder.identity();
  const messageId = randomBytes(16);
  const sealed = sealMessage({
    epoch: { record: inner.accepted.record, key: inner.key },
    // A chain of its own: what else waits to be sent here is not for the desk that gets it.
    sender: { role, keys, instance: randomBytes(16) },
    ...{ seq: 0, previousHash: noHash, messageId, timeMs: holder.nowMs(), acknowledgements: [] },
    body: { type: "handover", step: wish.step, to: "desk", id: wish.desk, text: wish.text },
  });
  if (!sealed.ok) throw new RangeError(`note not sealed: ${sealed.why}`);
  return {
    epochs: { public: outer.recordBytes, internal: inner.recordBytes },
    note: sealed.envelopeBytes,
    noteId: bytesToUuid(messageId),
  };
};

/** Oneself as a reader, named by today's roster of the desk before (DESIGN.md, 2.6). */
const readingAlong = (
  { accepted }: Epoch,
  { trust, holder }: { trust: Trust; holder: Holder },
): Participant[] => {
  const { keys, wrapKeys } = holder.identity();
  const roster = trust.currentRoster(accepted.desk);
  const isListed = roster?.body.members.some(({ vk }) => equalBytes(vk, keys.vk));
  if (!roster || !isListed || !wrapKeys) return [];
  const { enc_alg: alg } = trust.currentDesk(accepted.desk)?.body ?? { enc_alg: 1 as const };
  const { pk } = alg === 1 ? wrapKeys.box : wrapKeys.xwing;
  return [{ role: "reviewer", alg, certHash: roster.hash, pk }];
};
