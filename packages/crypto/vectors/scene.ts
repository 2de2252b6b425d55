import { bytesToUuid, sha256, utf8 } from "../src/bytes.js";
import type { CertificateBody, RosterMember } from "../src/certificateBody.js";
import { certificateHash, type LoggedCertificate, signCertificate } from "../src/certificates.js";
import { type AcceptedEpoch, checkEpoch, type EpochContext } from "../src/checkEpoch.js";
import { citizenParticipant, createEpoch, type NewEpoch } from "../src/epoch.js";
import { type Participant, readEpoch } from "../src/epochRecord.js";
import {
  type AgentKeys,
  agentFromSeed,
  citizenFromEntropy,
  deskFromSeed,
  signingKeysFromSeed,
} from "../src/keys.js";
import { hash, type SigningKeys } from "../src/primitives.js";
import { ready } from "../src/sodium.js";
import { buildTrust, type Trust } from "../src/trust.js";
import type { WrapAlgorithm } from "../src/wrap.js";

await ready();

/** 32 bytes that depend only on the label: everything in the vectors that can be fixed is. */
export const seedOf = (label: string): Uint8Array => hash("MCE1/vector-seed", utf8(label));
export const id16 = (label: string): Uint8Array => seedOf(label).slice(0, 16);
export const uuidOf = (label: string): string => bytesToUuid(id16(label));

export const startMs = 1_760_000_000_000;
export const dayMs = 86_400_000;
export const nowMs = startMs + dayMs;
export const organisation = uuidOf("organisation");
export const noHash = new Uint8Array(32);

export type RosterOptions = {
  readonly version?: number;
  readonly previousHash?: Uint8Array;
  readonly kind?: "desk" | "archive";
};

/** A transparency log of certificates while it grows; what a ceremony would write. */
export class Ledger {
  readonly certificates: LoggedCertificate[] = [];

  period(days: number) {
    const salt = id16(`salt ${this.certificates.length}`);
    return { v: 1, org: organisation, not_before: startMs, not_after: startMs + days * dayMs, salt } as const;
  }

  /** Adds a signed body and gives its certificate hash. */
  async add(body: CertificateBody, signers: readonly SigningKeys[]): Promise<Uint8Array> {
    const certificate = signCertificate(body, signers);
    this.certificates.push({ ...certificate, logIndex: this.certificates.length });
    return certificateHash(certificate.payloadBytes);
  }

  copy(): Ledger {
    const copy = new Ledger();
    copy.certificates.push(...this.certificates);
    return copy;
  }

  trust(atMs = nowMs): Promise<Trust> {
    const { certificates } = this;
    return buildTrust({ rootVk: people.root.vk, organisation, nowMs: atMs, certificates });
  }
}

/** The people of the vectors. Sanne and Bram answer for desk waste, Rik reviews, Arno keeps the archive. */
export const people = {
  root: signingKeysFromSeed(seedOf("root")),
  officers: [signingKeysFromSeed(seedOf("officer 1")), signingKeysFromSeed(seedOf("officer 2"))] as const,
  sanne: agentFromSeed(seedOf("sanne")),
  bram: agentFromSeed(seedOf("bram")),
  rik: agentFromSeed(seedOf("rik")),
  arno: agentFromSeed(seedOf("arno")),
  outsider: agentFromSeed(seedOf("outsider")),
  citizen: citizenFromEntropy(id16("citizen")),
  otherCitizen: citizenFromEntropy(id16("other citizen")),
} as const;

export async function member(name: string, rights: RosterMember["rights"]): Promise<RosterMember> {
  const keys: AgentKeys = agentFromSeed(seedOf(name));
  return {
    agent: uuidOf(name),
    vk: keys.signing.vk,
    pk: keys.box.pk,
    xwing_hash: await sha256(keys.xwing.pk),
    alias: name,
    rights,
  };
}

export const deskSeed = (name: string, epoch: number): Uint8Array => seedOf(`desk ${name} ${epoch}`);

export async function rosterBody(
  ledger: Ledger,
  desk: string,
  {
    members,
    version = 1,
    previousHash = noHash,
    kind = "desk",
  }: RosterOptions & { members: readonly RosterMember[] },
): Promise<CertificateBody & { type: "roster" }> {
  const series = { desk: uuidOf(desk), kind, version, prev_hash: previousHash };
  const { v, ...period } = ledger.period(90);
  return { v, type: "roster", ...period, ...series, members };
}

export type DeskOptions = {
  readonly rosterHash: Uint8Array;
  readonly epoch?: number;
  readonly previousHash?: Uint8Array;
  readonly kind?: "desk" | "archive";
  readonly alg?: WrapAlgorithm;
};

