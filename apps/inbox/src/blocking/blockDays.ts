import { maxBlockDays } from "@eigenkanaal/protocol";

/** A number of days as it was typed; undefined where nobody can be blocked for that long. */
export const daysOf = (typed: string): number | undefined => {
  const days = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return days >= 1 && days <= maxBlockDays ? days : undefined;
};
