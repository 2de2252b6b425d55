import { addDays, addOpenMinutes, civilDateAt, nextOpening, startOfDay } from "@eigenkanaal/domain";
import type { DeskId, MemberId } from "@eigenkanaal/protocol";
import type { Random } from "./random.js";
import type { Leave } from "./staff.js";
import { deskOf, type YearDesk, type YearTown } from "./town.js";

const minuteMs = 60_000;

/** Somebody who begins with a conversation. */
export type Turn = { readonly member: MemberId; readonly startMs: number };

/**
 * Who is at work when, with what. One colleague does one thing at a time, so that a first answer comes later the more is
 * asked: that, leave and opening hours make the waiting times, and no table of them.
 */
export type Shift = {
  /** Who of the desk could begin first with what came at this moment; undefined where nobody ever does. */
  next(desk: DeskId, atMs: number): Turn | undefined;
  /** The turn is theirs, for so many minutes. */
  occupy(turn: Turn, minutes: number): void;
  /** When somebody of the desk comes to what was said to them at this moment. */
  later(desk: DeskId, atMs: number): number;
};

/** Before the first look at what came in: half of them within so many open minutes. */
const pickUpMinutes = 5;
/** A later message stands among what one has in hand: half of them so soon. */
const laterMinutes = 6;
/** So many days of leave are looked beyond. */
const daysAhead = 40;

export const shiftOf = (town: YearTown, leave: Leave, random: Random): Shift => {
  const freeAtMs = new Map<MemberId, number>();

  /** From a moment on, the first in which the desk is open and the colleague is there. */
  const present = ({ hours }: YearDesk, member: MemberId, fromMs: number): number | undefined => {
    let atMs = nextOpening(hours, fromMs);
    for (let days = 0; atMs !== undefined && days < daysAhead; days++) {
      const date = civilDateAt(atMs, town.timeZone);
      if (!leave.get(member)?.has(date)) return atMs;
      atMs = nextOpening(hours, startOfDay(addDays(date, 1), town.timeZone));
    }
    return undefined;
  };

  return {
    next: (id, atMs) => {
      const desk = deskOf(town, id);
      const looksAtMs = addOpenMinutes(desk.hours, atMs, random.around(pickUpMinutes, 0.9)) ?? atMs;
      const turns = desk.colleagues.flatMap((member): Turn[] => {
        const startMs = present(desk, member, Math.max(looksAtMs, freeAtMs.get(member) ?? 0));
        return startMs === undefined ? [] : [{ member, startMs }];
      });
      return turns.toSorted((one, other) => one.startMs - other.startMs)[0];
    },
    occupy: ({ member, startMs }, minutes) => {
      freeAtMs.set(member, startMs + minutes * minuteMs);
    },
    later: (desk, atMs) =>
      addOpenMinutes(deskOf(town, desk).hours, atMs, random.around(laterMinutes, 0.8)) ?? atMs,
  };
};
