import type { SigningKeys } from "@eigenkanaal/crypto";
import type { BundleContent } from "@eigenkanaal/protocol";
import { certify } from "../certify.js";
import { startDeskEpoch } from "../deskEpoch.js";
import { type DueDate, dueDates } from "../dueDates.js";
import { openIdentity } from "../identity.js";
import { readLetter } from "../letter.js";
import { type Officer, readOfficers, readRoot } from "../officers.js";
import { newestOfDesk, type Organisation, readCertificates } from "../organisation.js";
import { Refusal, required } from "../refusal.js";
import { reviseRoster, rosterSigners } from "../rosters.js";
import { readOrganisation, saveOrganisation } from "../save.js";

const dayMs = 86_400_000;

/** What was renewed so far, and what had to be left because somebody's key is not in the folder. */
type Progress = { organisation: Organisation; readonly done: string[]; readonly left: string[] };

/**
 * Renews everything that ends within so many days, with the keys that are in the folder: officers and policy with
 * the root, rosters with the officers, desk keys with the letter of a member who may rotate. Saves what could be
 * done, and then refuses when something had to be left.
 */
export async function renew(options: {
  dir: string;
  withinDays: number;
  officerPaths: readonly string[];
  nowMs: number;
}): Promise<string> {
  const { dir, nowMs } = options;
  const untilMs = nowMs + options.withinDays * dayMs;
  const before = await readOrganisation(dir);
  const progress: Progress = { organisation: before, done: [], left: [] };
  const due = (...kinds: DueDate["what"][]) =>
    dueDates(progress.organisation.content).filter(
      ({ what, endsMs }) => kinds.includes(what) && endsMs <= untilMs,
    );
  const officers = await readOfficers(dir, options.officerPaths);
  const root = await readRoot(dir, progress.organisation.content);

  for (const one of due("officer", "policy")) renewByRoot(progress, one, { root, nowMs });
  for (const one of due("roster")) await renewRoster(progress, one, { officers, nowMs });
  for (const one of due("desk")) await renewDeskKey(progress, one, { dir, nowMs });

  const { organisation: now, done, left } = progress;
  if (done.length === 0 && left.length === 0) return `Nothing ends within ${options.withinDays} days.\n`;
  let told = "Nothing was renewed.";
  if (done.length > 0) {
    const signer = required(
      officers[0]?.keys ?? root,
      "Nobody is present to sign the bundle: give an officer's file with --officer.",
    );
    const bundle = await saveOrganisation(dir, { before, now }, { signer, nowMs });
    told = `Renewed:\n  ${done.join("\n  ")}\n\nNow import ${bundle} at the gateway.`;
  }
  if (left.length > 0) throw new Refusal(`${told}\n\nLeft to do:\n  ${left.join("\n  ")}`);
  return `${told}\n`;
}

function renewByRoot(
  progress: Progress,
  { what, id, name }: DueDate,
  { root, nowMs }: { root: SigningKeys | undefined; nowMs: number },
): void {
  const label = what === "officer" ? `officer ${name}` : "policy";
  if (!root) {
    progress.left.push(`${label}: needs both halves of the root key`);
    return;
  }
  const bodies = readCertificates(progress.organisation.content).map(({ body }) => body);
  const newest = bodies.findLast(
    (body) => body.type === what && (body.type !== "officer" || body.officer === id),
  );
  const signing = { signers: [root], nowMs };
  if (newest?.type === "officer") {
    const { officer, vk } = newest;
    progress.organisation = certify(progress.organisation, { type: "officer", officer, name, vk }, signing);
  } else if (newest?.type === "policy") {
    const { roster_signatures } = newest;
    progress.organisation = certify(progress.organisation, { type: "policy", roster_signatures }, signing);
  }
  progress.done.push(label);
}

async function renewRoster(
  progress: Progress,
  { id, name }: DueDate,
  { officers, nowMs }: { officers: readonly Officer[]; nowMs: number },
): Promise<void> {
  const desk = progress.organisation.content.desks.find((one) => one.desk === id);
  if (!desk) return;
  try {
    const signers = rosterSigners(progress.organisation.content, officers, nowMs);
    progress.organisation = await reviseRoster(progress.organisation, desk, { signers, nowMs });
    progress.done.push(`roster of "${name}"`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    progress.left.push(`roster of "${name}": ${error.message}`);
  }
}

async function renewDeskKey(
  progress: Progress,
  { id, name }: DueDate,
  { dir, nowMs }: { dir: string; nowMs: number },
): Promise<void> {
  const { content } = progress.organisation;
  const desk = content.desks.find((one) => one.desk === id);
  const maker = await presentRotator(content, id, dir);
  if (!desk || !maker) {
    progress.left.push(`key of "${name}": needs a member with the right to rotate (ceremony renew-desk)`);
    return;
  }
  progress.organisation = await startDeskEpoch(progress.organisation, desk, { ...maker, nowMs });
  progress.done.push(`key of "${name}"`);
}

/** Somebody on the desk's newest roster who may rotate and whose letter still lies in the folder. */
async function presentRotator(content: BundleContent, desk: string, dir: string) {
  const roster = await newestOfDesk(content, "roster", desk);
  const rotators = roster?.body.members.filter(({ rights }) => rights.includes("rotate")) ?? [];
  for (const { agent } of rotators) {
    const member = content.members.find((one) => one.member === agent);
    const letter = member && (await readLetter(dir, member.account));
    if (letter) return { member: agent, keys: openIdentity(member, letter.recoveryKit) };
  }
  return undefined;
}
