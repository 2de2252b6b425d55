import { DeskId, StandardAnswerId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { answersMatching } from "./search.js";

const [waste, parking] = [1, 2].map((n) => DeskId.parse(`00000000-0000-4000-8000-00000000000${n}`)) as [
  DeskId,
  DeskId,
];
const answer = (n: number, desk: DeskId, [title, nl, en]: [string, string, string?]) => ({
  answer: StandardAnswerId.parse(`00000000-0000-4000-9000-00000000000${n}`),
  desk,
  title,
  text: { nl, ...(en !== undefined && { en }) },
});
const answers = [
  answer(1, waste, ["Container vol", "Wij legen de container vandaag.", "We empty it today."]),
  answer(2, parking, ["Vergunning kwijt", "Een nieuwe vergunning is gratis."]),
  answer(3, waste, ["Later legen", "Wij komen dan een keer extra, met één container tegelijk."]),
];
const titles = (typed: string, desk: DeskId | null = null) =>
  answersMatching(typed, answers, desk).map(({ title }) => title);

it("gives all while nothing is typed, those of the desk first", () => {
  expect(titles("")).toEqual(["Container vol", "Vergunning kwijt", "Later legen"]);
  expect(titles("", parking)).toEqual(["Vergunning kwijt", "Container vol", "Later legen"]);
});

it("finds every word, in title or text of either language, without accents; in the title first", () => {
  expect(titles("CONTAINER")).toEqual(["Container vol", "Later legen"]);
  expect(titles("een container")).toEqual(["Later legen"]);
  expect(titles("today")).toEqual(["Container vol"]);
  expect(titles("legen")).toEqual(["Later legen", "Container vol"]);
});

it("finds nothing where a word is nowhere", () => {
  expect(titles("container paspoort")).toEqual([]);
});
