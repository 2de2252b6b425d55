import {
  type AgentKeys,
  deskFromSeed,
  randomBytes,
  seedFitsCertificate,
  toBase64Url,
  unwrapDeskSeed,
  wipe,
  wrapDeskSeed,
} from "@eigenkanaal/crypto";
import type { BundleContent, MemberId } from "@eigenkanaal/protocol";
import { certify, previousHash } from "./certify.js";
import {
  bytesOf,
  currentRoster,
  newestOfDesk,
  type Organisation,
  readCertificates,
  trustOf,
} from "./organisation.js";
import type { Right } from "./plan.js";
import { Refusal, required } from "./refusal.js";

type Desk = BundleContent["desks"][number];
type DeskKey = BundleContent["deskKeys"][number];
type Seed = { readonly epoch: number; readonly seed: Uint8Array };

/** Every wrap is X-Wing: post-quantum protection holds only when no link is without it. */
const algorithm = 2;

/** Wraps a desk's seed for a member whose X-Wing key the roster vouches for. */
function wrapFor(organisation: Organisation, member: MemberId, of: Seed & { desk: Desk }): DeskKey {
  const keys = organisation.wrapKeys.find((one) => one.member === member);
  const { vk } = required(
    organisation.content.members.find((one) => one.member === member),
    `The roster of "${of.desk.name}" names a member who is not in the organisation's file.`,
  );
  const xwingPk = bytesOf(required(keys, `The X-Wing key of member ${member} is missing.`).xwingPk);
  const { desk } = of.desk;
  const to = { alg: algorithm, desk, epoch: of.epoch, member: { vk: bytesOf(vk), pk: xwingPk } } as const;
  return {
    member,
    desk,
    epoch: of.epoch,
    alg: algorithm,
    wrap: toBase64Url(wrapDeskSeed(to, of.seed)),
  };
}

/** The seeds of a desk's epochs that this member can open, each compared with its certificate. */
export function openDeskSeeds(
  content: BundleContent,
  desk: Desk,
  { member, keys }: { member: string; keys: AgentKeys },
): Seed[] {
  const certificates = readCertificates(content).flatMap(({ body }) => (body.type === "desk" ? [body] : []));
  return content.deskKeys
    .filter((key) => key.desk === desk.desk && key.member === member)
    .flatMap(({ epoch, alg, wrap }) => {
      if (alg !== 1 && alg !== 2) return [];
      const of = { desk: desk.desk, epoch, alg, memberVk: keys.signing.vk } as const;
      const seed = unwrapDeskSeed(of, keys, bytesOf(wrap));
      const certificate = certificates.find((body) => body.desk === desk.desk && body.epoch === epoch);
      return seed && certificate && seedFitsCertificate(seed, certificate) ? [{ epoch, seed }] : [];
    });
}

/** Who reviews or supervises has no key of the desk: a reviewer is let into single conversations, a supervisor into none. */
const holdsKey = (rights: readonly Right[]) => rights.includes("answer") || rights.includes("rotate");

/**
 * A new key for a desk, made by one of its members with the right to rotate: a fresh seed wrapped for everybody
 * on its roster who answers or rotates, and the certificate (DESIGN §2.3). Members who came since the last key also get the earlier
 * ones that the maker holds, so that they can read the desk's history.
 */
export async function startDeskEpoch(
  organisation: Organisation,
  desk: Desk,
  maker: { member: string; keys: AgentKeys; nowMs: number },
): Promise<Organisation> {
  const roster = currentRoster(await trustOf(organisation.content, maker.nowMs), desk);
  const seat = roster.body.members.find(({ agent }) => agent === maker.member);
  if (!seat?.rights.includes("rotate")) {
    throw new Refusal(`Only a member with the right to rotate can renew "${desk.name}".`);
  }
  const previous = await newestOfDesk(organisation.content, "desk", desk.desk);
  const epoch = (previous?.body.epoch ?? 0) + 1;
  const fresh = { epoch, seed: randomBytes(32) };
  const certified = certify(
    organisation,
    {
      type: "desk",
      desk: desk.desk,
      kind: desk.kind,
      name: desk.name,
      epoch,
      enc_alg: algorithm,
      enc_pk: deskFromSeed(fresh.seed).xwing.pk,
      roster_hash: roster.hash,
      prev_hash: previousHash(previous),
    },
    { signers: [maker.keys.signing], nowMs: maker.nowMs },
  );

  const seeds = [...openDeskSeeds(organisation.content, desk, maker), fresh];
  const { content } = certified;
  const held = new Set(
    content.deskKeys.filter((key) => key.desk === desk.desk).map((key) => `${key.member} ${key.epoch}`),
  );
  const missing = content.members.flatMap(({ member }) =>
    roster.body.members.some(({ agent, rights }) => agent === member && holdsKey(rights))
      ? seeds
          .filter((seed) => !held.has(`${member} ${seed.epoch}`))
          .map((seed) => wrapFor(organisation, member, { ...seed, desk }))
      : [],
  );
  wipe(...seeds.map(({ seed }) => seed));
  return { ...certified, content: { ...content, deskKeys: [...content.deskKeys, ...missing] } };
}
