import type { CertificateResource, OrganisationId } from "@eigenkanaal/protocol";
import {
  type Body,
  certificateTypes,
  type DeskBody,
  type OfficerBody,
  type PolicyBody,
  type RevokeBody,
  type RosterBody,
  readBody,
} from "./bodies.js";
import { isSigned, sha256, tagged } from "./signatures.js";

/** A certificate that stands, its chain to the root verified. */
export type Standing<B extends Body = Body> = {
  body: B;
  payload: Uint8Array<ArrayBuffer>;
  hash: Uint8Array<ArrayBuffer>;
  signatures: CertificateResource["signatures"];
  logIndex: number;
};

/** Why a certificate does not stand; the message names it by its place in the log. */
export class CertificateRefused extends Error {
  override readonly name = "CertificateRefused";
}

const dayMs = 86_400_000;
const noHash = Buffer.alloc(32).toString("base64url");
const fromB64 = (text: string) => new Uint8Array(Buffer.from(text, "base64url"));
const toB64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** SHA-256(LP("MCE1/cert") ‖ payload). */
const certificateHash = (payload: Uint8Array) => sha256(tagged("MCE1/cert", payload));

/** The 42 bytes of its log entry: "MCE1/leaf" ‖ type u8 ‖ SHA-256(payload). */
export const certificateLeaf = ({ body, payload }: Standing): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from("MCE1/leaf", "ascii"),
      Buffer.from([certificateTypes[body.type].leafType]),
      sha256(payload),
    ]),
  );

/** Whether a certificate's period covers the moment. */
const isValidAt = ({ body }: Standing, atMs: number) => body.not_before <= atMs && atMs < body.not_after;

/**
 * The certificates of one organisation, verified from its root in the order of the log: what stood when a certificate was
 * logged decides about it (packages/crypto/DESIGN.md, "Certificates").
 */
export class Register {
  readonly standing: Standing[] = [];
  readonly #revoked = new Set<string>();
  readonly #organisation: OrganisationId;
  readonly #rootVk: Uint8Array;

  constructor(organisation: OrganisationId, rootVk: Uint8Array) {
    this.#organisation = organisation;
    this.#rootVk = rootVk;
  }

