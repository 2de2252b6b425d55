import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { concat, organisationNumber, sha256, toCrockford, u8, utf8 } from "@eigenkanaal/crypto";
import { BundleMember } from "@eigenkanaal/protocol";
import { z } from "zod";
import { type Existing, readJson, readText, writeOwnFile } from "../folder.js";
import { makeIdentity, PublicIdentity } from "../identity.js";
import { bytesOf, OrganisationCard } from "../organisation.js";
import { Refusal } from "../refusal.js";

/** What somebody who wants to join hands to an officer: public parts only. */
export const AdmissionRequest = z.strictObject({
  v: z.literal(1),
  organisation: OrganisationCard.shape.organisation,
  account: BundleMember.shape.account,
  name: BundleMember.shape.name,
  identity: PublicIdentity,
});
export type AdmissionRequest = z.infer<typeof AdmissionRequest>;

/**
 * What the member reads out and the officer compares, in person: the first 16 bytes of
 * SHA-256(LP("MCE1/admission") ‖ the request's exact bytes) as Crockford base32 with its check symbol.
 */
async function requestFingerprint(requestText: string): Promise<string> {
  const tag = utf8("MCE1/admission");
  const digest = await sha256(concat(u8(tag.length), tag, utf8(requestText)));
  return toCrockford(digest.subarray(0, 16));
}

/** Digits only, so that a number can be typed with or without its spaces. */
const digits = (number: string): string => number.replace(/\D/g, "");

/**
 * Makes a member's own identity on their own machine and the request to be admitted. The organisation number
 * that the member was told must be that of the card's root, because that root is pinned under the new key.
 * Passphrase and recovery kit are only told, never written.
 */
export async function enrol(options: {
  cardPath: string;
  organisationNumber: string;
  account: string;
  name: string;
  out: string;
  argon2MemBytes: number;
  existing: Existing;
}): Promise<string> {
  const card = await readJson(OrganisationCard, options.cardPath);
  const rootVk = bytesOf(card.rootVk);
  if (digits(options.organisationNumber) !== digits(organisationNumber(rootVk))) {
    throw new Refusal(
      "The card is not of the organisation with this number. Do not go on; ask who gave you the card.",
    );
  }
  const account = BundleMember.shape.account.safeParse(options.account);
  if (!account.success || !account.data.endsWith(`@${card.domain}`)) {
    throw new Refusal(`An account looks like name@${card.domain}, in lower case.`);
  }
  const of = { member: randomUUID(), organisation: card.organisation, rootVk };
  const identity = await makeIdentity(of, options.argon2MemBytes);
  const request: AdmissionRequest = {
    v: 1,
    organisation: card.organisation,
    account: account.data,
    name: options.name,
    identity: identity.public,
  };
  const text = `${JSON.stringify(request)}\n`;
  const path = join(options.out, `${account.data}.request.json`);
  await writeOwnFile(path, text, options.existing);
  return `Your identity is made. This is shown once; nothing keeps it but you.

Account:      ${account.data}
Passphrase:   ${identity.passphrase}
Recovery kit: ${identity.recoveryKit}

Learn the passphrase or put it in a password safe; keep the recovery kit on paper, somewhere else.
Now bring ${path} to an officer, and read out this fingerprint when they ask:

  ${await requestFingerprint(text)}
`;
}

/** A request whose fingerprint is the one that was compared in person; refuses any other. */
export async function readRequest(path: string, fingerprint: string): Promise<AdmissionRequest> {
  const text = await readText(path);
  const plain = (code: string) => code.toUpperCase().replace(/[\s-]/g, "");
  if (plain(await requestFingerprint(text)) !== plain(fingerprint)) {
    throw new Refusal(
      "The fingerprint is not that of this request: it was changed on its way, or it is another's.",
    );
  }
  return readJson(AdmissionRequest, path);
}
