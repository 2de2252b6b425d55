import { expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { queueWords } from "./queueWords.js";

const minuteMs = 60_000;

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
  expect(queueWords({ ahead, typicalWaitMs }, nl.queue)).toBe(words);
});
