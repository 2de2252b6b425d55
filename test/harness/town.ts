import { randomBytes, randomUUID } from "node:crypto";
import {
  type AgentKeys,
  agentFromSeed,
  type Certificate,
  type CertificateBody,
  certificateHash,
  certificateLeaf,
  type DeskBody,
  deskFromSeed,
  type RosterBody,
  ready,
  type SigningKeys,
  sealRootPin,
  sealSlot,
  sha256,
  signBundle,
  signCertificate,
  signingKeysFromSeed,
  toBase64Url,
  wrapDeskSeed,
} from "@eigenkanaal/crypto";
import { leafHash, treeRoot } from "@eigenkanaal/log";
import type { Bundle } from "@eigenkanaal/protocol";

const dayMs = 86_400_000;

/** A colleague with all keys; `auth` stands for the half of a stretched passphrase that signs in. */
export type Colleague = {
  member: string;
  account: string;
  name: string;
  seed: Uint8Array;
  keys: AgentKeys;
  auth: Uint8Array;
};

/** A desk with its newest roster and key. */
export type TownDesk = {
  desk: string;
  kind: "desk" | "archive";
  members: Colleague[];
  roster: { body: RosterBody; hash: Uint8Array };
  key: { body: DeskBody; hash: Uint8Array };
};

/** A town as plain data, as processes hand it to each other. */
export type FoundedTown = Pick<Town, "organisation" | "domain" | "root" | "officer" | "desks" | "log"> & {
  people: Map<string, Colleague>;
};

/**
 * A town that founded itself: root, one officer, a policy of one signature, desks with rosters and keys, an archive.
 * It hands out what happened since the last time as a bundle, as the ceremony does.
 */
