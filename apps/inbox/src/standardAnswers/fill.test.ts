import { expect, it } from "vitest";
import { fill, nextToFillIn } from "./fill.js";

const known = {
  gemeente: "Gemeente Voorbeeld",
  bureau: "Afval",
  collega: "Sanne",
  onderwerp: "Volle container",
  telefoon: "14 0000",
};

it("puts what is known in the place of the placeholders, each time", () => {
  expect(fill("Dag, hier {collega} van {bureau}. Groet, {collega}", known)).toEqual({
    text: "Dag, hier Sanne van Afval. Groet, Sanne",
    toFillIn: null,
  });
});

it.each(["{naam}", "{}", "{ bureau }", "{BUREAU}", "{constructor}"])(
  "leaves %s, which is no placeholder, as it stands",
  (text) => {
    expect(fill(text, known).text).toBe(text);
  },
);

it("does not fill in what a name itself contains", () => {
  expect(fill("{onderwerp}", { ...known, onderwerp: "{bureau}" }).text).toBe("{bureau}");
});

it("points to the first thing that only the colleague knows", () => {
  const { text, toFillIn } = fill("{bureau} komt op [dag] om [tijd].", known);
  expect(text.slice(toFillIn?.start, toFillIn?.end)).toBe("[dag]");
  const next = nextToFillIn(text, toFillIn?.end ?? 0);
  expect(text.slice(next?.start, next?.end)).toBe("[tijd]");
  expect(nextToFillIn(text, next?.end ?? 0)).toBeNull();
});
