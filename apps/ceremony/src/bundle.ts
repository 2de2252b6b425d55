import { isBundleSignedBy, type SigningKeys, signBundle, toBase64Url, utf8 } from "@eigenkanaal/crypto";
import { Bundle, BundleContent } from "@eigenkanaal/protocol";
import { parseJson } from "./folder.js";
import { bytesOf, logSize, readCertificates, trustOf } from "./organisation.js";
import { Refusal } from "./refusal.js";

/** What `now` has more than `before`: a bundle carries only that, because the gateway only adds. */
export const contentSince = (before: BundleContent | undefined, now: BundleContent): BundleContent => ({
  ...now,
  certificates: now.certificates.slice(before?.certificates.length ?? 0),
  desks: now.desks.slice(before?.desks.length ?? 0),
  members: now.members.slice(before?.members.length ?? 0),
  deskKeys: now.deskKeys.slice(before?.deskKeys.length ?? 0),
});

/** A content as a bundle, signed by an officer or the root. */
export function signedBundle(content: BundleContent, signer: SigningKeys): Bundle {
  const contentBytes = utf8(JSON.stringify(content));
  return {
    content: toBase64Url(contentBytes),
    vk: toBase64Url(signer.vk),
    signature: toBase64Url(signBundle(contentBytes, signer)),
  };
}

/**
 * What an organisation's bundles say together, the first one first. Refuses unless each signature is true, each goes
 * on where the log stood, the last is signed by the root or an officer in office at `nowMs` (earlier ones by any
 * officer there was), and every certificate stands. Whether it is *your* root, only the organisation number tells.
 */
export async function openBundles(texts: readonly string[], nowMs: number): Promise<BundleContent> {
  const bundles = texts.map(openSignature);
  const content = bundles.map((bundle) => bundle.content).reduce(joined);
  const trust = await trustOf(content, nowMs);
  const everOfficers = readCertificates(content).flatMap(({ body }) =>
    body.type === "officer" ? [body] : [],
  );
  for (const [i, { vk }] of bundles.entries()) {
    const isLast = i === bundles.length - 1;
    const officers = isLast ? trust.officers().map(({ body }) => body) : everOfficers;
    if (vk !== content.rootVk && !officers.some((officer) => toBase64Url(officer.vk) === vk)) {
      throw new Refusal("The bundle is signed by somebody who is neither the root nor an officer in office.");
    }
  }
  requireCoherent(content);
  return content;
}

function openSignature(text: string): { content: BundleContent; vk: string } {
  const bundle = parseJson(Bundle, text, "The bundle");
  const contentBytes = bytesOf(bundle.content);
  const signed = { vk: bytesOf(bundle.vk), signature: bytesOf(bundle.signature) };
  if (!isBundleSignedBy(contentBytes, signed)) {
    throw new Refusal("The bundle's signature is false: it was changed after it was signed.");
  }
  const json = Buffer.from(contentBytes).toString("utf8");
  return { content: parseJson(BundleContent, json, "The bundle's content"), vk: bundle.vk };
}

function joined(earlier: BundleContent, later: BundleContent): BundleContent {
  if (earlier.organisation !== later.organisation || earlier.rootVk !== later.rootVk) {
    throw new Refusal("These bundles are of different organisations.");
  }
  if (later.certificates[0] && later.certificates[0].logIndex !== logSize(earlier)) {
    throw new Refusal(
      `A bundle is missing, or they are not in order: the log stands at ${logSize(earlier)}.`,
    );
  }
  return {
    ...later,
    certificates: [...earlier.certificates, ...later.certificates],
    desks: [...earlier.desks, ...later.desks],
    members: [...earlier.members, ...later.members],
    deskKeys: [...earlier.deskKeys, ...later.deskKeys],
  };
}

/** The lists of a bundle that no certificate covers must fit those that one does. */
function requireCoherent(content: BundleContent): void {
  const bodies = readCertificates(content).map(({ body }) => body);
  const inRosters = bodies.flatMap((body) => (body.type === "roster" ? body.members : []));
  for (const { member, account, vk } of content.members) {
    if (inRosters.some((seat) => seat.agent === member && toBase64Url(seat.vk) !== vk)) {
      throw new Refusal(`${account} stands in a roster with another key.`);
    }
  }
  for (const { agent } of inRosters) {
    if (!content.members.some(({ member }) => member === agent)) {
      throw new Refusal(`A roster names a member who is not in the bundle: ${agent}.`);
    }
  }
  for (const { desk, name } of content.desks) {
    if (!bodies.some((body) => body.type === "desk" && body.desk === desk)) {
      throw new Refusal(`The desk "${name}" has no key certificate.`);
    }
  }
}
