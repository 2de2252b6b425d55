import {
  DeskId,
  type DeskKeys,
  MemberId,
  type Members,
  type OrganisationId,
  Role,
  type Session,
  type SlotResource,
} from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";

const b64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** A slot of this type is opened by the passphrase; its parameters are what signing in needs (MCE1 §2.2). */
const passphraseSlot = 1;

/**
 * What signing in checks: the slow hash of an account, and how its passphrase is stretched. One that is disabled is
 * there too: parameters that changed on that day would tell strangers of it. Both rows are asked for by the name, so that an
 * account that exists costs no more than one that does not (PROTOCOL.md A15).
 */
export const findAccount = async ({ organisation, tx }: Scope, account: string) => {
  const row = await tx.member.findFirst({ where: { organisation, account } });
  const slot = await tx.keySlot.findFirst({
    where: { organisation, type: passphraseSlot, of: { organisation, account } },
  });
  if (!row || !slot) return undefined;
  const { authHash, disabledAt } = row;
  return { member: MemberId.parse(row.member), authHash, slot, disabled: disabledAt !== null };
};

/** The slow hash of a member's signing-in half. */
export const memberAuthHash = async ({ organisation, tx }: Scope, member: MemberId): Promise<Uint8Array> =>
  (await tx.member.findUniqueOrThrow({ where: { organisation_member: { organisation, member } } })).authHash;

/** How an app names a member's second factor. */
export const accountOf = async ({ organisation, tx }: Scope, member: MemberId) => {
  const town = await tx.organisation.findUniqueOrThrow({ where: { organisation } });
  const { account } = await tx.member.findUniqueOrThrow({
    where: { organisation_member: { organisation, member } },
  });
  return { town: town.name, account: `${account}@${town.domain}` };
};

/** How many records officers a town has whose accounts are in use. */
export const recordsOfficers = ({ organisation, tx }: Scope): Promise<number> =>
  tx.member.count({
    where: { organisation, roles: { has: "records_officer" satisfies Role }, disabledAt: null },
  });

/** The key of 32 bytes that makes parameters for accounts that do not exist. */
export const parametersKey = async ({ organisation, tx }: Scope): Promise<Uint8Array> =>
  (await tx.organisationSecret.findUniqueOrThrow({ where: { organisation } })).parametersKey;

/** What a signed-in member hears of themselves. */
export const memberSession = async (
  { organisation, tx }: Scope,
  member: MemberId,
): Promise<Omit<Session, "organisation"> & { organisation: OrganisationId }> => {
  const row = await tx.member.findUniqueOrThrow({
    where: { organisation_member: { organisation, member } },
    include: { slots: true },
  });
  const { domain } = await tx.organisation.findUniqueOrThrow({ where: { organisation } });
  return {
    organisation,
    member,
    account: `${row.account}@${domain}`,
    name: row.name,
    roles: row.roles.map((role) => Role.parse(role)),
    vk: b64(row.vk),
    slots: row.slots.map(
      (slot): SlotResource => ({
        type: slot.type,
        salt: b64(slot.salt),
        ops: slot.ops,
        memBytes: slot.memBytes,
        slot: b64(slot.slot),
      }),
    ),
    rootPin: b64(row.rootPin),
  };
};

/** The member's signing key, 32 bytes. */
export const memberVk = async ({ organisation, tx }: Scope, member: MemberId): Promise<Uint8Array> =>
  (await tx.member.findUniqueOrThrow({ where: { organisation_member: { organisation, member } } })).vk;

/** The desk seeds wrapped to the member, oldest epoch first. */
export const deskKeysOf = async ({ organisation, tx }: Scope, member: MemberId): Promise<DeskKeys> => {
  const rows = await tx.deskKey.findMany({
    where: { organisation, member },
    orderBy: [{ desk: "asc" }, { epoch: "asc" }],
  });
  return {
    keys: rows.map(({ desk, epoch, alg, wrap }) => ({
      desk: DeskId.parse(desk),
      epoch,
      alg,
      wrap: b64(wrap),
    })),
  };
};

/** All colleagues, also those who have left: old messages are theirs. */
export const members = async ({ organisation, tx }: Scope): Promise<Members> => {
  const rows = await tx.member.findMany({ where: { organisation }, orderBy: { name: "asc" } });
  return {
    members: rows.map(({ member, name, alias }) => ({ member: MemberId.parse(member), name, alias })),
  };
};
