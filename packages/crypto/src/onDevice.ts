import { concat, type Random, randomBytes, requireLength, u8, u32, uuidBytes } from "./bytes.js";
import { aeadOpen, aeadSeal, keyedHash, tagged } from "./primitives.js";

/** Whose half-written text it is: a conversation's UUID, and which of its channels it is written for. */
export type DraftPlace = { readonly conversation: string; readonly channel: "public" | "internal" };

const draftAd = ({ conversation, channel }: DraftPlace): Uint8Array =>
  concat(tagged("MCE1/draft"), uuidBytes(conversation), u8(channel === "public" ? 1 : 2));

/**
 * A half-written text as the writer's own device keeps it, sealed under the agent's `localKey` (DESIGN §2.9): 40 bytes
 * more than it was. Throws RangeError for a key of another length.
 */
export const sealDraft = (
  place: DraftPlace,
  { localKey, draftBytes }: { readonly localKey: Uint8Array; readonly draftBytes: Uint8Array },
  { random }: { random: Random } = { random: randomBytes },
): Uint8Array => aeadSeal({ key: requireLength(localKey, 32), ad: draftAd(place) }, draftBytes, { random });

/** Undefined when it was not sealed by this agent, for this conversation and channel. */
export const openDraft = (
  place: DraftPlace,
  { localKey, sealed }: { readonly localKey: Uint8Array; readonly sealed: Uint8Array },
): Uint8Array | undefined => aeadOpen({ key: localKey, ad: draftAd(place) }, sealed);

/**
 * The key of what a device keeps to search in one conversation (DESIGN §2.9): of the agent's `localKey` and the share
 * (32 bytes) that the server gives to whoever may read that conversation. Neither opens anything alone.
 */
export const searchKey = (localKey: Uint8Array, share: Uint8Array): Uint8Array =>
  keyedHash(requireLength(localKey, 32), "MCE1/search", requireLength(share, 32));

/** Which segment it is: a conversation's UUID, and the segment's number in it. */
export type SegmentPlace = { readonly conversation: string; readonly segment: number };

const segmentAd = ({ conversation, segment }: SegmentPlace): Uint8Array =>
  concat(tagged("MCE1/segment"), uuidBytes(conversation), u32(segment));

/** A segment of a search index, sealed under the conversation's `searchKey`: 40 bytes more than it was. */
export const sealSegment = (
  place: SegmentPlace,
  { key, segmentBytes }: { readonly key: Uint8Array; readonly segmentBytes: Uint8Array },
  { random }: { random: Random } = { random: randomBytes },
): Uint8Array => aeadSeal({ key: requireLength(key, 32), ad: segmentAd(place) }, segmentBytes, { random });

/** Undefined when it was not sealed under this key, as this segment of this conversation. */
export const openSegment = (
  place: SegmentPlace,
  { key, sealed }: { readonly key: Uint8Array; readonly sealed: Uint8Array },
): Uint8Array | undefined => aeadOpen({ key, ad: segmentAd(place) }, sealed);
