import {
  bytesToUuid,
  type CitizenKeys,
  citizenFromEntropy,
  concat,
  decodeUtf8,
  fromBase64Url,
  proveWork,
  randomBytes,
  ready,
  signChallenge,
  utf8,
  uuidToBytes,
} from "@eigenkanaal/crypto";
import type { ConversationId, DeskId, TopicId } from "@eigenkanaal/protocol";
import type { KeyStore } from "../storage.js";
import { createCheckpoints } from "./checkpoint.js";
import { createConversations } from "./conversationVault.js";
import { makeEpoch, participantsAt } from "./epochs.js";
import { citizenIdentity, firstEpoch } from "./firstEpoch.js";
import { isSupervised, sealForSupervisors } from "./sharedRemarks.js";
import { type Trusted, verifyDirectory } from "./trusted.js";
import type { CitizenVault, KeptConversation } from "./vault.js";

/** The citizen's keys: one conversation, one key (DESIGN.md, "Citizen"). */
export const createCitizenVault = ({
  keyStore,
  nowMs,
}: {
  keyStore: KeyStore;
  nowMs: () => number;
}): CitizenVault => {
  const instance = () => randomBytes(16);
  let rootVk: Uint8Array | undefined;
  let trusted: Trusted | undefined;
  let citizen: { keys: CitizenKeys; instance: Uint8Array } | undefined;

  const need = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`${what} is not there yet`);
    return value;
  };
  const keys = () => need(citizen, "the citizen's key").keys;
  const identity = () => citizenIdentity(need(citizen, "the citizen's key"));
  const holder = { identity, trusted: () => need(trusted, "trust"), nowMs };
  const conversations = createConversations(holder);
  const checkpoints = createCheckpoints(keyStore, () => need(rootVk, "the root key"));
  const storeName = () => `citizen-${bytesToUuid(need(rootVk, "the root key").slice(0, 16))}`;

  const makeFirst = async ({ conversation, desk }: { conversation: ConversationId; desk: DeskId }) => {
    const key = { conversation, channel: "public" } as const;
    const { epochs } = conversations.channel(key);
    const made = await firstEpoch(epochs, { desk, keys: keys(), holder });
    const epoch = need(made, "a valid key of the desk and the archive");
    conversations.setPending(key, epoch);
    return epoch.recordBytes;
  };
  const keepHere = async (entropy: Uint8Array, kept: KeptConversation) => {
    await keyStore.put(storeName(), formatKept(entropy, kept));
    await checkpoints.keep(holder.trusted().log);
  };

  return {
    ...conversations.vault(() => need(rootVk, "the root key")),
    pin: async (rootVkB64) => {
      await ready();
      const bytes = fromBase64Url(rootVkB64);
      if (bytes?.length !== 32) return false;
      rootVk = bytes;
      return true;
    },
    trust: async (directory) => {
      const before = [trusted?.log, await checkpoints.kept()].filter((one) => one !== undefined);
      const pin = { rootVk: need(rootVk, "the root key"), before };
      const verified = await verifyDirectory(directory, pin, { nowMs });
      if (verified.trusted) trusted = verified.trusted;
      // Nothing is left on the device of somebody who has not chosen to chat.
      if (verified.trusted && citizen) await checkpoints.keep(verified.trusted.log);
      return verified.result;
    },
    restore: async () => {
      const kept = await keyStore.get(storeName());
      if (!kept) return null;
      citizen = { keys: citizenFromEntropy(kept.slice(0, 16)), instance: instance() };
      if (trusted) await checkpoints.keep(trusted.log);
      return parseKept(kept);
    },
    create: async (kept) => {
      const entropy = randomBytes(16);
      citizen = { keys: citizenFromEntropy(entropy), instance: instance() };
      const recordBytes = await makeFirst(kept);
      await keepHere(entropy, kept);
      return recordBytes;
    },
    recreate: (conversation, desk) => makeFirst({ conversation, desk }),
    deskName: async (desk) => {
      const { trust } = holder.trusted();
      return trust.archiveDesk() ? (trust.currentDesk(desk)?.body.name ?? null) : null;
    },
    makeOverflow: async (conversation, desk) => {
      const { epochs } = conversations.channel({ conversation, channel: "public" });
      const previous = epochs.accepted.at(-1);
      const { trust } = holder.trusted();
      const participants = previous?.key && participantsAt(desk, { epochs, model: previous, trust });
      if (!participants) return null;
      const made = await makeEpoch(epochs, { participants, reason: "overflow", previous, holder });
      return { epoch: made.accepted.record.epoch, record: made.recordBytes };
    },
    supervised: async (conversation) =>
      isSupervised(conversations.channel({ conversation, channel: "public" }).epochs, holder.trusted().trust),
    sealForSupervisors: async (conversation, text) => {
      const { epochs } = conversations.channel({ conversation, channel: "public" });
      return sealForSupervisors(epochs, text, holder.trusted().trust);
    },
    answerChallenge: async (origin, nonce, entropy) => {
      const { signing } = entropy ? citizenFromEntropy(entropy) : keys();
      return { vk: signing.vk, signature: signChallenge(signing, origin, nonce) };
    },
    entropy: async () => (await keyStore.get(storeName()))?.slice(0, 16) ?? null,
    keep: keepHere,
    prove: proveWork,
    forget: async () => {
      await keyStore.delete(storeName());
      await checkpoints.forget();
      citizen = undefined;
      conversations.clear();
    },
  };
};

/** Kept as: entropy 16 ‖ conversation 16 ‖ desk 16 ‖ topic (UTF-8, may be empty). */
const formatKept = (entropy: Uint8Array, { conversation, desk, topic }: KeptConversation): Uint8Array =>
  concat(
    entropy,
    uuidToBytes(conversation) ?? new Uint8Array(),
    uuidToBytes(desk) ?? new Uint8Array(),
    utf8(topic ?? ""),
  );

const parseKept = (kept: Uint8Array): KeptConversation => ({
  conversation: bytesToUuid(kept.slice(16, 32)) as ConversationId,
  desk: bytesToUuid(kept.slice(32, 48)) as DeskId,
  topic: (decodeUtf8(kept.slice(48)) || null) as TopicId | null,
});
