import type { ColleagueFigures, Consideration, PerColleagueDecision } from "@eigenkanaal/protocol";
import { fewestPublished } from "./publication.js";

/**
 * What holds of one choice, of all its considerations, newest first: since when without a break, and why by the newest. Null
 * where nothing was decided.
 */
export const standingDecision = (
  newestFirst: readonly Pick<Consideration, "decision" | "reason" | "atMs">[],
): PerColleagueDecision | null => {
  const [newest] = newestFirst;
  if (newest?.decision.kind !== "choice") return null;
  const { choice } = newest.decision;
  const isOther = ({ decision }: Pick<Consideration, "decision">) =>
    decision.kind !== "choice" || decision.choice !== choice;
  const other = newestFirst.findIndex(isOther);
  const since = newestFirst.slice(0, other === -1 ? undefined : other).at(-1) ?? newest;
  return { choice, sinceMs: since.atMs, reason: newest.reason };
};

/** Whether a colleague must still be told that their supervisor sees their figures: once for each time that it begins. */
export const isToBeTold = (decision: PerColleagueDecision | null, readSinceMs: number | null): boolean =>
  decision?.choice === "yes" && decision.sinceMs !== readSinceMs;

/** What a supervisor is told of a colleague: of too few conversations nothing, which would say something of those and not of them. */
export const toldToSupervisor = (figures: ColleagueFigures): ColleagueFigures | null =>
  figures.conversations < fewestPublished ? null : figures;

const dutch = new Intl.Collator("nl");

/** By name, as a Dutch reader looks for one: no figure gives anybody a place. */
export const inOrderOfNames = <Person extends { alias: string; member: string }>(
  people: readonly Person[],
): Person[] =>
  people.toSorted(
    (one, other) => dutch.compare(one.alias, other.alias) || (one.member < other.member ? -1 : 1),
  );
