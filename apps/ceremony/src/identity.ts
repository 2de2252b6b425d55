import {
  type AgentKeys,
  agentFromSeed,
  newRecoveryKit,
  openSlot,
  parseRecoveryKit,
  randomBytes,
  recoveryKek,
  sealRootPin,
  sealSlot,
  toBase64Url,
  wipe,
} from "@eigenkanaal/crypto";
import { defaultWork, newPassphrase, stretchPassphrase } from "@eigenkanaal/crypto/passphrase";
import { BundleMember } from "@eigenkanaal/protocol";
import { z } from "zod";
import { bytesOf } from "./organisation.js";
import { Refusal, required } from "./refusal.js";

const slotTypes = { passphrase: 1, recoveryKit: 2 } as const;

/** What others may know of a new identity: the part of a bundle's member that its own keys make, and its wrap keys. */
export const PublicIdentity = z.strictObject({
  member: BundleMember.shape.member,
  vk: BundleMember.shape.vk,
  slots: BundleMember.shape.slots,
  rootPin: BundleMember.shape.rootPin,
  auth: BundleMember.shape.auth,
  pk: z.string(),
  xwingPk: z.string(),
});
export type PublicIdentity = z.infer<typeof PublicIdentity>;

/** A fresh identity: what the member takes home, what others may know, and its keys while it is being made. */
export type Identity = {
  readonly public: PublicIdentity;
  readonly keys: AgentKeys;
  readonly passphrase: string;
  readonly recoveryKit: string;
};

/**
 * Makes the identity of one member: a seed in two slots (passphrase and recovery kit, DESIGN §2.2) and the
 * organisation's root key pinned under it. `memBytes` is Argon2id's memory, 64 MiB to 1 GiB.
 */
export async function makeIdentity(
  of: { member: string; organisation: string; rootVk: Uint8Array },
  memBytes: number,
): Promise<Identity> {
  const seed = randomBytes(32);
  const keys = agentFromSeed(seed);
  const { vk } = keys.signing;
  const agent = of.member;

  const work = { ops: defaultWork.ops, memBytes };
  const salt = randomBytes(16);
  const passphrase = await newPassphrase();
  const stretched = await stretchPassphrase({ passphrase, salt, ...work });
  if (!stretched.ok) throw new Refusal("Argon2id needs between 64 MiB and 1 GiB of memory.");
  const passphraseSlot = sealSlot(
    { agent, vk, type: "passphrase", salt, ...work },
    { kek: stretched.kek, seed },
  );

  const kit = newRecoveryKit();
  const kitSlot = sealSlot(
    { agent, vk, type: "recovery-kit" },
    { kek: recoveryKek(kit.kitBytes, agent), seed },
  );

  const rootPin = sealRootPin(of, keys.localKey);
  const publicIdentity = PublicIdentity.parse({
    member: agent,
    vk: toBase64Url(vk),
    slots: [
      { type: slotTypes.passphrase, salt: toBase64Url(salt), ...work, slot: toBase64Url(passphraseSlot) },
      {
        type: slotTypes.recoveryKit,
        salt: toBase64Url(new Uint8Array(16)),
        ops: 0,
        memBytes: 0,
        slot: toBase64Url(kitSlot),
      },
    ],
    rootPin: toBase64Url(rootPin),
    auth: toBase64Url(stretched.auth),
    pk: toBase64Url(keys.box.pk),
    xwingPk: toBase64Url(keys.xwing.pk),
  });
  wipe(seed, stretched.kek, kit.kitBytes);
  return { public: publicIdentity, keys, passphrase, recoveryKit: kit.text };
}

/** A member's keys from their recovery kit as typed; refuses in words when kit and member do not belong together. */
export function openIdentity(member: z.infer<typeof BundleMember>, recoveryKit: string): AgentKeys {
  const kitBytes = required(
    parseRecoveryKit(recoveryKit),
    "That is not a recovery kit; look for a slip of the pen.",
  );
  const slot = required(
    member.slots.find(({ type }) => type === slotTypes.recoveryKit),
    `${member.account} has no recovery kit.`,
  );
  const opened = openSlot(
    { agent: member.member, vk: bytesOf(member.vk), type: "recovery-kit" },
    recoveryKek(kitBytes, member.member),
    bytesOf(slot.slot),
  );
  if (!opened.ok) throw new Refusal(`This recovery kit is not that of ${member.account}.`);
  const keys = agentFromSeed(opened.seed);
  wipe(opened.seed, kitBytes);
  return keys;
}
