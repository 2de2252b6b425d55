import { randomUUID } from "node:crypto";
import {
  randomBytes,
  type SigningKeys,
  sha256,
  signingKeysFromSeed,
  toBase64Url,
  wipe,
} from "@eigenkanaal/crypto";
import { OrganisationId } from "@eigenkanaal/protocol";
import { certify } from "./certify.js";
import { startDeskEpoch } from "./deskEpoch.js";
import { type Identity, makeIdentity } from "./identity.js";
import { bytesOf, type Organisation } from "./organisation.js";
import type { Plan } from "./plan.js";
import { required } from "./refusal.js";

type Member = Plan["members"][number] & { readonly identity: Identity };
type NewOfficer = { readonly officer: string; readonly name: string; readonly seed: Uint8Array };

/** A new organisation: what is public, and beside it every secret, to be written where it belongs and wiped. */
export type Establishment = {
  readonly organisation: Organisation;
  readonly rootSeed: Uint8Array;
  readonly officers: readonly NewOfficer[];
  readonly members: readonly Member[];
  /** A key of an officer, for the bundle. */
  readonly signer: SigningKeys;
};

/** Makes all of a sound plan's keys and certificates: root → officers and policy → rosters → desks (DESIGN §2.3). */
export async function establish(
  plan: Plan,
  { argon2MemBytes, nowMs }: { argon2MemBytes: number; nowMs: number },
): Promise<Establishment> {
  const rootSeed = randomBytes(32);
  const root = signingKeysFromSeed(rootSeed);
  const empty = emptyOrganisation(plan, root.vk);
  const members = await makeMembers(plan, empty, argon2MemBytes);
  const officers = plan.officers.map((name) => ({ officer: randomUUID(), name, seed: randomBytes(32) }));

  const signers = officers.map(({ seed }) => signingKeysFromSeed(seed));
  const certified = certifyOfficers(withMembers(empty, members), { plan, root, officers, nowMs });
  const rosterSigners = signers.slice(0, plan.rosterSignatures);
  const seated = await certifyRosters(certified, { plan, members, signers: rosterSigners, nowMs });
  const organisation = await startDesks(seated, { members, nowMs });
  wipe(root.sk);
  return {
    organisation,
    rootSeed,
    officers,
    members,
    signer: required(signers[0], "The plan has no officer."),
  };
}

const emptyOrganisation = (plan: Plan, rootVk: Uint8Array): Organisation => ({
  content: {
    v: 1,
    organisation: OrganisationId.parse(randomUUID()),
    name: plan.name,
    domain: plan.domain,
    rootVk: toBase64Url(rootVk),
    certificates: [],
    desks: plan.desks.map(({ desk, kind, name, general }) => ({ desk, kind, name, general })),
    members: [],
    deskKeys: [],
  },
  wrapKeys: [],
});

async function makeMembers(plan: Plan, { content }: Organisation, memBytes: number): Promise<Member[]> {
  const members: Member[] = [];
  // One after the other: each stretching of a passphrase takes the whole memory that it was given.
  for (const member of plan.members) {
    const of = { member: randomUUID(), organisation: content.organisation, rootVk: bytesOf(content.rootVk) };
    members.push({ ...member, identity: await makeIdentity(of, memBytes) });
  }
  return members;
}

function withMembers(organisation: Organisation, members: readonly Member[]): Organisation {
  const { content } = organisation;
  return {
    content: {
      ...content,
      members: members.map(({ account, name, alias, roles, identity }) => {
        const { pk: _pk, xwingPk: _xwingPk, ...own } = identity.public;
        return { account, name, alias, roles, ...own };
      }),
    },
    wrapKeys: members.map(
      ({
        identity: {
          public: { member, pk, xwingPk },
        },
      }) => ({ member, pk, xwingPk }),
    ),
  };
}

function certifyOfficers(
  organisation: Organisation,
  by: { plan: Plan; root: SigningKeys; officers: readonly NewOfficer[]; nowMs: number },
): Organisation {
  const signing = { signers: [by.root], nowMs: by.nowMs };
  const withOfficers = by.officers.reduce(
    (made, { officer, name, seed }) =>
      certify(made, { type: "officer", officer, name, vk: signingKeysFromSeed(seed).vk }, signing),
    organisation,
  );
  return certify(withOfficers, { type: "policy", roster_signatures: by.plan.rosterSignatures }, signing);
}

async function certifyRosters(
  organisation: Organisation,
  by: { plan: Plan; members: readonly Member[]; signers: SigningKeys[]; nowMs: number },
): Promise<Organisation> {
  let made = organisation;
  // The archive first: every conversation seals to it, so no desk is of use before it.
  for (const { desk, kind } of by.plan.desks.toSorted((a, b) => a.kind.localeCompare(b.kind))) {
    const seats = await Promise.all(
      by.members.flatMap(({ alias, identity, desks }) =>
        desks
          .filter((seat) => seat.desk === desk)
          .map(async ({ rights }) => ({
            agent: identity.public.member,
            vk: identity.keys.signing.vk,
            pk: identity.keys.box.pk,
            xwing_hash: await sha256(identity.keys.xwing.pk),
            alias,
            rights,
          })),
      ),
    );
    const series = { version: 1, prev_hash: new Uint8Array(32) };
    made = certify(made, { type: "roster", desk, kind, ...series, members: seats }, by);
  }
  return made;
}

async function startDesks(
  organisation: Organisation,
  { members, nowMs }: { members: readonly Member[]; nowMs: number },
): Promise<Organisation> {
  let made = organisation;
  for (const desk of organisation.content.desks) {
    const maker = required(
      members.find(({ desks }) =>
        desks.some((seat) => seat.desk === desk.desk && seat.rights.includes("rotate")),
      ),
      `Nobody at "${desk.name}" has the right to rotate.`,
    );
    const { keys, public: own } = maker.identity;
    made = await startDeskEpoch(made, desk, { member: own.member, keys, nowMs });
  }
  return made;
}
