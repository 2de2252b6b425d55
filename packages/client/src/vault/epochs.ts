import {
  type AcceptedEpoch,
  type Arrival,
  checkEpoch,
  createEpoch,
  type EpochContext,
  type EpochReason,
  equalBytes,
  type Participant,
  previousEpochKey,
  readEpoch,
  type Trust,
} from "@eigenkanaal/crypto";
import type { Channel } from "@eigenkanaal/protocol";
import type { History } from "../views.js";
import type { Holder } from "./identity.js";

/** An epoch that was accepted; without its key when it was begun without us. */
export type Epoch = { accepted: AcceptedEpoch; recordBytes: Uint8Array; key: Uint8Array | undefined };

/** A channel's epochs by number, and the one that is made here but not published yet. */
export type Epochs = {
  channel: Channel;
  /** 16 bytes: the id that the sealed frames carry. */
  cryptoId: Uint8Array;
  accepted: Epoch[];
  pending: Epoch | undefined;
  /** Two records of one number were seen: someone shows different people different epochs. */
  forked: boolean;
};

const maxMessages = 200;
const maxAgeMs = 7 * 86_400_000;

export const newestEpoch = (epochs: Epochs): Epoch | undefined => epochs.pending ?? epochs.accepted.at(-1);

/** Takes in one record; false when it does not stand (yet). */
export const acceptEpoch = async (
  epochs: Epochs,
  recordBytes: Uint8Array,
  at: { arrival: Arrival; holder: Holder },
) => {
  const read = readEpoch(recordBytes);
  if (!read.ok || !equalBytes(read.record.conversation, epochs.cryptoId)) return false;
  const { record } = read;
  const known = epochs.accepted[record.epoch];
  if (known) {
    epochs.forked ||= !equalBytes(known.accepted.record.hash, record.hash);
    return true;
  }
  const previous = epochs.accepted[record.epoch - 1]?.accepted;
  const checked = await checkEpoch(record, contextOf(epochs, { ...at, previous }));
  if (!checked.ok || record.epoch !== epochs.accepted.length) return false;
  const opened = at.holder.identity().openKey(record);
  epochs.accepted.push({ accepted: checked.epoch, recordBytes, key: opened.ok ? opened.key : undefined });
  if (epochs.pending && epochs.pending.accepted.record.epoch <= record.epoch) epochs.pending = undefined;
  openEarlier(epochs.accepted);
  return true;
};

const contextOf = (
  { channel }: Pick<Epochs, "channel">,
  { arrival, holder, previous }: { arrival: Arrival; holder: Holder; previous: AcceptedEpoch | undefined },
): EpochContext => {
  const { trust } = holder.trusted();
  const { role, keys } = holder.identity();
  return {
    ...{ channel, previous, trust, arrival, nowMs: holder.nowMs() },
    // Anybody can make an epoch 0 for a citizen's public key; what is typed must not be sealed under it.
    ...(role === "citizen" && { citizenVk: keys.vk }),
  };
};

/** History goes along with an epoch's key: who was not there may still read what it hands on. */
const openEarlier = (accepted: Epoch[]) => {
  for (let number = accepted.length - 1; number > 0; number--) {
    const [before, epoch] = [accepted[number - 1], accepted[number]];
    if (!before || before.key || !epoch?.key) continue;
    const opened = previousEpochKey(epoch.accepted.record, epoch.key, before.accepted.record);
    if (opened.ok) before.key = opened.key;
  }
};

/**
 * The epoch that must be begun before the next message, or undefined when the newest serves: the desk or the archive
 * has another key, we were not on the roster yet, 200 messages or seven days have passed (DESIGN.md, "When a new
 * epoch begins"). Where the desk has no valid key at all the old epoch goes on: a late renewal must not cut off a
 * person who is being helped.
 */
export const beginEpoch = async (
  epochs: Epochs,
  { of, messages, holder }: { of: Epochs; messages: number; holder: Holder },
): Promise<Epoch | undefined> => {
  const previous = epochs.accepted.at(-1);
  const model = previous ?? newestEpoch(of);
  if (!model) return undefined;
  const { trust } = holder.trusted();
  const desk = trust.currentDesk(model.accepted.desk);
  const archive = trust.archiveDesk();
  const participants = participantsAt(model.accepted.desk, { epochs, model, trust });
  if (!desk || !archive || !participants) return undefined;
  const reason = previous
    ? reasonToBegin(previous, { deskHash: desk.hash, archiveHash: archive.hash, messages, holder })
    : "first";
  return reason && makeEpoch(epochs, { participants, reason, previous, holder });
};

/**
 * Those of an earlier epoch, with the desk and the archive by their current certificates, and the reviewers who still have
 * the right. The desk may be another: it is found among the certificates that were verified, and nothing that a gateway
 * says puts one in its place. Undefined where it or the archive has no valid key.
 */
export const participantsAt = (
  deskId: string,
  { epochs, model, trust }: { epochs: Pick<Epochs, "channel">; model: Epoch; trust: Trust },
): Participant[] | undefined => {
  const desk = trust.currentDesk(deskId);
  const archive = trust.archiveDesk();
  if (!desk || !archive) return undefined;
  const citizens = model.accepted.record.participants.filter(({ role }) => role === "citizen");
  return [
    ...(epochs.channel === "public" ? citizens : []),
    ...reviewersNow(model, trust),
    { role: "desk", alg: desk.body.enc_alg, certHash: desk.hash, pk: desk.body.enc_pk },
    { role: "archive", alg: archive.body.enc_alg, certHash: archive.hash, pk: archive.body.enc_pk },
  ];
};

