import type { BoardThreshold } from "@eigenkanaal/domain";
import { DeskId } from "@eigenkanaal/protocol";

/** When a supervisor is told of a desk, and how; chosen on this device. */
export type BoardAlerts = {
  sound: boolean;
  notify: boolean;
  /** By desk; one without needs none. */
  thresholds: Readonly<Record<string, BoardThreshold>>;
};

export const noAlerts: BoardAlerts = { sound: false, notify: false, thresholds: {} };
export const noThreshold: BoardThreshold = { waitMinutes: null, waiting: null };

/** The most that a field takes: a week. */
export const maxThreshold = 10_080;

const countOf = (kept: unknown, atLeast: number): number | null =>
  typeof kept === "number" && Number.isInteger(kept) && kept >= atLeast && kept <= maxThreshold ? kept : null;

const isObject = (kept: unknown): kept is Record<string, unknown> =>
  typeof kept === "object" && kept !== null;

/** What was kept; whatever is no choice (any more) is none. */
export const alertsOf = (kept: unknown): BoardAlerts => {
  if (!isObject(kept)) return noAlerts;
  const { sound, notify, thresholds } = kept;
  const desks = Object.entries(isObject(thresholds) ? thresholds : {}).flatMap(([desk, threshold]) =>
    DeskId.safeParse(desk).success && isObject(threshold) ? [thresholdOf(desk, threshold)] : [],
  );
  return { sound: sound === true, notify: notify === true, thresholds: Object.fromEntries(desks) };
};

const thresholdOf = (desk: string, { waitMinutes, waiting }: Record<string, unknown>) =>
  [desk, { waitMinutes: countOf(waitMinutes, 1), waiting: countOf(waiting, 0) }] as const;

/** A threshold as it is typed; nothing typed is none, and what is no number that can be kept is undefined. */
export const typedCount = (typed: string, atLeast: number): number | null | undefined =>
  typed.trim() === "" ? null : (countOf(Number(typed), atLeast) ?? undefined);
