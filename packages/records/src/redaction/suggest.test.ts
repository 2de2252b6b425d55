import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileTexts } from "../example.js";
import { confirmedMasks } from "./markings.js";
import { type Finders, suggestedMarkings } from "./suggest.js";

/** Finds one BSN; what the real one finds is tested where it lives, and both together in the inbox. */
const finders: Finders = {
  personalData: (text) =>
    [...text.matchAll(/123456782/g)].map(({ index }) => ({ kind: "bsn", start: index, end: index + 9 })),
  names: ["Sanne de Wit"],
};
const foundIn = (...texts: string[]) =>
  suggestedMarkings(texts, finders).map(({ of, start, end, kind }) => [
    kind,
    texts[of]?.slice(start, end),
    ...(texts.length > 1 ? [of] : []),
  ]);

describe("a name is suggested", () => {
  it.each([
    ["Mijn naam is Fatima el Amrani.", "Fatima el Amrani"],
    ["ik ben J.P. de Vries, van hiernaast", "J.P. de Vries"],
    ["Ik heet Jan van 't Hof", "Jan van 't Hof"],
    ["mevrouw van der Berg-Jansen belde", "van der Berg-Jansen"],
    ["Dhr. Öztürk was er niet", "Öztürk"],
    ["Naam: Bo", "Bo"],
    ["Beste Youssef,", "Youssef"],
    ["Met vriendelijke groet,\n\nKlaas Vaak", "Klaas Vaak"],
    ["Groetjes Anna", "Anna"],
    ["Dat zei sanne de wit ook", "sanne de wit"],
    ["Sanne zei dat", "Sanne"],
    ["De Wit zei dat", "Wit"],
  ])("in “%s”", (text, name) => {
    expect(foundIn(text)).toEqual([["name", name]]);
  });

  it("wherever else it stands, once somebody was introduced by it", () => {
    expect(foundIn("Ik ben Piet Bakker", "Bakker, Piet: de bakker op de hoek", "PIET BAKKER")).toEqual([
      ["name", "Piet Bakker", 0],
      ["name", "Bakker", 1],
      ["name", "Piet", 1],
      ["name", "PIET BAKKER", 2],
    ]);
  });

  it.each(["de bakker is open", "Met vriendelijke groet, Gemeente Voorbeeld", "wit brood", "ik ben boos"])(
    "not in “%s”",
    (text) => {
      expect(foundIn(text)).toEqual([]);
    },
  );

  it("not where it stands in small letters or without words before it: patterns miss things", () => {
    expect(foundIn("ik ben jan jansen")).toEqual([]);
    expect(foundIn("Gisteren was Kees er")).toEqual([]);
  });
});

describe("an address is suggested", () => {
  it.each([
    ["Ik woon op 1234 AB 56", "1234 AB 56"],
    ["1234AB, nr. 56a graag", "1234AB, nr. 56a"],
    ["1234ab 12-3", "1234ab 12-3"],
    ["postcode 1234 AB.", "1234 AB"],
    ["Kerkstraat 12 is dicht", "Kerkstraat 12"],
    ["de Jan van Galenstraat 5b", "Galenstraat 5b"],
    ["Dorpsplein 3 A", "Dorpsplein 3 A"],
    ["Nieuwe Gracht 14", "Nieuwe Gracht 14"],
  ])("in “%s”", (text, address) => {
    expect(foundIn(text)).toContainEqual(["address", address]);
  });

  it.each(["in 2026 en later", "1234 SS 5", "de kerkstraat", "0123 AB 4", "1500 km verder"])(
    "not in “%s”",
    (text) => {
      expect(foundIn(text)).toEqual([]);
    },
  );
});

describe("a licence plate is suggested", () => {
  it.each([
    ...["12-AB-34", "AB-12-CD", "12-ABC-3", "A-123-BC", "ab-123-c", "gk345b", "XX 99 XX", "999-XX-9"],
    ...["AB-CD-12", "1-ABC-23"],
  ])("as “%s”", (plate) => {
    expect(foundIn(`De auto met ${plate} staat fout.`)).toEqual([["plate", plate]]);
  });

  it.each(["om 10 uur", "12-34-56", "AB-CD-EF", "zaak AB-123-CDE", "06-12-34"])("not as “%s”", (words) => {
    expect(foundIn(`Het is ${words}.`)).toEqual([]);
  });
});

it("gives each its ground: a number that the law prescribes, or private life", () => {
  const made = suggestedMarkings(["BSN 123456782", "Ik ben Jan, 12-AB-34"], finders);
  expect(made.map(({ kind, ground, state }) => [kind, ground, state])).toEqual([
    ["bsn", "5.1.1.e", "suggested"],
    ["name", "5.1.2.e", "suggested"],
    ["plate", "5.1.2.e", "suggested"],
  ]);
  // A suggestion masks nothing until somebody confirms it.
  expect(confirmedMasks(made)).toEqual([]);
});

it("makes one of what overlaps", () => {
  expect(foundIn("Sanne de Wit-123456782")).toEqual([
    ["name", "Sanne de Wit"],
    ["bsn", "123456782"],
  ]);
  const overlapping: Finders = {
    names: ["Jan Jansen"],
    personalData: () => [{ kind: "bsn", start: 4, end: 12 }],
  };
  expect(suggestedMarkings(["Jan Jansen 12"], overlapping)).toMatchObject([
    { kind: "bsn", start: 0, end: 12, ground: "5.1.1.e" },
  ]);
});

it("stands in the texts, in order and apart, whatever is said, also of one long word", () => {
  const piece = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(...hostileTexts, "Ik ben Jan Jansen ", "12-AB-34", "1234 AB 5", "Kerkstraat 1", "-", " "),
  );
  const check = (texts: string[]) => {
    const found = suggestedMarkings(texts, finders);
    for (const [place, one] of found.entries()) {
      const before = found[place - 1];
      expect(one.start).toBeGreaterThanOrEqual(before?.of === one.of ? before.end : 0);
      expect(one.end).toBeGreaterThan(one.start);
      expect(one.end).toBeLessThanOrEqual(texts[one.of]?.length ?? -1);
    }
  };
  fc.assert(fc.property(fc.array(fc.array(piece).map((pieces) => pieces.join(""))), check));
  for (const unit of ["a", "A", "a-", "A ", "A. ", "de ", "1", "1A", "Straat ", "beste ", "'"])
    check([unit.repeat(16_000 / unit.length)]);
});
