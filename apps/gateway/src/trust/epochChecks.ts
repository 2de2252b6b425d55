import { type Channel, type EpochHeader, epochRole, Refusal, readEpochHeader } from "@eigenkanaal/protocol";
import type { CurrentKeys } from "../store/certificates.js";
import type { ChannelEpoch } from "../store/conversations.js";
import { isSigned } from "./signatures.js";

/** The header of a record that its creator signed. Throws Refusal("malformed") for any other bytes. */
export const readSignedEpoch = (record: Uint8Array): EpochHeader => {
  const header = readEpochHeader(record);
  if (
    !header ||
    !isSigned("MCE1/epoch", header.signedBytes, { vk: header.creatorVk, signature: header.signature })
  )
    throw new Refusal("malformed");
  return header;
};

/** Who hands a record in: the role and key that its creator must have. */
export type Creator = { role: number; vk: Uint8Array };

/** Throws Refusal("forbidden") unless the caller made the record (PROTOCOL.md E2). */
export const requireCreator = (header: EpochHeader, creator: Creator) => {
  if (header.creatorRole !== creator.role || !equal(header.creatorVk, creator.vk))
    throw new Refusal("forbidden");
};

/**
 * Throws unless the record names the participants that its channel must have, by their current keys, and a log that
 * exists (PROTOCOL.md E3, E4). The wraps themselves are for those who can open them.
 */
export const requireParticipants = (
  header: EpochHeader,
  channel: Channel,
  { current, previous }: { current: CurrentKeys; previous: ChannelEpoch | undefined },
) => {
  const named = (role: number) => header.participants.filter((participant) => participant.role === role);
  if (named(epochRole.citizen).length !== (channel === "public" ? 1 : 0)) throw new Refusal("malformed");
  if (header.logSize > current.logSize) throw new Refusal("malformed");
  if (previous && header.logSize < previous.logSize) throw new Refusal("desk_superseded");
  const names = (role: number, hash: Uint8Array | undefined) => {
    const [only, ...others] = named(role);
    return only !== undefined && others.length === 0 && hash !== undefined && equal(only.certHash, hash);
  };
  // Into what begins nobody is let in: who reads along is let into what was said (PROTOCOL.md Q12).
  if (!previous && named(epochRole.reviewer).length > 0) throw new Refusal("reviewer_not_asked");
  if (!names(epochRole.desk, current.desk) || !names(epochRole.archive, current.archive))
    throw new Refusal("desk_superseded");
};

const equal = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0;
