import { join } from "node:path";
import {
  buildTrust,
  type Certificate,
  type CertificateBody,
  type CertificateFault,
  certificateHash,
  fromBase64Url,
  type LoggedCertificate,
  type RosterBody,
  readCertificate,
  type Trust,
  toBase64Url,
  type Verified,
} from "@eigenkanaal/crypto";
import { BundleContent, MemberId } from "@eigenkanaal/protocol";
import { z } from "zod";
import { Refusal, required } from "./refusal.js";

/**
 * All that is public about an organisation's trust: what bundles are made of, and beside it the members'
 * X-Wing keys, because wraps need them whole and rosters hold only their hash.
 */
export const Organisation = z.strictObject({
  content: BundleContent,
  wrapKeys: z.array(z.strictObject({ member: MemberId, pk: z.string(), xwingPk: z.string() })),
});
export type Organisation = z.infer<typeof Organisation>;

/** Where a ceremony's folder keeps what. */
export const places = (dir: string) => ({
  organisation: join(dir, "organisation.json"),
  card: join(dir, "organisation-card.json"),
  rootHalves: [join(dir, "root-a"), join(dir, "root-b")] as const,
  officers: join(dir, "officers"),
  letters: join(dir, "letters"),
});

/** Bytes that a file of ours holds as base64url; a file that spells them otherwise is refused. */
export const bytesOf = (text: string): Uint8Array =>
  required(fromBase64Url(text), "A file holds binary data that is not base64url.");

const logged = (resource: BundleContent["certificates"][number]): LoggedCertificate => ({
  payloadBytes: bytesOf(resource.payload),
  signatures: resource.signatures.map(({ vk, signature }) => ({
    vk: bytesOf(vk),
    signature: bytesOf(signature),
  })),
  logIndex: resource.logIndex,
});

const faultWords: Record<CertificateFault, string> = {
  malformed: "it is not a certificate",
  organisation: "it is of another organisation",
  lifetime: "it is valid for longer than is allowed",
  "log-index": "its place in the log is taken or impossible",
  signature: "the signatures that it needs are missing or false",
  version: "it does not follow the one before it",
  kind: "it changes what kind of desk it is, or there would be two archives",
  members: "it names a member twice",
  roster: "it does not name the roster in force",
  key: "it holds a key that cannot be used",
  target: "what it revokes is not there",
};

/** The verified view at `nowMs`. Refuses when a single certificate does not stand. */
export async function trustOf(content: BundleContent, nowMs: number): Promise<Trust> {
  const trust = await buildTrust({
    rootVk: bytesOf(content.rootVk),
    organisation: content.organisation,
    nowMs,
    certificates: content.certificates.map(logged),
  });
  const [rejected] = trust.rejected;
  if (rejected) {
    throw new Refusal(`Certificate ${rejected.logIndex} does not stand: ${faultWords[rejected.why]}.`);
  }
  return trust;
}

/** All certificates that can be read, in log order. Whether they stand is for `trustOf` to say. */
export const readCertificates = (
  content: BundleContent,
): { body: CertificateBody; payloadBytes: Uint8Array }[] =>
  content.certificates.flatMap((resource) => {
    const certificate = logged(resource);
    const read = readCertificate(certificate);
    return read.ok ? [{ body: read.body, payloadBytes: certificate.payloadBytes }] : [];
  });

type BodyOf<T extends CertificateBody["type"]> = Extract<CertificateBody, { type: T }>;

/** A desk's newest roster or key certificate with its hash, whether or not it has ended; undefined before the first. */
export async function newestOfDesk<T extends "roster" | "desk">(
  content: BundleContent,
  type: T,
  desk: string,
): Promise<{ body: BodyOf<T>; hash: Uint8Array } | undefined> {
  const isOfDesk = (body: CertificateBody): body is BodyOf<T> =>
    body.type === type && "desk" in body && body.desk === desk;
  for (const { body, payloadBytes } of readCertificates(content).toReversed()) {
    if (isOfDesk(body)) return { body, hash: await certificateHash(payloadBytes) };
  }
  return undefined;
}

/** The same organisation with one more certificate, next in the log. */
export function withCertificate(organisation: Organisation, certificate: Certificate): Organisation {
  const { content } = organisation;
  const resource = {
    payload: toBase64Url(certificate.payloadBytes),
    signatures: certificate.signatures.map(({ vk, signature }) => ({
      vk: toBase64Url(vk),
      signature: toBase64Url(signature),
    })),
    logIndex: logSize(content),
  };
  return { ...organisation, content: { ...content, certificates: [...content.certificates, resource] } };
}

/** How many leaves the log has once everything so far is imported. */
export const logSize = (content: BundleContent): number => (content.certificates.at(-1)?.logIndex ?? -1) + 1;

/** The desk of this id or this name. */
export function findDesk(content: BundleContent, idOrName: string): BundleContent["desks"][number] {
  const desk = content.desks.find(({ desk, name }) => desk === idOrName || name === idOrName);
  return required(desk, `There is no desk "${idOrName}" in ${content.name}.`);
}

/** The roster of a desk that stands at the moment of `trust`. */
export function currentRoster(trust: Trust, desk: { desk: string; name: string }): Verified<RosterBody> {
  return required(trust.currentRoster(desk.desk), `The roster of "${desk.name}" has ended; renew it first.`);
}

/** The public card of an organisation: what a member needs to enrol. The organisation number vouches for it. */
export const OrganisationCard = z.strictObject({
  organisation: BundleContent.shape.organisation,
  name: BundleContent.shape.name,
  domain: BundleContent.shape.domain,
  rootVk: BundleContent.shape.rootVk,
});
export type OrganisationCard = z.infer<typeof OrganisationCard>;

export const cardOf = ({ organisation, name, domain, rootVk }: BundleContent): OrganisationCard => ({
  organisation,
  name,
  domain,
  rootVk,
});
