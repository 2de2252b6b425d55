import type { ColleagueFigureActions } from "@eigenkanaal/client";
import type { ColleagueFigures, PerColleagueDecision } from "@eigenkanaal/protocol";
import { colleagues, minuteMs, morning, nowMs } from "./morning.js";

/** A month of four colleagues, one of whom had hardly any conversation. */

/** How figures of colleagues are answered, where it is not as below. */
export type ColleagueFiguresOver = "slow" | "fails" | "empty" | "no desks";

const dayMs = 1440 * minuteMs;

export const saidYes: PerColleagueDecision = {
  ...{ choice: "yes", sinceMs: nowMs - 8 * dayMs },
  reason: "Coördinatoren bespreken de cijfers met de collega zelf. Besproken met de ondernemingsraad.",
};
export const saidNo: PerColleagueDecision = {
  ...{ choice: "no", sinceMs: nowMs - 3 * dayMs },
  reason: "We sturen op bureaus en niet op personen.",
};

const spread = (median: number, p90: number) => ({ medianMs: median * minuteMs, p90Ms: p90 * minuteMs });
const none = { medianMs: null, p90Ms: null };
const figuresOf = (first: number, median: number): ColleagueFigures => ({
  conversations: first + 9,
  first: { count: first, open: spread(median, median * 6), calendar: spread(median * 2, median * 71) },
  ...{ within: first - Math.round(first / 9), missed: Math.round(first / 9) },
  later: {
    ...{ count: first * 2, conversations: first - 4 },
    ...{ open: spread(6, 41), calendar: spread(9, 1210) },
  },
  closed: first - 3,
});
const noFigures: ColleagueFigures = {
  ...{ conversations: 0, within: 0, missed: 0, closed: 0 },
  first: { count: 0, open: none, calendar: none },
  later: { count: 0, conversations: 0, open: none, calendar: none },
};

const told = (fromDate: string, toDate: string, over: ColleagueFiguresOver | undefined) => ({
  ...{ atMs: nowMs, uncountedSinceMs: null, fromDate, toDate },
  desks: over === "no desks" ? [] : morning.town.desks.map(({ desk }) => desk),
  ...{ sinceDate: over === "no desks" ? null : "2025-11-24", destroyed: over === "no desks" ? 0 : 12 },
});

/** Figures of colleagues as a screen has them. */
export const colleagueFiguresOf = (over?: ColleagueFiguresOver): ColleagueFigureActions => ({
  mine: async ({ fromDate, toDate }) => {
    if (over === "slow") return new Promise(() => {});
    if (over === "fails") return { ok: false, failure: "unreachable" };
    const figures = over === "empty" || over === "no desks" ? noFigures : figuresOf(64, 8);
    return { ok: true, value: { ...told(fromDate, toDate, over), figures } };
  },
  ofColleagues: async ({ fromDate, toDate }) => {
    if (over === "slow") return new Promise(() => {});
    if (over === "fails") return { ok: false, failure: "unreachable" };
    const person = (name: keyof typeof colleagues, alias: string, figures: ColleagueFigures | null) => ({
      ...{ member: colleagues[name].member, alias, figures },
    });
    const people = [
      person("noor", "Noor", figuresOf(64, 8)),
      person("sanne", "Sanne", figuresOf(112, 11)),
      person("wil", "Wil van der Meer-Oosterbaan", null),
      person("yusuf", "Yusuf", figuresOf(71, 9)),
    ];
    const base = told(fromDate, toDate, over);
    const value = { ...base, supervised: base.desks, colleagues: over === undefined ? people : [] };
    return { ok: true, value };
  },
});
