import {
  type AgentKeys,
  agentFromSeed,
  citizenFromEntropy,
  continueCode,
  type DeskKeys,
  deskFromSeed,
  type EpochRecord,
  fromBase64Url,
  type OpenedEpochKey,
  openEpochKey,
  openRootPin,
  openSharedRemark,
  openSlot,
  type PackageSeal,
  randomBytes,
  ready,
  receiverOf,
  sealToKey,
  seedFitsCertificate,
  signExport,
  toBase64Url,
  unwrapDeskSeed,
  wipe,
} from "@eigenkanaal/crypto";
import { parsePassphrase, stretchPassphrase } from "@eigenkanaal/crypto/passphrase";
import type { Channel, DeskKeys as DeskKeysAnswer, MemberId, Session } from "@eigenkanaal/protocol";
import type { SealedStore } from "../sealedStore.js";
import type { KeyStore } from "../storage.js";
import { createCheckpoints } from "./checkpoint.js";
import { createConversations, emptyEpochs } from "./conversationVault.js";
import { createDraftStore } from "./drafts.js";
import { citizenIdentity, firstEpoch } from "./firstEpoch.js";
import type { Holder, Identity } from "./identity.js";
import { openRecord } from "./records.js";
import { asReviewer, makeReviewEpoch, reviewableDesks } from "./reviews.js";
import { createSearch } from "./search.js";
import { makeTransfer } from "./transfers.js";
import { type Trusted, verifyDirectory } from "./trusted.js";
import type { AgentVault, StretchInput } from "./vault.js";

type Agent = { member: MemberId; keys: AgentKeys; instance: Uint8Array; rootVk: Uint8Array };

const noBytes = new Uint8Array();
const bytes = (b64: string): Uint8Array => fromBase64Url(b64) ?? noBytes;

/** Both halves of a passphrase, or null when it or the work asked for is refused. */
const stretch = async ({ passphrase, salt, ops, memBytes }: StretchInput) => {
  await ready();
  const parsed = parsePassphrase(passphrase);
  if (!parsed) return null;
  const stretched = await stretchPassphrase({ passphrase: parsed, salt: bytes(salt), ops, memBytes });
  return stretched.ok ? stretched : null;
};

