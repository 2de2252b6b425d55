import { describe, expect, it } from "vitest";
import { dayDivider } from "./dates.js";
import { hoursWords } from "./hours.js";
import { loadTexts, readingIn } from "./reading.js";

const timeZone = "Europe/Amsterdam";
/** Friday 27 November 2026, in winter time. */
const at = (day: number, clock: string): number => Date.parse(`2026-11-${day}T${clock}:00+01:00`);
const nl = readingIn("nl", { timeZone, nowMs: at(27, "19:00") });
await loadTexts("en");
const en = readingIn("en", { timeZone, nowMs: at(27, "19:00") });

describe("the words for opening hours", () => {
  it("say until when a desk is open today", () => {
    expect(hoursWords({ open: true, closesAtMs: at(27, "21:30") }, nl)).toEqual({
      open: true,
      short: "Vandaag open tot 21.30 uur",
      more: null,
    });
    expect(hoursWords({ open: true, closesAtMs: at(27, "21:30") }, en).short).toBe("Open today until 21:30");
  });

  it("do not name a closing time on another day as if it were today's", () => {
    expect(hoursWords({ open: true, closesAtMs: at(28, "09:00") }, nl).short).toBe(
      "Vandaag de hele dag open",
    );
    expect(hoursWords({ open: true, closesAtMs: null }, nl).short).toBe("Vandaag de hele dag open");
  });

  it.each([
    ["later today", at(27, "20:00"), "Vanaf 20.00 uur lezen we uw bericht."],
    ["tomorrow", at(28, "08:30"), "Morgen vanaf 8.30 uur lezen we uw bericht."],
    ["after the weekend", at(30, "08:30"), "Maandag vanaf 8.30 uur lezen we uw bericht."],
    [
      "in more than a week",
      Date.parse("2026-12-07T08:30:00+01:00"),
      "Maandag 7 december vanaf 8.30 uur lezen we uw bericht.",
    ],
    ["who knows when", null, "We lezen uw bericht zodra we weer open zijn."],
  ])("say when a closed desk reads again: %s", (_, opensAtMs, words) => {
    expect(hoursWords({ open: false, opensAtMs }, nl)).toEqual({
      open: false,
      short: "Nu gesloten",
      more: words,
    });
  });

  it("count days by the desk's calendar, not by 24 hours", () => {
    const lateEvening = { ...nl, nowMs: at(27, "23:50") };
    expect(hoursWords({ open: false, opensAtMs: at(28, "00:10") }, lateEvening).more).toMatch(
      /^Morgen vanaf 0.10/,
    );
  });
});

describe("a day divider", () => {
  it.each([
    [at(27, "00:05"), "vandaag"],
    [at(26, "23:55"), "gisteren"],
    [at(23, "12:00"), "maandag 23 november"],
    [Date.parse("2025-12-31T12:00:00+01:00"), "woensdag 31 december 2025"],
  ])("of %s says %s", (ms, words) => {
    expect(dayDivider(ms, nl)).toBe(words);
  });
});
