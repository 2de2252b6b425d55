import type { BundleContent } from "@eigenkanaal/protocol";
import { startDeskEpoch } from "../deskEpoch.js";
import { readText } from "../folder.js";
import { openIdentity } from "../identity.js";
import { readLetter } from "../letter.js";
import { requireOfficers } from "../officers.js";
import { findDesk } from "../organisation.js";
import { required } from "../refusal.js";
import { readOrganisation, saveOrganisation } from "../save.js";

/** A member's keys from a file with their recovery kit, or from their letter where it still lies in the folder. */
async function memberKeys(
  dir: string,
  member: BundleContent["members"][number],
  kitPath: string | undefined,
) {
  const kit = kitPath ? await readText(kitPath) : (await readLetter(dir, member.account))?.recoveryKit;
  return openIdentity(
    member,
    required(kit, `The recovery kit of ${member.account} is needed: give its file with --kit.`).trim(),
  );
}

/** Gives one desk its next key, by a member with the right to rotate; an officer signs the bundle that carries it. */
export async function renewDesk(options: {
  dir: string;
  desk: string;
  account: string;
  kitPath: string | undefined;
  officerPaths: readonly string[];
  nowMs: number;
}): Promise<string> {
  const { dir, account, nowMs } = options;
  const organisation = await readOrganisation(dir);
  const desk = findDesk(organisation.content, options.desk);
  const member = required(
    organisation.content.members.find((one) => one.account === account),
    `There is no member ${account}.`,
  );
  const [officer] = await requireOfficers(dir, options.officerPaths);
  const keys = await memberKeys(dir, member, options.kitPath);
  const made = await startDeskEpoch(organisation, desk, { member: member.member, keys, nowMs });
  const change = { before: organisation, now: made };
  const bundle = await saveOrganisation(dir, change, { signer: officer.keys, nowMs });
  return `"${desk.name}" has a new key, for everybody on its roster. Now import ${bundle} at the gateway.\n`;
}
