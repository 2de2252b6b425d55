import { concat, type Random, randomBytes, requireLength, u8, uuidBytes } from "./bytes.js";
import { aeadOpen, aeadSeal, tagged } from "./primitives.js";

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
