import { standingDecision } from "@eigenkanaal/domain";
import {
  Consideration,
  type ConsiderationSubject,
  type Considerations,
  type MemberId,
  type PerColleagueDecision,
  type SetConsideration,
  type TownChoice,
} from "@eigenkanaal/protocol";
import type { Scope } from "./database.js";

/** So much of what came before is told; all is kept. */
const shownBefore = 1_000;

/** What holds and what came before, newest first. */
export const considerationsOf = async ({ organisation, tx }: Scope): Promise<Considerations> => {
  const rows = await tx.consideration.findMany({
    where: { organisation },
    orderBy: { consideration: "desc" },
    distinct: ["subject"],
  });
  const current = rows.map(fromRow);
  const before = await tx.consideration.findMany({
    where: { organisation, consideration: { notIn: rows.map(({ consideration }) => consideration) } },
    orderBy: { consideration: "desc" },
    take: shownBefore,
  });
  return { current, before: before.map(fromRow) };
};

/** The choice of whether supervisors see figures per colleague. */
export const perColleague = "figures_per_agent" satisfies TownChoice;

/** What the town decided of that; null while it has not (PROTOCOL.md I35). */
export const perColleagueDecision = async ({
  organisation,
  tx,
}: Scope): Promise<PerColleagueDecision | null> => {
  const rows = await tx.consideration.findMany({
    where: { organisation, subject: perColleague },
    orderBy: { consideration: "desc" },
  });
  return standingDecision(rows.map(fromRow));
};

const fromRow = (row: { subject: string; decision: unknown; reason: string; member: string; at: Date }) =>
  Consideration.parse({
    ...{ subject: row.subject, decision: row.decision, reason: row.reason, by: row.member },
    atMs: row.at.getTime(),
  });

/** Writes what holds from now on; what held before stays readable. */
export const writeConsideration = async (
  { organisation, tx }: Scope,
  subject: ConsiderationSubject,
  { decision, reason, by: member }: SetConsideration & { by: MemberId },
) => {
  await tx.consideration.create({ data: { organisation, subject, decision, reason, member } });
};

/** Whether the town chose this; what it has not decided it did not choose. */
export const townChose = async ({ organisation, tx }: Scope, subject: TownChoice): Promise<boolean> => {
  const newest = await tx.consideration.findFirst({
    where: { organisation, subject },
    orderBy: { consideration: "desc" },
  });
  return newest !== null && isYes(fromRow(newest));
};

const isYes = ({ decision }: Consideration) => decision.kind === "choice" && decision.choice === "yes";
