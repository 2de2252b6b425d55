import { expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { queueWords } from "./queueWords.js";

const minuteMs = 60_000;
const nowMs = Date.parse("2026-11-23T16:30:00+01:00");

it.each([
  [0, null, "U bent als eerste aan de beurt."],
  [1, null, "Er is 1 persoon voor u."],
  [3, 20_000, "Er zijn 3 mensen voor u. Een antwoord duurt nu meestal ongeveer 1 minuut."],
  [3, 4.2 * minuteMs, "Er zijn 3 mensen voor u. Een antwoord duurt nu meestal ongeveer 5 minuten."],
  [3, 8.4 * minuteMs, "Er zijn 3 mensen voor u. Een antwoord duurt nu meestal ongeveer 10 minuten."],
  [3, 55 * minuteMs, "Er zijn 3 mensen voor u. Een antwoord duurt nu meestal ongeveer 55 minuten."],
  [3, 56 * minuteMs, "Er zijn 3 mensen voor u. Een antwoord duurt nu meestal ongeveer 1 uur."],
  [3, 90 * minuteMs, "Er zijn 3 mensen voor u. Een antwoord duurt nu meestal ongeveer 2 uur."],
])("with %i ahead and %s ms it says: %s", (ahead, typicalWaitMs, words) => {
  expect(queueWords({ ahead, typicalWaitMs }, { texts: nl.queue, nowMs, closesAtMs: null })).toBe(words);
});

it("says that closed time does not count where the desk closes before the answer, and only there", () => {
  const words = (minutes: number, typicalWaitMs: number | null = 30 * minuteMs) =>
    queueWords(
      { ahead: 0, typicalWaitMs },
      { texts: nl.queue, nowMs, closesAtMs: nowMs + minutes * minuteMs },
    );
  const usually = "U bent als eerste aan de beurt. Een antwoord duurt nu meestal ongeveer 30 minuten.";
  expect(words(30)).toBe(usually);
  expect(words(29)).toBe(`${usually} De tijd dat wij dicht zijn, telt niet mee.`);
  expect(words(1, null)).toBe("U bent als eerste aan de beurt.");
});
