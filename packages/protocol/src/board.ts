import * as z from "zod/mini";
import { DeskId } from "./ids.js";
import { timeMs } from "./times.js";

/** How it is at a supervisor's desks at this moment. Rules: PROTOCOL.md, U. Numbers of people, and of nobody in particular. */

const count = z.int().check(z.nonnegative());

/** Who is at work, and how many conversations those on duty can still be assigned (`free`) of all that they could have (`capacity`). */
export const Staffing = z.strictObject({
  onDuty: count,
  pause: count,
  wrapUp: count,
  free: count,
  capacity: count,
});
export type Staffing = z.infer<typeof Staffing>;

export const DeskBoard = z.strictObject({
  desk: DeskId,
  /** Citizens who wait for an answer, whoever has their conversation. */
  waiting: count,
  /** Those of them whose conversation nobody has. */
  untaken: count,
  /** Since when the one who waits longest does; null where nobody waits. */
  longestSinceMs: z.nullable(timeMs),
  /** Those who wait and have nearly waited as long as the norm, and those who have waited longer. */
  atRisk: count,
  late: count,
  /** Conversations that a colleague has, put off or not. */
  inHand: count,
  staffing: Staffing,
  /** `answers`: messages of colleagues to citizens; `firstAnswers`: those among them that were the first to what was asked. */
  lastHour: z.strictObject({ opened: count, answers: count, firstAnswers: count }),
});
export type DeskBoard = z.infer<typeof DeskBoard>;

/** `nowMs`: the database's clock, by which all of it was so. `everyone`: who is at work at any of the desks, each counted once. */
export const Board = z.strictObject({ nowMs: timeMs, desks: z.array(DeskBoard), everyone: Staffing });
export type Board = z.infer<typeof Board>;

/** Something of a desk's board is otherwise than before: fetch it again. */
export const ChangedBoard = z.strictObject({ desk: DeskId });
export type ChangedBoard = z.infer<typeof ChangedBoard>;
