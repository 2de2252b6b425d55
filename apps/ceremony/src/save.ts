import { join } from "node:path";
import type { SigningKeys } from "@eigenkanaal/crypto";
import type { Bundle } from "@eigenkanaal/protocol";
import { z } from "zod";
import { contentSince, openBundles, signedBundle } from "./bundle.js";
import { exists, readJson, writeOwnFile } from "./folder.js";
import { logSize, Organisation, places } from "./organisation.js";

const bundleLine = (bundle: Bundle): string => `${JSON.stringify(bundle)}\n`;

/** The organisation's file: how it stands, and the last bundle, so that it and the bundle's own file cannot part. */
const OrganisationFile = z.strictObject({
  organisation: Organisation,
  lastBundle: z.strictObject({ file: z.string(), text: z.string() }),
});

/** The organisation of a ceremony's folder. Puts back the last bundle's file when writing it was interrupted. */
export async function readOrganisation(dir: string): Promise<Organisation> {
  const { organisation, lastBundle } = await readJson(OrganisationFile, places(dir).organisation);
  const path = join(dir, lastBundle.file);
  if (!(await exists(path))) await writeOwnFile(path, lastBundle.text, "keep");
  return organisation;
}

/**
 * Writes how the organisation stands, and a bundle with what is new since `before`, signed by an officer or the
 * root; answers with the bundle's path. The organisation's file only ever grows, so it alone is replaced unasked.
 * Refuses what the gateway would refuse.
 */
export async function saveOrganisation(
  dir: string,
  { before, now }: { before: Organisation | undefined; now: Organisation },
  { signer, nowMs }: { signer: SigningKeys; nowMs: number },
): Promise<string> {
  await openBundles([bundleLine(signedBundle(now.content, signer))], nowMs);
  const text = bundleLine(signedBundle(contentSince(before?.content, now.content), signer));
  const from = before ? `-${String(logSize(before.content)).padStart(6, "0")}` : "";
  const lastBundle = { file: `bundle${from}.json`, text };
  const file = `${JSON.stringify({ organisation: now, lastBundle })}\n`;
  await writeOwnFile(places(dir).organisation, file, "replace");
  await writeOwnFile(join(dir, lastBundle.file), text, "keep");
  return join(dir, lastBundle.file);
}