export function deskBody(
  ledger: Ledger,
  desk: string,
  { rosterHash, epoch = 1, previousHash = noHash, kind = "desk", alg = 1 }: DeskOptions,
): CertificateBody & { type: "desk" } {
  const keys = deskFromSeed(deskSeed(desk, epoch));
  const { v, ...period } = ledger.period(35);
  return {
    v,
    type: "desk",
    ...period,
    desk: uuidOf(desk),
    kind,
    name: desk,
    epoch,
    enc_alg: alg,
    enc_pk: alg === 1 ? keys.box.pk : keys.xwing.pk,
    roster_hash: rosterHash,
    prev_hash: previousHash,
  };
}

export type Scene = {
  readonly alg: WrapAlgorithm;
  readonly ledger: Ledger;
  readonly hashes: Record<
    "wasteRoster" | "wasteDesk" | "archiveRoster" | "archiveDesk" | "qualityRoster",
    Uint8Array
  >;
  readonly participants: Record<"citizen" | "waste" | "archive" | "reviewer", Participant>;
};

/** An organisation with two officers, four eyes on rosters, desk waste, an archive and a quality team. */
export async function buildScene(alg: WrapAlgorithm): Promise<Scene> {
  const ledger = new Ledger();
  const { root: rootKeys, officers, sanne, arno, rik, citizen } = people;
  for (const [i, officer] of officers.entries()) {
    const { v, ...period } = ledger.period(400);
    const name = `officer ${i + 1}`;
    await ledger.add({ v, type: "officer", ...period, officer: uuidOf(name), name, vk: officer.vk }, [
      rootKeys,
    ]);
  }
  const { v, ...period } = ledger.period(400);
  await ledger.add({ v, type: "policy", ...period, roster_signatures: 2 }, [rootKeys]);

  const wasteMembers = [await member("sanne", ["answer", "rotate"]), await member("bram", ["answer"])];
  const wasteRoster = await ledger.add(
    await rosterBody(ledger, "waste", { members: wasteMembers }),
    officers,
  );
  const wasteDesk = await ledger.add(deskBody(ledger, "waste", { rosterHash: wasteRoster, alg }), [
    sanne.signing,
  ]);

  const kind = "archive";
  const archivists = [await member("arno", ["rotate"])];
  const archiveRoster = await ledger.add(
    await rosterBody(ledger, "archive", { members: archivists, kind }),
    officers,
  );
  const archiveDesk = await ledger.add(
    deskBody(ledger, "archive", { rosterHash: archiveRoster, alg, kind }),
    [arno.signing],
  );
  const reviewers = [await member("rik", ["review", "rotate"])];
  const qualityRoster = await ledger.add(
    await rosterBody(ledger, "quality", { members: reviewers }),
    officers,
  );

  const wrapKey = (keys: { box: { pk: Uint8Array }; xwing: { pk: Uint8Array } }) =>
    alg === 1 ? keys.box.pk : keys.xwing.pk;
  const participants = {
    citizen: citizenParticipant(citizen, alg),
    waste: { role: "desk", alg, certHash: wasteDesk, pk: wrapKey(deskFromSeed(deskSeed("waste", 1))) },
    archive: {
      role: "archive",
      alg,
      certHash: archiveDesk,
      pk: wrapKey(deskFromSeed(deskSeed("archive", 1))),
    },
    reviewer: { role: "reviewer", alg, certHash: qualityRoster, pk: wrapKey(rik) },
  } as const;
  return {
    alg,
    ledger,
    hashes: { wasteRoster, wasteDesk, archiveRoster, archiveDesk, qualityRoster },
    participants,
  };
}

export const conversation = id16("conversation");

/** What a citizen signs to begin a conversation with desk waste. */
export function firstEpoch({ ledger, participants }: Scene): NewEpoch {
  return {
    conversation,
    reason: "first",
    timeMs: nowMs,
    log: { size: ledger.certificates.length, root: seedOf("log root") },
    creator: { role: "citizen", keys: people.citizen.signing },
    participants: [participants.citizen, participants.waste, participants.archive],
  };
}

export type MadeEpoch = { readonly recordBytes: Uint8Array; readonly key: Uint8Array };

/** Reads and checks an epoch that is expected to stand; throws with the reason when it does not. */
export async function accept(recordBytes: Uint8Array, context: EpochContext): Promise<AcceptedEpoch> {
  const read = readEpoch(recordBytes);
  if (!read.ok) throw new Error(read.why);
  const checked = await checkEpoch(read.record, context);
  if (!checked.ok) throw new Error(checked.why);
  return checked.epoch;
}

/** The first epoch of the scene, made and accepted. */
export async function startConversation(
  scene: Scene,
): Promise<{ made: MadeEpoch; epoch: AcceptedEpoch; context: EpochContext }> {
  const trust = await scene.ledger.trust();
  const context: EpochContext = { channel: "public", previous: undefined, trust, arrival: "new", nowMs };
  const made = createEpoch(firstEpoch(scene), { random: (length) => seedOf("epoch key").slice(0, length) });
  return { made, epoch: await accept(made.recordBytes, context), context };
}
