import type { DeskId } from "@eigenkanaal/protocol";

/** A desk, and the one to which its questions may go that nobody answers in time. */
export type OverflowDesk = { desk: DeskId; kind: "desk" | "archive"; overflow: DeskId | null };

/** Why a desk's overflow cannot be set: nobody there answers, or a question would come back to where it began. */
export type OverflowFault = "itself" | "no_desk" | "archive" | "loop";

/**
 * What is wrong with where a town's desks overflow, by desk; empty when a town can set it so. Of a circle each desk in it
 * is named, and not those that lead into it.
 */
export const overflowFaults = (desks: readonly OverflowDesk[]): { desk: DeskId; fault: OverflowFault }[] => {
  const known = new Map(desks.map((one) => [one.desk, one]));
  const faultOf = ({ desk, kind, overflow }: OverflowDesk): OverflowFault | undefined => {
    if (overflow === null) return undefined;
    if (overflow === desk) return "itself";
    const to = known.get(overflow);
    if (!to) return "no_desk";
    if (kind === "archive" || to.kind === "archive") return "archive";
    return comesBack(desk, known) ? "loop" : undefined;
  };
  return desks.flatMap((one) => {
    const fault = faultOf(one);
    return fault ? [{ desk: one.desk, fault }] : [];
  });
};

const comesBack = (desk: DeskId, known: ReadonlyMap<DeskId, OverflowDesk>): boolean => {
  const passed = new Set<DeskId>();
  let next = known.get(desk)?.overflow ?? null;
  while (next !== null && next !== desk && !passed.has(next)) {
    passed.add(next);
    next = known.get(next)?.overflow ?? null;
  }
  return next === desk;
};
