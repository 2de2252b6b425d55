import { randomBytes, randomUUID } from "node:crypto";
import {
  type AgentKeys,
  type Body,
  type CitizenKeys,
  citizenParticipant,
  createEpoch,
  type EpochReason,
  type EpochRecord,
  internalConversationId,
  type Participant,
  readEpoch,
  sealMessage,
  uuidToBytes,
} from "@eigenkanaal/crypto";
import type { Town, TownDesk } from "./town.js";

export type OpenEpoch = { record: EpochRecord; recordBytes: Uint8Array; key: Uint8Array };

const idBytes = (uuid: string): Uint8Array => {
  const bytes = uuidToBytes(uuid);
  if (!bytes) throw new Error("not a uuid");
  return bytes;
};

const opened = ({ recordBytes, key }: { recordBytes: Uint8Array; key: Uint8Array }): OpenEpoch => {
  const read = readEpoch(recordBytes);
  if (!read.ok) throw new Error(read.why);
  return { record: read.record, recordBytes, key };
};

const participant = (role: "desk" | "archive", { key }: TownDesk): Participant => ({
  role,
  alg: 1,
  certHash: key.hash,
  pk: key.body.enc_pk,
});

/** The parts of an epoch record that a test may want otherwise than they should be. */
export type EpochWish = {
  conversation?: Uint8Array;
  creator?: { role: "citizen" | "desk"; keys: CitizenKeys["signing"] };
  participants?: Participant[];
  logSize?: number;
  previous?: OpenEpoch;
  reason?: EpochReason;
};

/** The participants of a channel as they should be. */
export const participantsOf = (
  town: Town,
  desk: TownDesk,
  citizen?: CitizenKeys | AgentKeys,
): Participant[] => {
  const archive = town.desks.find(({ kind }) => kind === "archive");
  if (!archive) throw new Error("no archive");
  const both = [participant("desk", desk), participant("archive", archive)];
  return citizen ? [citizenParticipant(citizen as CitizenKeys, 1), ...both] : both;
};

/** Epoch 0, or the one after `previous`, of a conversation's public channel, made by the citizen unless wished otherwise. */
export const makeEpoch = async (
  { town, desk }: { town: Town; desk: TownDesk },
  { conversation, citizen }: { conversation: string; citizen: CitizenKeys | AgentKeys },
  wish: EpochWish = {},
): Promise<OpenEpoch> =>
  opened(
    createEpoch({
      conversation: wish.conversation ?? idBytes(conversation),
      reason: wish.reason ?? (wish.previous ? "renewal" : "first"),
      timeMs: Date.now(),
      log:
        wish.logSize === undefined
          ? await town.checkpoint()
          : { size: wish.logSize, root: new Uint8Array(32) },
      creator: wish.creator ?? { role: "citizen", keys: citizen.signing },
      participants: wish.participants ?? participantsOf(town, desk, citizen),
      ...(wish.previous ? { previous: wish.previous } : {}),
    }),
  );

/** The next epoch of a conversation's internal channel, made by a colleague. */
export const makeInternalEpoch = (
  place: { town: Town; desk: TownDesk },
  { conversation, colleague }: { conversation: string; colleague: CitizenKeys | AgentKeys },
  wish: EpochWish = {},
): Promise<OpenEpoch> =>
  makeEpoch(
    place,
    { conversation, citizen: colleague },
    {
      conversation: internalConversationId(idBytes(conversation)),
      creator: { role: "desk", keys: colleague.signing },
      participants: participantsOf(place.town, place.desk),
      ...wish,
    },
  );

/** One sender's chain: seals message after message, and can be wound to any number. */
export class Chain {
  seq = 0;
  epoch: OpenEpoch;
  readonly #role: "citizen" | "desk";
  readonly #keys: CitizenKeys | AgentKeys;
  readonly #instance = randomBytes(16);

  constructor(epoch: OpenEpoch, role: "citizen" | "desk", keys: CitizenKeys | AgentKeys) {
    this.epoch = epoch;
    this.#role = role;
    this.#keys = keys;
  }

  /** The next envelope, `messageId` as UUID text. The chain moves on, except for what passes by. */
  seal(body: Body, messageId: string = randomUUID()): Uint8Array {
    const ephemeral = body.type === "typing";
    const sealed = sealMessage({
      epoch: this.epoch,
      sender: { role: this.#role, keys: this.#keys.signing, instance: this.#instance },
      seq: ephemeral ? 0 : this.seq,
      previousHash: new Uint8Array(32),
      messageId: idBytes(messageId),
      timeMs: Date.now(),
      acknowledgements: [],
      body,
    });
    if (!sealed.ok) throw new Error(sealed.why);
    if (!ephemeral) this.seq++;
    return sealed.envelopeBytes;
  }

  text(messageId?: string): Uint8Array {
    return this.seal({ type: "text", text: "Goedemiddag" }, messageId);
  }
}
