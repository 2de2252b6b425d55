import * as z from "zod/mini";
import { DeskId, MemberId } from "./ids.js";
import { timeMs } from "./times.js";

/** Who is at work, and how a desk hands out what waits. Rules: PROTOCOL.md, R. */

/**
 * `on_duty`: takes what is assigned. `pause` and `wrap_up` (after-call work): keeps what is in hand and is assigned nothing.
 * `off`: not at work; what citizens wait for goes back to the queue.
 */
export const Presence = z.enum(["on_duty", "pause", "wrap_up", "off"]);
export type Presence = z.infer<typeof Presence>;

/** `pull`: colleagues take what waits. `push`: it is assigned to them. */
export const Assignment = z.enum(["pull", "push"]);
export type Assignment = z.infer<typeof Assignment>;

/** A colleague's presence; `sinceMs` null for one who never said. */
export const MemberPresence = z.strictObject({
  member: MemberId,
  state: Presence,
  sinceMs: z.nullable(timeMs),
});
export type MemberPresence = z.infer<typeof MemberPresence>;

export const SetPresence = z.strictObject({ state: Presence });
export type SetPresence = z.infer<typeof SetPresence>;

export const LoadPresence = z.strictObject({});
export type LoadPresence = z.infer<typeof LoadPresence>;

/** The caller's own desks with who answers them, and how all of those are; who never said is not among `presences`. */
export const DeskPresence = z.strictObject({
  /** How many conversations the caller can have in hand by assignment. */
  capacity: z.int().check(z.positive()),
  presences: z.array(MemberPresence),
  desks: z.array(
    z.strictObject({
      desk: DeskId,
      assignment: Assignment,
      /** Where its questions may go that nobody answers in time. */
      overflow: z.nullable(DeskId),
      members: z.array(MemberId),
    }),
  ),
});
export type DeskPresence = z.infer<typeof DeskPresence>;

/**
 * How many conversations of the desk have waited longer without anybody who has them; null when this one does not wait
 * like that. `typicalWaitMs`: the median of recent first answers of the desk, in time that
 * it was open; null where they are too few to say.
 */
export const QueuePosition = z.strictObject({
  ahead: z.nullable(z.int().check(z.nonnegative())),
  typicalWaitMs: z.nullable(z.int().check(z.nonnegative())),
});
export type QueuePosition = z.infer<typeof QueuePosition>;
