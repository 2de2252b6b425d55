import type { RosterMember, SigningKeys } from "@eigenkanaal/crypto";
import type { BundleContent } from "@eigenkanaal/protocol";
import { certify } from "./certify.js";
import type { Officer } from "./officers.js";
import { newestOfDesk, type Organisation, readCertificates } from "./organisation.js";
import { Refusal, required } from "./refusal.js";

/** The keys that sign rosters: as many officers as the policy in force at `nowMs` asks for; without one, two. */
export function rosterSigners(
  content: BundleContent,
  officers: readonly Officer[],
  nowMs: number,
): readonly SigningKeys[] {
  const policy = readCertificates(content)
    .map(({ body }) => body)
    .findLast((body) => body.type === "policy" && body.not_before <= nowMs && nowMs < body.not_after);
  const needed = policy?.type === "policy" ? policy.roster_signatures : 2;
  const distinct = [...new Map(officers.map((officer) => [officer.officer, officer.keys])).values()];
  if (distinct.length < needed) {
    throw new Refusal(`A roster needs ${needed} officers; present: ${distinct.length}.`);
  }
  return distinct.slice(0, needed);
}

/** The desk's next roster, with the members that `change` makes of the present ones. */
export async function reviseRoster(
  organisation: Organisation,
  desk: BundleContent["desks"][number],
  by: {
    signers: readonly SigningKeys[];
    nowMs: number;
    change?: (members: readonly RosterMember[]) => readonly RosterMember[];
  },
): Promise<Organisation> {
  const newest = required(
    await newestOfDesk(organisation.content, "roster", desk.desk),
    `"${desk.name}" never had a roster.`,
  );
  const members = by.change ? by.change(newest.body.members) : newest.body.members;
  const series = { version: newest.body.version + 1, prev_hash: newest.hash };
  return certify(organisation, { type: "roster", desk: desk.desk, kind: desk.kind, ...series, members }, by);
}
