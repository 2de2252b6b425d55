import type {
  ClassForecast,
  RetentionCode,
  RetentionFault,
  RetentionForecast,
  RetentionTable,
} from "@eigenkanaal/protocol";
import { addDays, civilDateAt } from "./calendar.js";
import type { CivilDate } from "./civilDate.js";
import { type Keeping, keepingFrom, legalTimeZone } from "./retention.js";

/** How many conversations of a class were closed on a day in the Netherlands, and how many of those are held. */
export type KeptDay = { retention: RetentionCode; closed: CivilDate; count: number; held: number };

type Tables = Record<"before" | "after", Pick<RetentionTable, "classes">>;

/**
 * What a table would do to what is kept, from a moment on (unix ms), beside the one that would hold then without it: for every
 * class of either, and every other one that something is kept by. What is held never counts as due.
 */
export const retentionForecast = (
  days: readonly KeptDay[],
  { before, after, atMs }: Tables & { atMs: number },
): RetentionForecast => {
  const today = civilDateAt(atMs, legalTimeZone);
  const codes = new Set([
    ...[after, before].flatMap(({ classes }) => classes.map((one) => one.class)),
    ...days.map(({ retention }) => retention),
  ]);
  const classes = [...codes].map((code) => {
    const own = days.filter(({ retention }) => retention === code);
    return classForecast(code, own, { before, after, today });
  });
  return {
    classes,
    due: total(classes.map((one) => one.due.after)),
    sooner: total(classes.map((one) => one.sooner)),
  };
};

const classForecast = (
  code: RetentionCode,
  days: readonly KeptDay[],
  { before, after, today }: Tables & { today: CivilDate },
): ClassForecast => {
  const due = { before: 0, after: 0 };
  const months = new Map<string, { month: string; before: number; after: number }>();
  const moved = { sooner: 0, later: 0 };
  for (const { count, held, ...day } of days) {
    const then = { before: keepingFrom(before, day), after: keepingFrom(after, day) };
    const order = orderOf(then.after, then.before);
    if (order !== "same") moved[order] += count;
    for (const side of ["before", "after"] as const) {
      const keeping = then[side];
      if (keeping.kept !== "until") continue;
      if (keeping.through < today) due[side] += count - held;
      else {
        const month = addDays(keeping.through, 1).slice(0, 7);
        const known = months.get(month) ?? { month, before: 0, after: 0 };
        months.set(month, { ...known, [side]: known[side] + count - held });
      }
    }
  }
  return {
    class: code,
    kept: total(days.map(({ count }) => count)),
    held: total(days.map(({ held }) => held)),
    ...{ due, ...moved },
    months: [...months.values()]
      .filter((one) => one.before + one.after > 0)
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  };
};

/** How one end stands to another; what is kept forever, or by no known class, ends last. */
const orderOf = (one: Keeping, other: Keeping): "sooner" | "same" | "later" => {
  const [end, otherEnd] = [endOf(one), endOf(other)];
  if (end === otherEnd) return "same";
  if (end === null) return "later";
  return otherEnd === null || end < otherEnd ? "sooner" : "later";
};

const endOf = (keeping: Keeping): CivilDate | null => (keeping.kept === "until" ? keeping.through : null);

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** What stands in the way of accepting a table: where something would be due sooner, the number that was looked at must be it. */
export const unconfirmed = (
  { due, sooner }: RetentionForecast,
  confirmed: { due: number } | null,
): RetentionFault[] => (sooner > 0 && confirmed?.due !== due ? [{ fault: "not_confirmed", due }] : []);
