import { equalBytes, toBase64Url } from "./bytes.js";
import type {
  CertificateBody,
  DeskBody,
  OfficerBody,
  PolicyBody,
  RevokeBody,
  RosterBody,
} from "./certificateBody.js";
import { certificateTypes } from "./certificateBody.js";
import { certificateHash, isSignedBy, type LoggedCertificate, readCertificate } from "./certificates.js";
import { isUsableKey } from "./wrap.js";

/** A certificate that stands: its chain to the root was verified. */
export type Verified<Body extends CertificateBody> = {
  readonly body: Body;
  readonly hash: Uint8Array;
  readonly logIndex: number;
  /** Where in the log it was revoked; undefined when it was not. */
  readonly revokedAt: number | undefined;
};

export type CertificateFault =
  | "malformed"
  | "organisation"
  | "lifetime"
  | "log-index"
  | "signature"
  | "version"
  | "kind"
  | "members"
  | "roster"
  | "key"
  | "target";

/** The certificates of one organisation as verified from its pinned root, in log order (DESIGN §2.3). */
export type Trust = {
  /** How many entries of the log these are, refused ones too: what a longer log decided cannot be judged. */
  readonly logSize: number;
  /** The desk certificate to seal for now; undefined when none is valid at `nowMs`. */
  currentDesk(deskId: string): Verified<DeskBody> | undefined;
  currentRoster(deskId: string): Verified<RosterBody> | undefined;
  /** Any desk certificate that stood once, expired, superseded and revoked ones too: for history. */
  deskByCertHash(hash: Uint8Array): Verified<DeskBody> | undefined;
  /** As `deskByCertHash`, by the desk's id and the number of its epoch. */
  deskEpoch(deskId: string, epoch: number): Verified<DeskBody> | undefined;
  /** As `deskByCertHash`, for rosters. */
  rosterByCertHash(hash: Uint8Array): Verified<RosterBody> | undefined;
  /** The roster in force when the log had `logSize` entries; undefined when there was none or it was revoked. */
  rosterAt(deskId: string, logSize: number): Verified<RosterBody> | undefined;
  /** Current desks that citizens can be sent to, in order of first appearance in the log. */
  desks(): readonly Verified<DeskBody>[];
  archiveDesk(): Verified<DeskBody> | undefined;
  /** Officers whose certificate is valid at `nowMs`. */
  officers(): readonly Verified<OfficerBody>[];
  readonly rejected: readonly { readonly why: CertificateFault; readonly logIndex: number }[];
};

type Entry = LoggedCertificate & { readonly body: CertificateBody; readonly hash: Uint8Array };

const dayMs = 86_400_000;

/** Whether a certificate's period covers the moment. */
export const isValidAt = (body: CertificateBody, ms: number): boolean =>
  body.not_before <= ms && ms < body.not_after;

/** Whether it was revoked before the log reached `logSize` entries. */
export const isRevokedAt = (verified: { revokedAt: number | undefined }, logSize: number): boolean =>
  verified.revokedAt !== undefined && verified.revokedAt < logSize;

/**
 * Verifies certificates from the pinned root down, in log order, so that what stood when a certificate was
 * logged decides about it. Nothing throws on hostile input: what does not stand is in `rejected`.
 * `nowMs` decides what is *current*; the rest serves history.
 */
export async function buildTrust(input: {
  readonly rootVk: Uint8Array;
  readonly organisation: string;
  readonly nowMs: number;
  readonly certificates: readonly LoggedCertificate[];
}): Promise<Trust> {
  const register = new Register(input.rootVk);
  const rejected: { why: CertificateFault; logIndex: number }[] = [];
  const seen = new Set<number>();
  let logSize = 0;
  for (const certificate of input.certificates.toSorted((a, b) => a.logIndex - b.logIndex)) {
    const { logIndex } = certificate;
    const read = readCertificate(certificate);
    let why: CertificateFault | undefined;
    if (!Number.isSafeInteger(logIndex) || logIndex < 0 || seen.has(logIndex)) why = "log-index";
    else if (!read.ok) why = read.why;
    else if (read.body.org !== input.organisation) why = "organisation";
    else if (!hasAllowedLifetime(read.body)) why = "lifetime";
    else {
      const hash = await certificateHash(certificate.payloadBytes);
      why = register.add({ ...certificate, body: read.body, hash });
    }
    seen.add(logIndex);
    if (why !== "log-index") logSize = logIndex + 1;
    if (why) rejected.push({ why, logIndex });
  }
  return { ...register.view(input.nowMs), logSize, rejected };
}

