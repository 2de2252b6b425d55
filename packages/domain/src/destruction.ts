import type {
  DestructionState,
  ErrorCode,
  LeftOut,
  MemberId,
  RetentionCode,
  RetentionTable,
} from "@eigenkanaal/protocol";
import { civilDateAt, startOfDay } from "./calendar.js";
import { dueBefore, legalTimeZone } from "./retention.js";

/** What may be destroyed, by whose word and when (PROTOCOL.md, P). */

/** The classes of which something can be due today, each with the moment (unix ms) before which it must have been closed. */
export const dueClasses = (
  { classes }: Pick<RetentionTable, "classes">,
  nowMs: number,
): { retention: RetentionCode; beforeMs: number }[] =>
  classes.flatMap(({ class: retention, term }) => {
    const beforeMs = dueBefore(term, nowMs);
    return beforeMs === null ? [] : [{ retention, beforeMs }];
  });

/** The classes of what is kept forever: only an archive's receipt makes it due. */
export const permanentClasses = ({ classes }: Pick<RetentionTable, "classes">): RetentionCode[] =>
  classes.flatMap(({ class: retention, term }) => (term === null ? [retention] : []));

/** When the present day of the Netherlands began (unix ms). */
export const dayBeganMs = (nowMs: number): number =>
  startOfDay(civilDateAt(nowMs, legalTimeZone), legalTimeZone);

/** Whether a list is to be proposed without anybody asking: once a day of the Netherlands. */
export const isProposalDue = (lastMs: number | null, nowMs: number): boolean =>
  lastMs === null || lastMs < dayBeganMs(nowMs);

/** So far a clock may be set back while it is put right; terms are counted in days. */
const putRightMs = 60_000;

/** Whether the clock stands where it can be believed: not before what it told earlier. */
export const clockStands = (nowMs: number, newestMs: number | null): boolean =>
  newestMs === null || nowMs >= newestMs - putRightMs;

/** A conversation as it stands on a list. */
export type ListedItem = { retention: RetentionCode; closedAtMs: number };

/**
 * The same conversation when its turn comes; null where there is none any more. `received`: an e-depot has it, as it was
 * closed last, and its receipt is registered.
 */
export type FoundItem = {
  retention: RetentionCode | null;
  closedAtMs: number | null;
  held: boolean;
  received: boolean;
} | null;

/**
 * What becomes of an item of an approved list when its turn comes. It is destroyed only where all of it is still as it was
 * approved and its term has passed, or it is kept forever and an e-depot has it; in any doubt it stays.
 */
export const decideDestruction = (
  item: ListedItem,
  found: FoundItem,
  { table, nowMs }: { table: Pick<RetentionTable, "classes">; nowMs: number },
): { outcome: "destroy" } | { outcome: "leave_out"; why: LeftOut } => {
  const leaveOut = (why: LeftOut) => ({ outcome: "leave_out", why }) as const;
  if (!found) return leaveOut("gone");
  if (found.closedAtMs !== item.closedAtMs) return leaveOut("reopened");
  if (found.retention !== item.retention) return leaveOut("class_changed");
  if (found.held) return leaveOut("held");
  if (permanentClasses(table).includes(item.retention))
    return found.received ? { outcome: "destroy" } : leaveOut("not_due");
  const due = dueClasses(table, nowMs).find(({ retention }) => retention === item.retention);
  return due && item.closedAtMs < due.beforeMs ? { outcome: "destroy" } : leaveOut("not_due");
};

/** A list as an approval needs it. */
export type ListToApprove = {
  state: DestructionState;
  proposedBy: MemberId | null;
  needed: number;
  approvedBy: readonly MemberId[];
};

/** What an officer's approval makes of a list: its state, or why it counts for nothing. */
export const approve = (
  { state, proposedBy, needed, approvedBy }: ListToApprove,
  by: MemberId,
): { outcome: "approved"; state: "proposed" | "approved" } | { outcome: "refused"; code: ErrorCode } => {
  if (approvedBy.includes(by)) return { outcome: "refused", code: "already_approved" };
  if (state !== "proposed") return { outcome: "refused", code: "list_ended" };
  if (proposedBy === by) return { outcome: "refused", code: "own_list" };
  return { outcome: "approved", state: approvedBy.length + 1 >= needed ? "approved" : "proposed" };
};

/**
 * Which lists so many records officers can approve among themselves: all, the gateway's own alone, or none. Who asked for a list
 * has decided what is on it and does not approve it: two who approve are two besides that one (PROTOCOL.md P11).
 */
export const approvableLists = ({
  officers,
  needed,
}: {
  officers: number;
  needed: number;
}): "all" | "daily" | "none" => (officers > needed ? "all" : officers === needed ? "daily" : "none");
