import { Bundle, BundleContent } from "@eigenkanaal/protocol";
import { CertificateRefused, Register, type Standing } from "./register.js";
import { isSigned } from "./signatures.js";

/** A bundle cannot be added; the message is one sentence for whoever imports it. Nothing of it was added. */
export class BundleRefused extends Error {
  override readonly name = "BundleRefused";
}

/** The content of a bundle file. Throws BundleRefused unless form and signature are right; by whom is for `verifyBundle`. */
export const readBundle = (text: string): { content: BundleContent; vk: Uint8Array } => {
  const bundle = Bundle.safeParse(parseJson(text));
  if (!bundle.success) throw new BundleRefused("The file is not a bundle.");
  const contentBytes = Buffer.from(bundle.data.content, "base64url");
  const vk = Buffer.from(bundle.data.vk, "base64url");
  const signature = Buffer.from(bundle.data.signature, "base64url");
  if (!isSigned("MCE1/bundle", contentBytes, { vk, signature }))
    throw new BundleRefused("The bundle's signature is not right.");
  const content = BundleContent.safeParse(parseJson(contentBytes.toString("utf8")));
  if (!content.success) throw new BundleRefused("The bundle's content has not the right form.");
  return { content: content.data, vk };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a bundle adds to what the database holds already. */
export type Addition = { register: Register; added: Standing[] };

/**
 * Verifies a bundle whole on top of the certificates that are there: by whom it is signed, that each certificate stands,
 * that desks, members and wrapped keys belong to what the certificates say. Throws BundleRefused at the first fault.
 */
export const verifyBundle = (
  { content, vk }: { content: BundleContent; vk: Uint8Array },
  known: {
    certificates: BundleContent["certificates"];
    desks: Map<string, string>;
    members: Map<string, string>;
  },
  nowMs: number,
): Addition => {
  const register = new Register(content.organisation, Buffer.from(content.rootVk, "base64url"));
  let added: Standing[];
  try {
    for (const certificate of known.certificates) register.add(certificate);
    added = content.certificates.map((certificate) => register.add(certificate));
  } catch (error) {
    if (error instanceof CertificateRefused) throw new BundleRefused(`Refused: ${error.message}.`);
    throw error;
  }
  if (!register.mayHandIn(vk, nowMs)) throw new BundleRefused("Refused: signed by neither root nor officer.");
  requireDesks(content, { known: known.desks, added });
  requireMembers(content, { known: known.members, added });
  requireDeskKeys(content, register);
  return { register, added };
};

const requireDesks = (
  content: BundleContent,
  { known, added }: { known: Map<string, string>; added: Standing[] },
) => {
  const kinds = new Map(known);
  for (const { desk, kind } of content.desks) {
    if (kinds.has(desk)) throw new BundleRefused(`Refused: the desk ${desk} exists already.`);
    kinds.set(desk, kind);
  }
  for (const { body, logIndex } of added)
    if ((body.type === "roster" || body.type === "desk") && kinds.get(body.desk) !== body.kind)
      throw new BundleRefused(`Refused: certificate ${logIndex} is of a desk that is not there.`);
};

const requireMembers = (
  content: BundleContent,
  { known, added }: { known: Map<string, string>; added: Standing[] },
) => {
  const vks = new Map(known);
  for (const { member, account, vk } of content.members) {
    if (vks.has(member)) throw new BundleRefused(`Refused: the member ${member} exists already.`);
    if (account.split("@")[1] !== content.domain)
      throw new BundleRefused(`Refused: the account of member ${member} is of another domain.`);
    vks.set(member, vk);
  }
  for (const { body, logIndex } of added)
    if (body.type === "roster" && body.members.some(({ agent, vk }) => vks.get(agent) !== vk))
      throw new BundleRefused(
        `Refused: the roster ${logIndex} names someone who is no member, or with another key.`,
      );
};

const requireDeskKeys = (content: BundleContent, register: Register) => {
  for (const { desk, epoch, member } of content.deskKeys) {
    const certified = register.standing.some(
      ({ body }) => body.type === "desk" && body.desk === desk && body.epoch === epoch,
    );
    const onRoster = register.newestRoster(desk)?.body.members.some(({ agent }) => agent === member);
    if (!certified || !onRoster)
      throw new BundleRefused(`Refused: a key of the desk ${desk} for someone who should not have it.`);
  }
};
