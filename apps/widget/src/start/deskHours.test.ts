import { describe, expect, it } from "vitest";
import { deskHours } from "./deskHours.js";

/** Monday with a lunch break, Thursday until late, closed on Wednesday 25 November. */
const hours = {
  timeZone: "Europe/Amsterdam",
  weekly: [
    { day: 1, opens: "08:30", closes: "12:00" },
    { day: 1, opens: "13:00", closes: "17:00" },
    { day: 2, opens: "08:30", closes: "12:00" },
    { day: 2, opens: "12:00", closes: "17:00" },
    { day: 3, opens: "08:30", closes: "17:00" },
    { day: 4, opens: "08:30", closes: "20:00" },
    { day: 6, opens: "00:00", closes: "24:00" },
    { day: 7, opens: "00:00", closes: "24:00" },
  ],
  exceptions: [{ date: "2026-11-25", spans: [] }],
};
const at = (day: number, clock: string): number => Date.parse(`2026-11-${day}T${clock}+01:00`);

describe("a desk's hours now", () => {
  it.each([
    ["until its break", at(23, "09:15:20"), at(23, "12:00:00")],
    ["after its break until the evening", at(23, "13:00:00"), at(23, "17:00:00")],
    ["through spans that touch", at(24, "09:00:00"), at(24, "17:00:00")],
    ["past times at which other days close", at(26, "16:59:59"), at(26, "20:00:00")],
    ["to midnight, where the next day goes on", at(28, "23:00:00"), null],
    ["to midnight, where the next day is closed until the morning", at(29, "23:00:00"), at(30, "00:00:00")],
  ])("are open %s", (_, nowMs, closesAtMs) => {
    expect(deskHours(hours, nowMs)).toEqual({ open: true, closesAtMs });
  });

  it.each([
    ["in the break", at(23, "12:00:00"), at(23, "13:00:00")],
    ["over a day that differs", at(24, "17:00:00"), at(26, "08:30:00")],
  ])("are closed %s", (_, nowMs, opensAtMs) => {
    expect(deskHours(hours, nowMs)).toEqual({ open: false, opensAtMs });
  });

  it("know no next opening where there is none", () => {
    expect(deskHours({ ...hours, weekly: [] }, at(23, "10:00:00"))).toEqual({ open: false, opensAtMs: null });
  });
});
