import { sha256 } from "@eigenkanaal/crypto";
import { Role } from "@eigenkanaal/protocol";
import { z } from "zod";
import { requireOfficers } from "../officers.js";
import { bytesOf, findDesk, type Organisation, trustOf } from "../organisation.js";
import { Right } from "../plan.js";
import { Refusal } from "../refusal.js";
import { reviseRoster, rosterSigners } from "../rosters.js";
import { readOrganisation, saveOrganisation } from "../save.js";
import { type AdmissionRequest, readRequest } from "./enrol.js";

/** A list of words from a fixed set; refuses in words what is not among them. */
function parseWords<T extends string>(
  schema: z.core.$ZodType<T>,
  words: readonly string[],
  what: string,
): T[] {
  const parsed = z.array(schema).safeParse(words);
  if (!parsed.success) throw new Refusal(`${words.join(", ")}: not all of that is a ${what}.`);
  return [...new Set(parsed.data)];
}

/**
 * Puts the person behind a request on the rosters of the given desks. Asked again for somebody who is a member
 * with the same keys, it adds desks or changes rights. Desk keys are for a member with the right to rotate to renew.
 */
export async function admit(options: {
  dir: string;
  requestPath: string;
  fingerprint: string;
  desks: readonly string[];
  rights: readonly string[];
  alias: string;
  roles: readonly string[];
  officerPaths: readonly string[];
  nowMs: number;
}): Promise<string> {
  const { dir, nowMs } = options;
  const organisation = await readOrganisation(dir);
  await trustOf(organisation.content, nowMs);
  const request = await readRequest(options.requestPath, options.fingerprint);
  if (request.organisation !== organisation.content.organisation) {
    throw new Refusal(`This request is for another organisation than ${organisation.content.name}.`);
  }
  const rights = parseWords(Right, options.rights, "right (answer, rotate, review, supervise)");
  const roles = parseWords(Role, options.roles, "role");
  const desks = options.desks.map((desk) => findDesk(organisation.content, desk));
  const officers = await requireOfficers(dir, options.officerPaths);
  const signers = rosterSigners(organisation.content, officers, nowMs);

  const { identity } = request;
  const seat = {
    agent: identity.member,
    vk: bytesOf(identity.vk),
    pk: bytesOf(identity.pk),
    xwing_hash: await sha256(bytesOf(identity.xwingPk)),
    alias: options.alias,
    rights,
  };
  let made = withMember(organisation, request, { alias: options.alias, roles });
  for (const desk of desks) {
    made = await reviseRoster(made, desk, {
      signers,
      nowMs,
      change: (members) => [...members.filter(({ agent }) => agent !== seat.agent), seat],
    });
  }
  const change = { before: organisation, now: made };
  const bundle = await saveOrganisation(dir, change, { signer: officers[0].keys, nowMs });
  const names = desks.map(({ name }) => `"${name}"`).join(", ");
  return `${request.name} (${request.account}) is on the roster of ${names}.

Now:
  1. Import ${bundle} at the gateway.
  2. A member with the right to rotate gives each of these desks its next key: ceremony renew-desk.
`;
}

function withMember(
  organisation: Organisation,
  { account, name, identity }: AdmissionRequest,
  { alias, roles }: { alias: string; roles: Role[] },
): Organisation {
  const { content } = organisation;
  const known = content.members.find((member) => member.account === account);
  if (known) {
    if (known.member === identity.member && known.vk === identity.vk) return organisation;
    throw new Refusal(`${account} is a member already, with other keys.`);
  }
  const { pk, xwingPk, ...own } = identity;
  return {
    content: { ...content, members: [...content.members, { account, name, alias, roles, ...own }] },
    wrapKeys: [...organisation.wrapKeys, { member: identity.member, pk, xwingPk }],
  };
}