function hasAllowedLifetime(body: CertificateBody): boolean {
  const durationMs = body.not_after - body.not_before;
  return durationMs > 0 && durationMs <= certificateTypes[body.type].maxDays * dayMs;
}

/** What stands so far, while certificates are added in log order. */
class Register {
  readonly #rootVk: Uint8Array;
  readonly #officers: Verified<OfficerBody>[] = [];
  readonly #policies: Verified<PolicyBody>[] = [];
  /** Per desk id, oldest first. */
  readonly #rosters = new Map<string, Verified<RosterBody>[]>();
  readonly #desks = new Map<string, Verified<DeskBody>[]>();

  constructor(rootVk: Uint8Array) {
    this.#rootVk = rootVk;
  }

  /** Undefined when it stands from now on, else why not. */
  add(entry: Entry): CertificateFault | undefined {
    const { body } = entry;
    switch (body.type) {
      case "officer":
        return this.#byRoot(entry) ? keep(this.#officers, { ...entry, body }) : "signature";
      case "policy":
        return this.#byRoot(entry) ? keep(this.#policies, { ...entry, body }) : "signature";
      case "roster":
        return this.#addRoster(entry, body);
      case "desk":
        return this.#addDesk(entry, body);
      case "revoke":
        return this.#revoke(entry, body);
    }
  }

  #byRoot(entry: Entry): boolean {
    return isSignedBy(entry, entry.body.type, this.#rootVk);
  }

