import type { TopicId } from "@eigenkanaal/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { indexTopics, suggestTopics, type TopicIndex } from "./suggest.js";

/** What the engine itself can do, on a small town; what it does for real questions is measured (`npm run bench -- routing`). */

const topic = (id: string, nl: string, words: { nl: string[]; en?: string[] }) => ({
  topic: id as TopicId,
  name: { nl },
  words,
});
const town = [
  topic("passport", "Paspoort", {
    nl: ["reisdocument", "pas verlengen"],
    en: ["passport", "travel document"],
  }),
  topic("bin", "Container", { nl: ["kliko", "vuilnisbak", "deksel kapot"], en: ["bin", "broken lid"] }),
  topic("missed", "Afval niet opgehaald", {
    nl: ["kliko niet geleegd", "container vol"],
    en: ["missed collection"],
  }),
  topic("dog", "Hondenbelasting", { nl: ["hond aanmelden", "puppy"], en: ["dog tax"] }),
  topic("tax", "Belastingaanslag", { nl: ["ozb", "rioolheffing"] }),
  topic("north", "Zwembad noord", { nl: ["zwemles", "duikplank", "badmeester", "zwemdiploma"] }),
  topic("south", "Zwembad zuid", { nl: ["zwemles", "duikplank", "badmeester", "zwemdiploma"] }),
  topic("move", "Verhuizing doorgeven", {
    nl: ["adreswijziging", "ander huis"],
    en: ["moving", "new address"],
  }),
];

let index: TopicIndex;
let pauses = 0;
beforeAll(async () => {
  index = await indexTopics(town, {
    pause: async () => {
      pauses++;
    },
  });
});
const first = (question: string) => suggestTopics(index, question).topics[0]?.topic;

describe("the likeliest topic", () => {
  it.each([
    ["by its name", "paspoort", "passport"],
    ["by another word for it", "Wat kost een nieuw reisdocument?", "passport"],
    ["by a whole expression before a single word", "kliko is niet geleegd", "missed"],
    ["with letters that sound alike", "verhuising", "move"],
    ["with letters that changed places", "papsoort", "passport"],
    ["with a letter too few", "kontaner", "bin"],
    ["by a part of a compound", "paspoortaanvraag", "passport"],
    ["by the end of a compound", "buurtkliko", "bin"],
    ["in a short message", "k wil me pas verlengen", "passport"],
    [
      "at the end of a long story",
      "Goedemiddag, gisteren was het feest bij ons en nu is het deksel kapot",
      "bin",
    ],
    ["while it is still being typed", "rioolhe", "tax"],
    ["in English, whatever the language of the page", "I am moving to a new address", "move"],
  ])("is found %s: %s", (_, question, expected) => {
    expect(first(question)).toBe(expected);
  });

  it.each(["", "?", "ik wil graag wat vragen", "xqzw"])(
    "is not there for %j, and that is unsure",
    (question) => {
      expect(suggestTopics(index, question)).toEqual({ topics: [], confidence: "unsure" });
    },
  );
});

describe("a suggestion", () => {
  it("has at most three topics, the highest score first", () => {
    const { topics } = suggestTopics(index, "kliko paspoort hond ozb verhuizing container");
    expect(topics).toHaveLength(3);
    expect(topics.map(({ score }) => score)).toEqual(
      topics.map(({ score }) => score).toSorted((a, b) => b - a),
    );
  });
  const passport = "mijn reisdocument is verlopen, ik wil een paspoort en mijn pas verlengen";
  it("is sure where much speaks for one", () => {
    expect(suggestTopics(index, passport).confidence).toBe("sure");
  });
  it.each([
    ["little is said", "huis"],
    ["as much is said for another", "zwembad, zwemles, duikplank, badmeester en zwemdiploma"],
  ])("is unsure where %s", (_, question) => {
    expect(suggestTopics(index, question).confidence).toBe("unsure");
  });
  it("lets others have their turn while the index is made", () => {
    expect(pauses).toBe(town.length);
  });
});