export class Town {
  readonly organisation = randomUUID();
  readonly domain: string;
  readonly root: SigningKeys = signingKeysFromSeed(randomBytes(32));
  readonly officer: SigningKeys = signingKeysFromSeed(randomBytes(32));
  readonly desks: TownDesk[] = [];
  readonly log: Uint8Array[] = [];
  readonly #pending: {
    certificates: Certificate[];
    desks: unknown[];
    members: unknown[];
    deskKeys: unknown[];
  } = { certificates: [], desks: [], members: [], deskKeys: [] };

  constructor(domain = `${randomUUID().slice(0, 8)}.example`) {
    this.domain = domain;
  }

  /** A town with these desks, each with its colleagues, and an archive with one of its own. */
  static async found(
    desks: Record<string, string[]>,
    domain?: string,
  ): Promise<Town & { people: Map<string, Colleague> }> {
    await ready();
    const town = Object.assign(new Town(domain), { people: new Map<string, Colleague>() });
    await town.certify(
      { type: "officer", officer: randomUUID(), name: "Officer", vk: town.officer.vk },
      town.root,
    );
    await town.certify({ type: "policy", roster_signatures: 1 }, town.root);
    for (const names of Object.values({ ...desks, archive: ["archivist"] }))
      for (const name of names) if (!town.people.has(name)) town.people.set(name, town.admit(name));
    for (const [name, names] of Object.entries({ ...desks, archive: ["archivist"] })) {
      const members = names.flatMap((one) => town.people.get(one) ?? []);
      await town.establish(name, name === "archive" ? "archive" : "desk", members);
    }
    return town;
  }

  /** The same town in another process. What happened to it since its last bundle stays behind. */
  static resume(town: FoundedTown): Town & { people: Map<string, Colleague> } {
    return Object.assign(new Town(town.domain), structuredClone(town));
  }

  get rootB64(): string {
    return toBase64Url(this.root.vk);
  }

  /** The checkpoint that an epoch record names. */
  async checkpoint(size = this.log.length): Promise<{ size: number; root: Uint8Array }> {
    return { size, root: await treeRoot(await Promise.all(this.log.slice(0, size).map(leafHash))) };
  }

  /** Signs and logs a certificate that is valid from yesterday on. */
  async certify(
    body: DistributiveOmit<CertificateBody, "v" | "org" | "not_before" | "not_after" | "salt">,
    signer: SigningKeys,
  ) {
    const now = Date.now();
    const full = {
      v: 1,
      org: this.organisation,
      not_before: now - dayMs,
      not_after: now + 30 * dayMs,
      salt: randomBytes(16),
      ...body,
    } as CertificateBody;
    const certificate = signCertificate(full, [signer]);
    this.#pending.certificates.push(certificate);
    this.log.push(await certificateLeaf(full.type, certificate.payloadBytes));
    return { body: full, hash: await certificateHash(certificate.payloadBytes) };
  }

  /** A new colleague with an account. */
  admit(name: string): Colleague {
    const seed = randomBytes(32);
    const keys = agentFromSeed(seed);
    const member = randomUUID();
    const account = `${name}@${this.domain}`;
    const auth = randomBytes(32);
    const salt = randomBytes(16);
    const header = {
      agent: member,
      vk: keys.signing.vk,
      type: "passphrase",
      salt,
      ops: 3,
      memBytes: 2 ** 28,
    } as const;
    this.#pending.members.push({
      member,
      account,
      name,
      alias: name,
      roles: ["agent"],
      vk: toBase64Url(keys.signing.vk),
      slots: [
        {
          type: 1,
          salt: toBase64Url(salt),
          ops: 3,
          memBytes: 2 ** 28,
          slot: toBase64Url(sealSlot(header, { kek: randomBytes(32), seed })),
        },
      ],
      rootPin: toBase64Url(
        sealRootPin({ organisation: this.organisation, rootVk: this.root.vk }, keys.localKey),
      ),
      auth: toBase64Url(auth),
    });
    return { member, account, name, seed, keys, auth };
  }

  /** A new desk with its first roster and key. */
  async establish(name: string, kind: TownDesk["kind"], members: Colleague[]): Promise<TownDesk> {
    const desk = randomUUID();
    this.#pending.desks.push({ desk, kind, name, general: kind === "desk" && this.desks.length === 0 });
    const roster = await this.#roster({ desk, kind, version: 1, prev_hash: new Uint8Array(32) }, members);
    const key = await this.#deskKey({ desk, kind, epoch: 1, prev_hash: new Uint8Array(32) }, roster, members);
    const established = { desk, kind, members, roster, key };
    this.desks.push(established);
    return established;
  }

  /** The desk's next roster, with these members, and a new key under it. */
  async rotate(desk: TownDesk, members = desk.members, rightsOf = answersAndRotates): Promise<void> {
    const { version } = desk.roster.body;
    const { epoch } = desk.key.body;
    const of = { desk: desk.desk, kind: desk.kind };
    desk.roster = await this.#roster(
      { ...of, version: version + 1, prev_hash: desk.roster.hash },
      members,
      rightsOf,
    );
    desk.key = await this.#deskKey(
      { ...of, epoch: epoch + 1, prev_hash: desk.key.hash },
      desk.roster,
      members.filter((member) => rightsOf(member).includes("answer")),
    );
    desk.members = members;
  }

  async #roster(
    of: Pick<RosterBody, "desk" | "kind" | "version" | "prev_hash">,
    members: Colleague[],
    rightsOf = answersAndRotates,
  ) {
    const { body, hash } = await this.certify(
      {
        type: "roster",
        ...of,
        members: await Promise.all(
          members.map(async (colleague) => ({
            agent: colleague.member,
            vk: colleague.keys.signing.vk,
            pk: colleague.keys.box.pk,
            xwing_hash: await sha256(colleague.keys.xwing.pk),
            alias: colleague.name,
            rights: rightsOf(colleague),
          })),
        ),
      },
      this.officer,
    );
    return { body: body as RosterBody, hash };
  }

  async #deskKey(
    of: Pick<DeskBody, "desk" | "kind" | "epoch" | "prev_hash">,
    roster: { hash: Uint8Array },
    members: Colleague[],
  ) {
    const seed = randomBytes(32);
    const [rotator] = members;
    if (!rotator) throw new Error("a desk without members");
    const { body, hash } = await this.certify(
      {
        type: "desk",
        ...of,
        name: "Desk",
        enc_alg: 1,
        enc_pk: deskFromSeed(seed).box.pk,
        roster_hash: roster.hash,
      },
      rotator.keys.signing,
    );
    for (const { member, keys } of members) {
      const to = {
        desk: of.desk,
        epoch: of.epoch,
        alg: 1,
        member: { vk: keys.signing.vk, pk: keys.box.pk },
      } as const;
      this.#pending.deskKeys.push({
        member,
        desk: of.desk,
        epoch: of.epoch,
        alg: 1,
        wrap: toBase64Url(wrapDeskSeed(to, seed)),
      });
    }
    return { body: body as DeskBody, hash };
  }

  /** Everything since the last bundle, signed by the root unless another signs. */
  bundle(signer: SigningKeys = this.root): Bundle {
    const { certificates, desks, members, deskKeys } = this.#pending;
    const firstIndex = this.log.length - certificates.length;
    const content = Buffer.from(
      JSON.stringify({
        v: 1,
        organisation: this.organisation,
        name: "Gemeente Test",
        domain: this.domain,
        rootVk: this.rootB64,
        certificates: certificates.map(({ payloadBytes, signatures }, index) => ({
          payload: toBase64Url(payloadBytes),
          signatures: signatures.map(({ vk, signature }) => ({
            vk: toBase64Url(vk),
            signature: toBase64Url(signature),
          })),
          logIndex: firstIndex + index,
        })),
        desks,
        members,
        deskKeys,
      }),
    );
    for (const list of [certificates, desks, members, deskKeys]) list.length = 0;
    return {
      content: toBase64Url(content),
      vk: toBase64Url(signer.vk),
      signature: toBase64Url(signBundle(content, signer)),
    };
  }
}

type Rights = RosterBody["members"][number]["rights"];
const answersAndRotates = (_colleague: Colleague): Rights => ["answer", "rotate"];

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
