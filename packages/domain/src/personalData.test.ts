import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findPersonalData } from "./personalData.js";

const foundIn = (text: string, own?: Parameters<typeof findPersonalData>[1]) =>
  findPersonalData(text, own).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe("personal data is found", () => {
  test.each([
    ["Mijn BSN is 123456782.", "bsn", "123456782"],
    ["bsn: 123.456.782, alstublieft", "bsn", "123.456.782"],
    ["1234.56.782", "bsn", "1234.56.782"],
    ["1234 56 782", "bsn", "1234 56 782"],
    ["(111222333)", "bsn", "111222333"],
    ["123 456 782", "bsn", "123 456 782"],
    ["ik ben 999990019 en woon op 12", "bsn", "999990019"],
    ["mijn bsn is 123456782 en niets anders", "bsn", "123456782"],
    ["Over zaak 12: mijn burgerservicenummer is 123456782", "bsn", "123456782"],
    ["bsn 10000008", "bsn", "10000008"],
    ["NL91ABNA0417164300", "iban", "NL91ABNA0417164300"],
    ["Maak het over op NL91 ABNA 0417 1643 00 aub", "iban", "NL91 ABNA 0417 1643 00"],
    ["nl91 abna 0417 1643 00", "iban", "nl91 abna 0417 1643 00"],
    ["DE89 3704 0044 0532 0130 00.", "iban", "DE89 3704 0044 0532 0130 00"],
    ["BE68539007547034", "iban", "BE68539007547034"],
    ["TR330006100519786457841326", "iban", "TR330006100519786457841326"],
    ["mail naar jan.de-vries+gemeente@voorbeeld.co.uk.", "email", "jan.de-vries+gemeente@voorbeeld.co.uk"],
    ["<o’neill> josé@café.nl", "email", "josé@café.nl"],
    ["Bel 06-12345678", "phone", "06-12345678"],
    ["06 12 34 56 78", "phone", "06 12 34 56 78"],
    ["0612345678", "phone", "0612345678"],
    ["+31 6 12345678", "phone", "+31 6 12345678"],
    ["+31 (0)6 1234 5678", "phone", "+31 (0)6 1234 5678"],
    ["0031612345678", "phone", "0031612345678"],
    ["(020) 123 45 67", "phone", "(020) 123 45 67"],
    ["0313 - 12 34 56 graag", "phone", "0313 - 12 34 56"],
    ["085-1234567", "phone", "085-1234567"],
  ])("in “%s”", (text, kind, words) => {
    expect(foundIn(text)).toEqual([[kind, words]]);
  });

  test("all of it, in the order of the text and each once", () => {
    expect(foundIn("Jan, 06-12345678, jan@post.nl, NL91ABNA0417164300, BSN 123456782")).toEqual([
      ["phone", "06-12345678"],
      ["email", "jan@post.nl"],
      ["iban", "NL91ABNA0417164300"],
      ["bsn", "123456782"],
    ]);
  });
});

describe("what only looks like it is left alone", () => {
  test.each([
    "",
    "Mijn container is niet geleegd.",
    // The eleven test and the check digits of an IBAN.
    "BSN 123456789",
    "000000000",
    "NL92ABNA0417164300",
    "ZZ91ABNA0417164300",
    // Order and case numbers, also those that pass the eleven test.
    "ordernummer 123456782",
    "Bestelnummer: 123456782",
    "mijn zaaknummer is 123456782",
    "Zaak Z-123456782",
    "kenmerk 2026-123456782",
    "WOZ2026123456782",
    "INV123456782",
    "factuur nr. 123456782",
    "KvK 10000008",
    "track & trace 3SABCD123456782",
    "order number 123456782",
    "1234 5678 2",
    "4111 1111 1111 1111",
    "12 123 456 782",
    "123 456 782 12",
    // Dates, also those that pass the eleven test, and times.
    "20260222",
    "op 05052026",
    "23-11-2026 10.30",
    "2026-11-23T10:30:15",
    "van 01-01-2026 t/m 31-12-2026",
    "10:30 tot 17:00",
    // Postcodes, amounts, places.
    "1234 AB 56",
    "€ 123.456.782",
    "123.456.782 euro",
    "€ 1.234.567,89",
    "12.345.678,00",
    "perceel A 1234 nummer 56",
    "52.0907374, 5.1214201",
    // Numbers of organisations.
    "112",
    "14 0000",
    "0800-0113",
    "0900 1234567",
    "088 123 45 67",
    "ordernummer 0612345678",
    // No address.
    "@gemeente",
    "18 stuks @ 3 euro",
    "jan@post",
  ])("as in “%s”", (text) => {
    expect(foundIn(text)).toEqual([]);
  });

  test("and so is what is the town's own", () => {
    const own = { phones: ["+31 10 267 1625"], hosts: ["www.voorbeeld.nl"] };
    const answer = "Bel 010-2671625 of mail info@voorbeeld.nl of afval@post.voorbeeld.nl.";
    expect(foundIn(answer, own)).toEqual([]);
    expect(foundIn(answer).map(([kind]) => kind)).toEqual(["phone", "email", "email"]);
    expect(foundIn("jan@nietvoorbeeld.nl of 010-2671626", own).map(([kind]) => kind)).toEqual([
      "email",
      "phone",
    ]);
  });
});

test("of all numbers of nine digits exactly those that pass the eleven test are a BSN", () => {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const number = fc.integer({ min: 1, max: 999_999_999 }).map((each) => String(each).padStart(9, "0"));
  fc.assert(
    fc.property(number, (digits) => {
      const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
      expect(foundIn(`het is ${digits}.`)).toEqual(sum % 11 === 0 ? [["bsn", digits]] : []);
    }),
    { examples: [["123456782"], ["111222333"], ["123456789"]] },
  );
});

test("spans lie in the text, in order and apart, whatever is typed", () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom("123456782", "NL91ABNA0417164300", "jan@post.nl", "06-12345678", " ", "bsn "),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join("");
      const found = findPersonalData(text);
      for (const [place, { start, end }] of found.entries()) {
        expect(start).toBeGreaterThanOrEqual(found[place - 1]?.end ?? 0);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});