  /** How many different officers, in office when the certificate begins, signed it. */
  #officerCount(entry: Entry): number {
    const signing = this.#officers.filter(
      ({ body, revokedAt }) =>
        revokedAt === undefined &&
        isValidAt(body, entry.body.not_before) &&
        isSignedBy(entry, entry.body.type, body.vk),
    );
    const people = new Set(signing.map(({ body }) => body.officer));
    const keys = new Set(signing.map(({ body }) => toBase64Url(body.vk)));
    return Math.min(people.size, keys.size);
  }

  /** Without a policy in force the stricter rule holds. */
  #signaturesNeeded(atMs: number): number {
    const policy = this.#policies.findLast(
      ({ body, revokedAt }) => revokedAt === undefined && isValidAt(body, atMs),
    );
    return policy?.body.roster_signatures ?? 2;
  }

  #addRoster(entry: Entry, body: RosterBody): CertificateFault | undefined {
    if (this.#officerCount(entry) < this.#signaturesNeeded(body.not_before)) return "signature";
    const earlier = this.#rosters.get(body.desk) ?? [];
    const last = earlier.at(-1);
    if (
      !follows(
        { number: body.version, prevHash: body.prev_hash },
        last && { number: last.body.version, hash: last.hash },
      )
    )
      return "version";
    if (last ? last.body.kind !== body.kind : body.kind === "archive" && this.#hasArchive()) return "kind";
    if (!hasDistinctMembers(body)) return "members";
    if (!body.members.every(({ pk }) => isUsableKey(1, pk))) return "key";
    this.#rosters.set(body.desk, earlier);
    return keep(earlier, { ...entry, body });
  }

  #hasArchive(): boolean {
    return [...this.#rosters.values()].some((rosters) => rosters[0]?.body.kind === "archive");
  }

  #addDesk(entry: Entry, body: DeskBody): CertificateFault | undefined {
    const roster = this.#rosters.get(body.desk)?.at(-1);
    if (!roster || !equalBytes(roster.hash, body.roster_hash)) return "roster";
    if (roster.revokedAt !== undefined || !isValidAt(roster.body, body.not_before)) return "roster";
    if (roster.body.kind !== body.kind) return "kind";
    const rotators = roster.body.members.filter(({ rights }) => rights.includes("rotate"));
    if (!rotators.some(({ vk }) => isSignedBy(entry, "desk", vk))) return "signature";
    const earlier = this.#desks.get(body.desk) ?? [];
    const last = earlier.at(-1);
    if (
      !follows(
        { number: body.epoch, prevHash: body.prev_hash },
        last && { number: last.body.epoch, hash: last.hash },
      )
    )
      return "version";
    if (!isUsableKey(body.enc_alg, body.enc_pk)) return "key";
    this.#desks.set(body.desk, earlier);
    return keep(earlier, { ...entry, body });
  }

  #revoke(entry: Entry, body: RevokeBody): CertificateFault | undefined {
    if (!this.#byRoot(entry) && this.#officerCount(entry) === 0) return "signature";
    const lists: readonly Verified<CertificateBody>[][] = [
      this.#officers,
      this.#policies,
      ...this.#rosters.values(),
      ...this.#desks.values(),
    ];
    for (const list of lists) {
      const index = list.findIndex(({ hash }) => equalBytes(hash, body.revoked));
      const target = list[index];
      if (target) {
        list[index] = { ...target, revokedAt: target.revokedAt ?? entry.logIndex };
        return undefined;
      }
    }
    return "target";
  }

  view(nowMs: number): Omit<Trust, "logSize" | "rejected"> {
    const stands = (verified: Verified<CertificateBody>): boolean =>
      verified.revokedAt === undefined && isValidAt(verified.body, nowMs);
    const ifStands = <B extends CertificateBody>(
      verified: Verified<B> | undefined,
    ): Verified<B> | undefined => (verified && stands(verified) ? verified : undefined);
    const rosterByCertHash = (hash: Uint8Array) =>
      [...this.#rosters.values()].flat().find((roster) => equalBytes(roster.hash, hash));
    const currentDesk = (deskId: string) => {
      const desk = ifStands(this.#desks.get(deskId)?.at(-1));
      return desk && ifStands(rosterByCertHash(desk.body.roster_hash)) && desk;
    };
    const current = [...this.#rosters.keys()].flatMap((deskId) => currentDesk(deskId) ?? []);
    return {
      currentDesk,
      currentRoster: (deskId) => ifStands(this.#rosters.get(deskId)?.at(-1)),
      deskByCertHash: (hash) => [...this.#desks.values()].flat().find((desk) => equalBytes(desk.hash, hash)),
      deskEpoch: (deskId, epoch) => this.#desks.get(deskId)?.find(({ body }) => body.epoch === epoch),
      rosterByCertHash,
      rosterAt: (deskId, logSize) => {
        const roster = this.#rosters.get(deskId)?.findLast(({ logIndex }) => logIndex < logSize);
        return roster && !isRevokedAt(roster, logSize) ? roster : undefined;
      },
      desks: () => current.filter(({ body }) => body.kind === "desk"),
      archiveDesk: () => current.find(({ body }) => body.kind === "archive"),
      officers: () => this.#officers.filter(stands),
    };
  }
}

function keep<B extends CertificateBody>(
  list: Verified<B>[],
  { body, hash, logIndex }: Entry & { body: B },
): undefined {
  list.push({ body, hash, logIndex, revokedAt: undefined });
}

/** A series starts at 1 with a zero hash and goes up by one, each naming the one before: it never goes back. */
function follows(
  next: { number: number; prevHash: Uint8Array },
  last: { number: number; hash: Uint8Array } | undefined,
): boolean {
  return (
    next.number === (last?.number ?? 0) + 1 && equalBytes(next.prevHash, last?.hash ?? new Uint8Array(32))
  );
}

function hasDistinctMembers({ members }: RosterBody): boolean {
  const distinct = (values: readonly string[]) => new Set(values).size === members.length;
  return (
    distinct(members.map(({ agent }) => agent)) &&
    distinct(members.map(({ vk }) => toBase64Url(vk))) &&
    members.every(({ rights }) => new Set(rights).size === rights.length)
  );
}