/** The reviewers who still have the right, named by today's roster; the others would make the record fall. */
const reviewersNow = ({ accepted }: Epoch, trust: Trust): Participant[] =>
  accepted.record.participants
    .filter(({ role }) => role === "reviewer")
    .flatMap((participant, index): Participant[] => {
      const reviewer = accepted.reviewers[index];
      // Who handed it over reads along until the next epoch, whatever other rights they have.
      if (accepted.transfer && reviewer && equalBytes(reviewer.vk, accepted.record.creatorVk)) return [];
      const roster = reviewer && trust.currentRoster(reviewer.desk);
      const member = roster?.body.members.find(({ vk }) => equalBytes(vk, reviewer?.vk ?? vk));
      return roster && member?.rights.includes("review") ? [{ ...participant, certHash: roster.hash }] : [];
    });

/**
 * Whether an epoch that waits to be published still names the desk's and the archive's present keys. While it
 * waited they can have been replaced; then it would be refused for ever.
 */
export const standsToday = ({ accepted }: Epoch, { trusted }: Holder): boolean => {
  const { trust } = trusted();
  const now = [trust.currentDesk(accepted.desk), trust.archiveDesk()];
  return now.every(
    (certificate) =>
      certificate === undefined ||
      accepted.record.participants.some(({ certHash }) => equalBytes(certHash, certificate.hash)),
  );
};

/**
 * Whether something may be sealed here today. Where desk and archive have a current key it may: a new epoch will name
 * it. Where a renewal is late the epoch that stands goes on, but never under a certificate that was revoked.
 */
export const maySeal = (epochs: Epochs, { trusted }: Holder): boolean => {
  const { trust } = trusted();
  const newest = newestEpoch(epochs);
  // Before the first epoch is known nothing can be sealed anyway, and what is typed waits for it.
  if (!newest) return true;
  if (trust.currentDesk(newest.accepted.desk) && trust.archiveDesk()) return true;
  const last = epochs.accepted.at(-1);
  if (!last) return false;
  return last.accepted.record.participants
    .filter(({ role }) => role === "desk" || role === "archive")
    .every(({ certHash }) => trust.deskByCertHash(certHash)?.revokedAt === undefined);
};

const reasonToBegin = (
  { accepted }: Epoch,
  now: { deskHash: Uint8Array; archiveHash: Uint8Array; messages: number; holder: Holder },
): EpochReason | undefined => {
  const { record, desk } = accepted;
  const { identity, trusted, nowMs } = now.holder;
  const { trust } = trusted();
  const me = identity();
  const isIn = (roster: ReturnType<Trust["currentRoster"]>) =>
    roster?.body.members.some((member) => equalBytes(member.vk, me.keys.vk)) ?? false;
  // Who only reads along begins none.
  if (me.role === "desk" && !isIn(trust.currentRoster(desk))) return undefined;
  const named = (role: "desk" | "archive") => record.participants.find((one) => one.role === role)?.certHash;
  const isNamed = (role: "desk" | "archive", hash: Uint8Array) =>
    equalBytes(named(role) ?? new Uint8Array(), hash);
  if (!isNamed("desk", now.deskHash) || !isNamed("archive", now.archiveHash)) return "desk-rotation";
  if (me.role === "desk") {
    // Whoever handed it over made this one's key: the desk that got it goes on under a key of its own.
    if (accepted.transfer)
      return accepted.transfer.creator === "reads-along" ? "reviewer-removed" : "renewal";
    if (!isIn(trust.rosterAt(desk, record.logSize))) return "member-added";
  }
  return now.messages >= maxMessages || nowMs() - record.timeMs >= maxAgeMs ? "renewal" : undefined;
};

/** Makes an epoch of these participants with a fresh key. Throws when our own record does not stand: a fault in this code. */
export const makeEpoch = async (
  { channel, cryptoId }: Pick<Epochs, "channel" | "cryptoId">,
  made: {
    participants: Participant[];
    reason: EpochReason;
    previous: Epoch | undefined;
    /** Whether whoever opens it may read what was before; it goes along unless said otherwise. */
    history?: History;
    holder: Holder;
  },
): Promise<Epoch> => {
  const { participants, reason, previous, history = "along", holder } = made;
  const { role, keys } = holder.identity();
  const { log } = holder.trusted();
  const nowMs = holder.nowMs();
  const { recordBytes, key } = createEpoch({
    conversation: cryptoId,
    reason,
    timeMs: nowMs,
    log,
    creator: { role, keys },
    participants,
    ...(previous && {
      previous: {
        record: previous.accepted.record,
        ...(previous.key && history === "along" && { key: previous.key }),
      },
    }),
  });
  const read = readEpoch(recordBytes);
  if (!read.ok) throw new Error(`own epoch does not read: ${read.why}`);
  const context = contextOf({ channel }, { arrival: "new", holder, previous: previous?.accepted });
  const checked = await checkEpoch(read.record, context);
  if (!checked.ok) throw new Error(`own epoch does not stand: ${checked.why}`);
  return { accepted: checked.epoch, recordBytes, key };
};
