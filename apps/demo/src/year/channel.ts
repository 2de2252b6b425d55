import { randomBytes, randomUUID } from "node:crypto";
import {
  type Acknowledgement,
  type Body,
  bytesToUuid,
  type CitizenKeys,
  citizenParticipant,
  createEpoch,
  type EpochReason,
  type EpochRecord,
  internalConversationId,
  readEpoch,
  type SigningKeys,
  sealMessage,
  senderRef,
  uuidToBytes,
} from "@eigenkanaal/crypto";
import type { Channel, ConversationId, DeskId } from "@eigenkanaal/protocol";
import type { DeskCertificate, Parties } from "./parties.js";

const noHash = new Uint8Array(32);
/** Node's own: libsodium in WebAssembly asks for each byte by itself, which costs as much as all the rest. */
const random = (length: number) => new Uint8Array(randomBytes(length));
/** As a client does (packages/client/src/vault/epochs.ts). */
const maxAgeMs = 7 * 86_400_000;

/** Who seals: their side, and the chain that they speak in. */
export type Speaker = {
  readonly role: "citizen" | "desk";
  readonly keys: SigningKeys;
  readonly instance: Uint8Array;
};

export type SealedIn = {
  readonly id: string;
  readonly envelope: Uint8Array;
  readonly messageClass: "message" | "service";
  readonly epoch: number;
  readonly ref: string;
  readonly senderSeq: number;
};

/** One channel of a conversation as its participants' devices hold it. */
export type SealedChannel = {
  readonly cryptoId: string;
  /** The newest epoch; undefined before the first. */
  epoch(): { number: number; desk: DeskCertificate; archive: DeskCertificate } | undefined;
  /** Whether the newest has served its time at this moment. */
  isWornOut(atMs: number): boolean;
  /** Begins the next epoch, with history: the record. */
  begin(reason: EpochReason, made: { by: Speaker; desk: DeskId; atMs: number }): Uint8Array;
  /** Seals at the end of the speaker's chain, acknowledging whom they have heard. */
  seal(body: Body, said: { by: Speaker; atMs: number }): SealedIn;
};

/** The channel of a conversation, before its first epoch. The internal one has no citizen. */
export const sealedChannel = (
  {
    conversation,
    channel,
    citizen,
  }: { conversation: ConversationId; channel: Channel; citizen: CitizenKeys },
  { desks, archive, log }: Parties,
): SealedChannel => {
  const conversationBytes = uuidToBytes(conversation);
  if (!conversationBytes) throw new RangeError("not a conversation id");
  const cryptoBytes = channel === "public" ? conversationBytes : internalConversationId(conversationBytes);
  let newest: { record: EpochRecord; key: Uint8Array; desk: DeskCertificate; madeAtMs: number } | undefined;
  /** The end of each chain, the one that spoke last at the end. */
  const chains = new Map<string, Acknowledgement>();

  return {
    cryptoId: bytesToUuid(cryptoBytes),
    epoch: () => newest && { number: newest.record.epoch, desk: newest.desk, archive },
    isWornOut: (atMs) => newest !== undefined && atMs - newest.madeAtMs >= maxAgeMs,
    begin: (reason, { by, desk: id, atMs }) => {
      const desk = desks.get(id);
      if (!desk) throw new Error(`desk ${id} has no key`);
      const { recordBytes, key } = createEpoch(
        {
          conversation: cryptoBytes,
          reason,
          // A record is judged by the certificates of its time, and the town had none before its ceremony.
          timeMs: Math.max(atMs, desk.notBeforeMs, archive.notBeforeMs),
          log,
          creator: { role: by.role, keys: by.keys },
          participants: [
            ...(channel === "public" ? [citizenParticipant(citizen, 2)] : []),
            { role: "desk", alg: desk.alg, certHash: desk.certHash, pk: desk.pk },
            { role: "archive", alg: archive.alg, certHash: archive.certHash, pk: archive.pk },
          ],
          ...(newest && { previous: { record: newest.record, key: newest.key } }),
        },
        { random },
      );
      const read = readEpoch(recordBytes);
      if (!read.ok) throw new Error(`own epoch does not read: ${read.why}`);
      newest = { record: read.record, key, desk, madeAtMs: atMs };
      return recordBytes;
    },
    seal: (body, { by, atMs }) => {
      if (!newest) throw new Error("no epoch to seal under");
      const id = randomUUID();
      const messageId = uuidToBytes(id) ?? noHash;
      const refBytes = senderRef(cryptoBytes, by.keys.vk, by.instance);
      const ref = bytesToUuid(refBytes);
      const last = chains.get(ref);
      const senderSeq = last ? last.seq + 1 : 0;
      const heard = [...chains].filter(([other]) => other !== ref).map(([, end]) => end);
      const sealed = sealMessage(
        {
          epoch: newest,
          sender: by,
          seq: senderSeq,
          previousHash: last?.hash ?? noHash,
          messageId,
          timeMs: atMs,
          acknowledgements: heard.toReversed().slice(0, 8),
          body,
        },
        { random },
      );
      if (!sealed.ok || sealed.messageClass === "ephemeral") throw new Error("a message that does not seal");
      chains.delete(ref);
      chains.set(ref, { senderRef: refBytes, seq: senderSeq, hash: sealed.hash });
      const { envelopeBytes: envelope, messageClass } = sealed;
      return { id, envelope, messageClass, epoch: newest.record.epoch, ref, senderSeq };
    },
  };
};

/** Somebody who speaks in a channel, on a device of their own. */
export const speaker = (role: Speaker["role"], keys: SigningKeys): Speaker => ({
  role,
  keys,
  instance: random(16),
});
