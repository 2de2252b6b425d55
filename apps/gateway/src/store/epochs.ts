import {
  type Channel,
  type ConversationId,
  type EpochHeader,
  type EpochRole,
  epochRole,
  type StoredEpoch,
} from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";
import { openRecord, sealRecord } from "./sealing.js";

type Place = { conversation: ConversationId; channel: Channel };

/** One record, or undefined when the channel has no epoch of that number. */
export const findEpoch = async (
  { organisation, tx }: Scope,
  place: Place & { epoch: number },
  key: Uint8Array,
): Promise<StoredEpoch | undefined> => {
  const row = await tx.conversationEpoch.findUnique({
    where: { organisation_conversation_channel_epoch: { organisation, ...place } },
  });
  return row
    ? { ...place, record: openRecord(key, { organisation, ...place }, row.sealedRecord) }
    : undefined;
};

/** Stores a record that was checked, sealed, as its channel's newest; the conversation is locked. */
export const storeEpoch = async (
  { organisation, tx }: Scope,
  epoch: StoredEpoch & { header: EpochHeader },
  { key, atMs }: { key: Uint8Array; atMs: number },
) => {
  const { conversation, channel, header, record } = epoch;
  await tx.channel.update({
    where: { organisation_conversation_kind: { organisation, conversation, kind: channel } },
    data: {
      epoch: header.epoch,
      cryptoId: header.conversation,
      logSize: header.logSize,
      deskKeyHash: namedKey(header, epochRole.desk),
      archiveKeyHash: namedKey(header, epochRole.archive),
    },
  });
  const place = { organisation, conversation, channel, epoch: header.epoch };
  await tx.conversationEpoch.create({
    data: { ...place, sealedRecord: sealRecord(key, place, record), storedAt: new Date(atMs) },
  });
};

/** The hash of the key certificate by which a record names the participant of this role. */
const namedKey = ({ participants }: EpochHeader, role: EpochRole) => {
  const named = participants.find((participant) => participant.role === role);
  return named ? new Uint8Array(named.certHash) : null;
};
