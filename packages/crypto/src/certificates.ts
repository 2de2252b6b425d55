import { concat, equalBytes, sha256, u8, utf8 } from "./bytes.js";
import { decodeCanonical, encodeCanonical } from "./canonicalJson.js";
import { type CertificateBody, certificateTypes } from "./certificateBody.js";
import { type SigningKeys, sign, tagged, verify } from "./primitives.js";

/** One signature over a certificate's payload: vk 32 bytes, signature 64 bytes. */
export type CertificateSignature = { readonly vk: Uint8Array; readonly signature: Uint8Array };

/** The exact bytes of a canonical JSON body and the detached signatures over them (DESIGN §2.3). */
export type Certificate = {
  readonly payloadBytes: Uint8Array;
  readonly signatures: readonly CertificateSignature[];
};

/** A certificate with its place in the transparency log, as it comes over the wire. */
export type LoggedCertificate = Certificate & { readonly logIndex: number };

const maxPayloadBytes = 262_144;

const signatureTag = (type: CertificateBody["type"]): string => `MCE1/cert-${type}`;

/**
 * Signs a body with each of the given keys. Throws RangeError for a body that no reader would accept,
 * since that is our own mistake and must not reach the log.
 */
export function signCertificate(body: CertificateBody, signers: readonly SigningKeys[]): Certificate {
  const payloadBytes = encodeCanonical(certificateTypes[body.type].codec, body);
  const certificate = { payloadBytes, signatures: [] };
  if (!readCertificate(certificate).ok) throw new RangeError("not a valid certificate body");
  return signers.reduce<Certificate>(addSignature, certificate);
}

/** The same certificate with one more signature, for a second officer; throws RangeError for an unreadable one. */
export function addSignature(certificate: Certificate, keys: SigningKeys): Certificate {
  const read = readCertificate(certificate);
  if (!read.ok) throw new RangeError("not a valid certificate body");
  const signature = sign(keys.sk, signatureTag(read.body.type), certificate.payloadBytes);
  return { ...certificate, signatures: [...certificate.signatures, { vk: keys.vk, signature }] };
}

/** The body, strictly parsed. It says nothing yet about signatures: that is `buildTrust`. */
export function readCertificate(
  certificate: Certificate,
): { ok: true; body: CertificateBody } | { ok: false; why: "malformed" } {
  if (certificate.payloadBytes.length <= maxPayloadBytes) {
    for (const { codec } of Object.values(certificateTypes)) {
      const body = decodeCanonical(codec, certificate.payloadBytes);
      if (body) return { ok: true, body };
    }
  }
  return { ok: false, why: "malformed" };
}

/** Whether `vk` signed this payload as a certificate of this type. */
export const isSignedBy = (
  certificate: Certificate,
  type: CertificateBody["type"],
  vk: Uint8Array,
): boolean =>
  certificate.signatures.some(
    (one) =>
      equalBytes(one.vk, vk) &&
      verify({ vk, signature: one.signature }, signatureTag(type), certificate.payloadBytes),
  );

/** 32 bytes: SHA-256(LP("MCE1/cert") ‖ payload), so that parties without libsodium can follow the links. */
export const certificateHash = (payloadBytes: Uint8Array): Promise<Uint8Array> =>
  sha256(concat(tagged("MCE1/cert"), payloadBytes));

/** The 42 bytes of its log entry: "MCE1/leaf" ‖ type u8 ‖ SHA-256(payload). */
export const certificateLeaf = async (
  type: CertificateBody["type"],
  payloadBytes: Uint8Array,
): Promise<Uint8Array> =>
  concat(utf8("MCE1/leaf"), u8(certificateTypes[type].leafType), await sha256(payloadBytes));
