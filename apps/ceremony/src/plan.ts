import { Account, DeskId, Role } from "@eigenkanaal/protocol";
import { z } from "zod";
import { Refusal } from "./refusal.js";

/** What a member may do at a desk: answer citizens, make the desk's next key, read along as a reviewer. */
export const Right = z.enum(["answer", "rotate", "review", "supervise"]);
export type Right = z.infer<typeof Right>;

const PlannedDesk = z.object({
  desk: DeskId,
  kind: z.enum(["desk", "archive"]),
  /** As it stands in the desk's certificate: Dutch, at most 200 bytes. */
  name: z.string().min(1).max(100),
  general: z.boolean(),
});

const PlannedMember = z.object({
  account: Account,
  name: z.string().min(1),
  /** What citizens see. */
  alias: z.string().min(1),
  roles: z.array(Role).min(1),
  desks: z.array(z.object({ desk: DeskId, rights: z.array(Right).min(1) })),
});

/** The organisation to be made. Unknown fields are skipped, so that one file can also hold opening hours and topics. */
export const Plan = z.object({
  name: z.string().min(1),
  domain: z.string().regex(/^[a-z0-9.-]+$/),
  /** How many officers must sign a roster; with 2, no single one can admit anybody. */
  rosterSignatures: z.union([z.literal(1), z.literal(2)]),
  officers: z.array(z.string().min(1)).min(2).max(4),
  desks: z.array(PlannedDesk).min(2),
  members: z.array(PlannedMember).min(1),
});
export type Plan = z.infer<typeof Plan>;

/** The faults of a plan that its shape does not show, each as a sentence; none when it can be carried out. */
function planFaults(plan: Plan): string[] {
  const faults: string[] = [];
  const deskIds = plan.desks.map(({ desk }) => desk);
  const accounts = plan.members.map(({ account }) => account);
  if (new Set(deskIds).size < deskIds.length) faults.push("Two desks have the same id.");
  if (new Set(accounts).size < accounts.length) faults.push("Two members have the same account.");
  if (plan.desks.filter(({ kind }) => kind === "archive").length !== 1) {
    faults.push("There must be exactly one archive desk.");
  }
  if (plan.desks.filter(({ kind, general }) => kind === "desk" && general).length !== 1) {
    faults.push("There must be exactly one general desk.");
  }
  for (const { account, desks } of plan.members) {
    if (!account.endsWith(`@${plan.domain}`)) faults.push(`${account} is not an account of ${plan.domain}.`);
    for (const { desk } of desks) {
      if (!deskIds.includes(desk)) faults.push(`${account} is planned for an unknown desk: ${desk}.`);
    }
    if (new Set(desks.map(({ desk }) => desk)).size < desks.length) {
      faults.push(`${account} is planned twice for the same desk.`);
    }
  }
  for (const { desk, name } of plan.desks) {
    const rotators = plan.members.filter(({ desks }) =>
      desks.some((seat) => seat.desk === desk && seat.rights.includes("rotate")),
    );
    if (rotators.length === 0)
      faults.push(`Nobody at "${name}" has the right to rotate, so it could get no key.`);
  }
  return faults;
}

/** Refuses a plan that cannot be carried out, with all its faults at once. */
export function requireSound(plan: Plan): Plan {
  const faults = planFaults(plan);
  if (faults.length > 0) throw new Refusal(`The plan cannot be carried out. ${faults.join(" ")}`);
  return plan;
}