/** A colleague's keys: their own, and the seeds of the desk epochs that were wrapped to them. */
export const createAgentVault = ({
  keyStore,
  sealed,
  nowMs,
}: {
  keyStore: KeyStore;
  sealed: SealedStore;
  nowMs: () => number;
}): AgentVault => {
  let kek: Uint8Array | undefined;
  let agent: Agent | undefined;
  let trusted: Trusted | undefined;
  let keptAs: string | undefined;
  /** The package that is being sealed. */
  let seal: PackageSeal | undefined;
  const deskKeys = new Map<string, DeskKeys>();

  const need = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`${what} is locked`);
    return value;
  };

  /** With the key that the record's certificate of the desk or of the archive names; undefined where it is not ours. */
  const openKeyAs = (record: EpochRecord, role: "desk" | "archive"): OpenedEpochKey | undefined => {
    const named = record.participants.find((one) => one.role === role);
    const certificate = named && need(trusted, "trust").trust.deskByCertHash(named.certHash);
    const keys = certificate && deskKeys.get(`${certificate.body.desk}/${certificate.body.epoch}`);
    return keys && openEpochKey(record, role, keys);
  };
  /** As the desk, or as who reads along. */
  const openKey = (record: EpochRecord): OpenedEpochKey => {
    const opened = openKeyAs(record, "desk");
    return opened?.ok ? opened : openEpochKey(record, "reviewer", need(agent, "the key").keys);
  };
  const identity = (): Identity => {
    const { keys, instance } = need(agent, "the key");
    return { role: "desk", keys: keys.signing, wrapKeys: keys, instance, openKey };
  };
  const holder = { identity, trusted: () => need(trusted, "trust"), nowMs };
  const archive: Holder = {
    ...holder,
    identity: () => ({
      ...identity(),
      openKey: (record) => openKeyAs(record, "archive") ?? { ok: false, why: "not-a-participant" },
    }),
  };
  const reviewer = asReviewer(holder, () => need(agent, "the key").keys);
  const conversations = createConversations(holder);
  const owner = () => {
    const { member, keys } = need(agent, "the key");
    return { member, localKey: keys.localKey };
  };
  const drafts = createDraftStore(sealed, owner);
  const search = createSearch(sealed, { owner, holder, newEpochs: emptyEpochs });

  const become = (seed: Uint8Array, session: Session): boolean => {
    const keys = agentFromSeed(seed);
    const rootVk = openRootPin(session.organisation, keys.localKey, bytes(session.rootPin));
    if (!rootVk) return false;
    agent = { member: session.member, keys, instance: randomBytes(16), rootVk };
    keptAs = `agent-${session.member}`;
    return true;
  };

  return {
    ...conversations.vault(() => need(agent, "the key").rootVk),
    makeTransfer: async (conversation, wish) => {
      const epochs = (channel: Channel) => conversations.channel({ conversation, channel }).epochs;
      const channels = { public: epochs("public"), internal: epochs("internal") };
      return (await makeTransfer(channels, wish, holder)) ?? null;
    },
    stretch: async (input) => {
      const halves = await stretch(input);
      if (!halves) return null;
      kek = halves.kek;
      return toBase64Url(halves.auth);
    },
    prove: async (input) => {
      const halves = await stretch(input);
      if (!halves) return null;
      wipe(halves.kek);
      return toBase64Url(halves.auth);
    },
    unlock: async (session) => {
      await ready();
      const slot = session.slots.find(({ type }) => type === 1);
      if (!kek || !slot) return "wrong_passphrase";
      const { ops, memBytes } = slot;
      const header = {
        type: "passphrase",
        agent: session.member,
        vk: bytes(session.vk),
        salt: bytes(slot.salt),
        ops,
        memBytes,
      } as const;
      const opened = openSlot(header, kek, bytes(slot.slot));
      wipe(kek);
      kek = undefined;
      if (!opened.ok) return "wrong_passphrase";
      if (!become(opened.seed, session)) return "untrusted";
      await keyStore.put(need(keptAs, "the key"), opened.seed);
      wipe(opened.seed);
      return "unlocked";
    },
    resume: async (session) => {
      await ready();
      const seed = await keyStore.get(`agent-${session.member}`);
      if (!seed) return false;
      const isUnlocked = become(seed, session);
      wipe(seed);
      return isUnlocked;
    },
    trust: async (directory) => {
      const { rootVk } = need(agent, "the key");
      const checkpoints = createCheckpoints(keyStore, () => rootVk);
      const before = [trusted?.log, await checkpoints.kept()].filter((one) => one !== undefined);
      const verified = await verifyDirectory(directory, { rootVk, before }, { nowMs });
      // It can have been locked meanwhile: then there is nobody to trust for.
      need(agent, "the key");
      if (verified.trusted) {
        trusted = verified.trusted;
        // Outlives the lock and the session: what was seen of the log is no secret.
        await checkpoints.keep(trusted.log);
      }
      return verified.result;
    },
    colleagues: async (desk) =>
      (need(trusted, "trust").trust.currentRoster(desk)?.body.members ?? [])
        .filter(({ rights }) => rights.includes("answer"))
        .map(({ agent: member, alias }) => ({ member: member as MemberId, alias })),
    beginForCitizen: async (conversation, desk) => {
      const entropy = randomBytes(16);
      const keys = citizenFromEntropy(entropy);
      const as = citizenIdentity({ keys, instance: randomBytes(16) });
      const { epochs } = conversations.channel({ conversation, channel: "public" });
      const epoch = await firstEpoch(epochs, { desk, keys, holder: { ...holder, identity: () => as } });
      const code = continueCode(entropy);
      for (const secret of [entropy, keys.signing.sk, keys.box.sk, keys.xwing.sk, epoch?.key])
        if (secret) wipe(secret);
      return epoch ? { record: epoch.recordBytes, code } : null;
    },
    addDeskKeys: async (keys) => {
      for (const key of keys) addDeskKey(key);
    },
    keepDraft: drafts.keep,
    keptDrafts: drafts.kept,
    searchable: search.kept,
    openSearch: search.open,
    readForSearch: search.read,
    dropSearch: search.drop,
    shred: async (conversation) => {
      conversations.drop(conversation);
      for (const channel of ["public", "internal"] as const)
        await drafts.keep({ conversation, channel }, null);
      await search.drop(conversation);
    },
    search: search.search,
    searchCount: search.count,
    holdsArchiveKey: async () => {
      const { trust } = need(trusted, "trust");
      return [...deskKeys.keys()].some((name) => {
        const [desk = "", epoch] = name.split("/");
        return trust.deskEpoch(desk, Number(epoch))?.body.kind === "archive";
      });
    },
    openRecord: async (conversation, stored) => {
      const { rootVk } = need(agent, "the key");
      return openRecord({ conversation, stored }, { holder: archive, rootVk });
    },
    reviewableDesks: async () => {
      const { keys } = need(agent, "the key");
      return reviewableDesks(keys.signing.vk, need(trusted, "trust").trust);
    },
    makeReviewEpoch: async (conversation, records, wish) => {
      const { rootVk } = need(agent, "the key");
      return makeReviewEpoch({ conversation, records, wish }, { holder, rootVk });
    },
    openReviewed: async (conversation, stored) => {
      const { rootVk } = need(agent, "the key");
      const nothing = { records: [], messages: [] };
      return openRecord(
        { conversation, stored: { public: stored, internal: nothing } },
        { holder: reviewer, rootVk },
      );
    },
    openSharedRemarks: async (copies) => {
      const { keys } = need(agent, "the key");
      return copies.map((copy) => {
        const opened = openSharedRemark(copy, { vk: keys.signing.vk, keys });
        return opened.ok ? opened.text : null;
      });
    },
    signExport: async (manifest) => signExport(manifest, need(agent, "the key").keys.signing),
    exportsAs: async () => toBase64Url(need(agent, "the key").keys.signing.vk),
    beginSealing: async (key) => {
      need(agent, "the key");
      const letters = key.replaceAll(/[\s=]/g, "").replaceAll("+", "-").replaceAll("/", "_");
      const to = receiverOf(bytes(letters));
      seal = to && sealToKey(to);
      return seal?.head ?? null;
    },
    sealMore: async (plain) => need(seal, "the package").push(plain),
    endSealing: async () => {
      const last = need(seal, "the package").end();
      seal = undefined;
      return last;
    },
    forget: async () => {
      await drafts.erase();
      await search.erase();
    },
    lock: async () => {
      if (keptAs) await keyStore.delete(keptAs);
      kek = agent = trusted = keptAs = seal = undefined;
      deskKeys.clear();
      conversations.clear();
      search.lock();
    },
  };

  /** A wrap is not signed: the seed counts only when a certificate of that desk epoch has its public key. */
  function addDeskKey({ desk, epoch, alg, wrap }: DeskKeysAnswer["keys"][number]) {
    const { keys } = need(agent, "the key");
    if (alg !== 1 && alg !== 2) return;
    const seed = unwrapDeskSeed({ desk, epoch, alg, memberVk: keys.signing.vk }, keys, bytes(wrap));
    const certificate = need(trusted, "trust").trust.deskEpoch(desk, epoch);
    if (!seed || !certificate || !seedFitsCertificate(seed, certificate.body)) return;
    deskKeys.set(`${desk}/${epoch}`, deskFromSeed(seed));
    wipe(seed);
  }
};