  /** Adds the next of the log. Throws CertificateRefused for one that does not stand. */
  add(certificate: CertificateResource): Standing {
    const payload = fromB64(certificate.payload);
    const { logIndex, signatures } = certificate;
    const require = (holds: boolean, why: string) => {
      if (!holds) throw new CertificateRefused(`certificate ${logIndex}: ${why}`);
    };
    require(logIndex === this.standing.length, `its place in the log must be ${this.standing.length}`);
    const body = readBody(payload);
    if (!body) throw new CertificateRefused(`certificate ${logIndex}: not a canonical body`);
    const durationMs = body.not_after - body.not_before;
    require(body.org === this.#organisation, "of another organisation");
    require(durationMs > 0 && durationMs <= certificateTypes[body.type].maxDays * dayMs, "lifetime");
    const added: Standing = { body, payload, hash: certificateHash(payload), signatures, logIndex };
    const why = this.#fault(added);
    require(why === undefined, why ?? "");
    if (body.type === "revoke") this.#revoked.add(body.revoked);
    this.standing.push(added);
    return added;
  }

  /** Whether the root or an officer in office at this moment holds this key. */
  mayHandIn(vk: Uint8Array, atMs: number): boolean {
    return (
      Buffer.compare(vk, this.#rootVk) === 0 ||
      this.#officersAt(atMs).some(({ body }) => body.vk === toB64(vk))
    );
  }

  /** The newest roster of a desk, or undefined. */
  newestRoster(desk: string): Standing<RosterBody> | undefined {
    return this.#rosters(desk).at(-1);
  }

  #fault(added: Standing): string | undefined {
    const { body } = added;
    switch (body.type) {
      case "officer":
      case "policy":
        return this.#isSignedBy(added, this.#rootVk) ? undefined : "signature";
      case "roster":
        return this.#rosterFault(added, body);
      case "desk":
        return this.#deskFault(added, body);
      case "revoke":
        return this.#revokeFault(added, body);
    }
  }

  #rosterFault(added: Standing, body: RosterBody): string | undefined {
    const last = this.newestRoster(body.desk);
    const policy = this.#all<PolicyBody>("policy").findLast((one) => isValidAt(one, body.not_before));
    // Without a policy in force the stricter rule holds.
    if (this.#officersWhoSigned(added) < (policy?.body.roster_signatures ?? 2)) return "signature";
    if (body.version !== (last?.body.version ?? 0) + 1) return "version";
    if (body.prev_hash !== (last ? toB64(last.hash) : noHash)) return "previous hash";
    if (last && last.body.kind !== body.kind) return "kind";
    const archives = this.#every<RosterBody>("roster").filter(({ body: { kind } }) => kind === "archive");
    if (!last && body.kind === "archive" && archives.length > 0) return "a second archive";
    const people = new Set(body.members.map(({ agent }) => agent));
    const keys = new Set(body.members.map(({ vk }) => vk));
    return people.size === body.members.length && keys.size === body.members.length ? undefined : "members";
  }

  #deskFault(added: Standing, body: DeskBody): string | undefined {
    const roster = this.newestRoster(body.desk);
    if (!roster || toB64(roster.hash) !== body.roster_hash) return "roster";
    if (this.#isRevoked(roster) || !isValidAt(roster, body.not_before)) return "roster";
    if (roster.body.kind !== body.kind) return "kind";
    const rotators = roster.body.members.filter(({ rights }) => rights.includes("rotate"));
    if (!rotators.some(({ vk }) => this.#isSignedBy(added, fromB64(vk)))) return "signature";
    const last = this.#every<DeskBody>("desk")
      .filter((one) => one.body.desk === body.desk)
      .at(-1);
    if (body.epoch !== (last?.body.epoch ?? 0) + 1) return "epoch";
    return body.prev_hash === (last ? toB64(last.hash) : noHash) ? undefined : "previous hash";
  }

  #revokeFault(added: Standing, body: RevokeBody): string | undefined {
    if (!this.#isSignedBy(added, this.#rootVk) && this.#officersWhoSigned(added) === 0) return "signature";
    const target = this.standing.find(({ hash }) => toB64(hash) === body.revoked);
    return target && target.body.type !== "revoke" ? undefined : "target";
  }

  #isSignedBy({ body, payload, signatures }: Standing, vk: Uint8Array): boolean {
    return signatures.some(
      (one) =>
        one.vk === toB64(vk) &&
        isSigned(`MCE1/cert-${body.type}`, payload, { vk, signature: fromB64(one.signature) }),
    );
  }

  #officersAt(atMs: number): Standing<OfficerBody>[] {
    return this.#all<OfficerBody>("officer").filter((officer) => isValidAt(officer, atMs));
  }

  /** How many different officers, in office when it begins, signed it. */
  #officersWhoSigned(added: Standing): number {
    const signing = this.#officersAt(added.body.not_before).filter(({ body }) =>
      this.#isSignedBy(added, fromB64(body.vk)),
    );
    const people = new Set(signing.map(({ body }) => body.officer));
    return Math.min(people.size, new Set(signing.map(({ body }) => body.vk)).size);
  }

  #isRevoked({ hash }: Standing): boolean {
    return this.#revoked.has(toB64(hash));
  }

  #rosters(desk: string): Standing<RosterBody>[] {
    return this.#every<RosterBody>("roster").filter(({ body }) => body.desk === desk);
  }

  #every<B extends Body>(type: B["type"]): Standing<B>[] {
    return this.standing.filter((one): one is Standing<B> => one.body.type === type);
  }

  #all<B extends Body>(type: B["type"]): Standing<B>[] {
    return this.#every<B>(type).filter((one) => !this.#isRevoked(one));
  }
}
