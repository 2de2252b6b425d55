import { DeskId, TopicId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { topicsMatching } from "./topics.js";

const hours = { timeZone: "Europe/Amsterdam", weekly: [], exceptions: [] };
const deskIds = [1, 2, 3].map((n) => DeskId.parse(`00000000-0000-4000-8000-00000000000${n}`));
const [waste, money, general] = deskIds as [DeskId, DeskId, DeskId];
const topic = (n: number, desk: DeskId, name: { nl: string; en?: string }) => ({
  topic: TopicId.parse(`00000000-0000-4000-9000-00000000000${n}`),
  parent: null,
  desk,
  name,
  normMinutes: 60,
  hours: null,
  sensitive: false,
});
const town = {
  desks: [
    { desk: waste, name: { nl: "Afval", en: "Waste" }, general: false, hours },
    { desk: money, name: { nl: "Belastingen en financiën" }, general: false, hours },
    { desk: general, name: { nl: "Algemeen" }, general: true, hours },
  ],
  topics: [
    topic(1, waste, { nl: "Grof vuil laten ophalen", en: "Bulky waste collection" }),
    topic(2, money, { nl: "Bezwaar tegen een aanslag" }),
    topic(3, waste, { nl: "Volle container" }),
  ],
};

const names = (filter: string, lang: "nl" | "en" = "nl") =>
  topicsMatching(filter, town, lang).map(({ desk, topics }) => [
    desk.name.nl,
    topics.map(({ name }) => name.nl),
  ]);

describe("the topics on the first screen", () => {
  it("stand under their desks in the town's order; a desk without topics stays out", () => {
    expect(names("")).toEqual([
      ["Afval", ["Grof vuil laten ophalen", "Volle container"]],
      ["Belastingen en financiën", ["Bezwaar tegen een aanslag"]],
    ]);
  });

  it.each([
    ["container", [["Afval", ["Volle container"]]]],
    ["CONT", [["Afval", ["Volle container"]]]],
    ["tainer", [["Afval", ["Volle container"]]]],
    ["  vuil, grof ", [["Afval", ["Grof vuil laten ophalen"]]]],
    ["financien", [["Belastingen en financiën", ["Bezwaar tegen een aanslag"]]]],
    ["afval", [["Afval", ["Grof vuil laten ophalen", "Volle container"]]]],
  ])("are found by what was typed: %s", (filter, found) => {
    expect(names(filter)).toEqual(found);
  });

  it.each(["container bezwaar", "paspoort"])("are not found by %s", (filter) => {
    expect(names(filter)).toEqual([]);
  });

  it("are found in the language that is shown", () => {
    expect(names("bulky", "en")).toEqual([["Afval", ["Grof vuil laten ophalen"]]]);
    expect(names("bulky", "nl")).toEqual([]);
  });
});
