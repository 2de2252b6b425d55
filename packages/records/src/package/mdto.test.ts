import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import {
  type FileObject,
  fileObjectXml,
  type InformationObject,
  informationObjectXml,
  readFileObject,
} from "./mdto.js";
import { notChecked, requireValid } from "./schema.js";

type Node = { name: string; text: string; children: Node[] };

/** An independent reader, which refuses what is not well-formed. */
function parse(document: string): Node {
  const top: Node = { name: "", text: "", children: [] };
  const open = [top];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    const node = { name, text: "", children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => open.pop());
  parser.on("text", (text) => {
    const node = open.at(-1);
    if (node) node.text += text;
  });
  parser.write(document).close();
  return top;
}

/** The texts at a path of element names, in the order of the document. */
const textsAt = (document: string, path: string): string[] =>
  path
    .split("/")
    .reduce<Node[]>(
      (nodes, name) => nodes.flatMap(({ children }) => children.filter((child) => child.name === name)),
      [parse(document)],
    )
    .map(({ text }) => text);

/** What of a text an XML document can hold, by the production `Char` of XML 1.0. */
const held = (text: string): string =>
  [...text]
    .map((char) => {
      const code = char.codePointAt(0) ?? 0;
      const isChar =
        [9, 10, 13].includes(code) || (code >= 0x20 && code < 0xd800) || (code >= 0xe000 && code < 0xfffe);
      return isChar || code >= 0x10000 ? char : "\uFFFD";
    })
    .join("");

/** The same, where the schema allows no text of white space only. */
const heldOrUnknown = (text: string): string => (held(text).match(/^[ \t\r\n]*$/) ? "onbekend" : held(text));

const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom("\r\n", "\r", "\n", "\t", " ", "]]>", "&amp;", "&#0;", "<naam>", "<!--", '"', "'"),
      fc.constantFrom("\0", "\v", "\u001b", "\u0085", "\u2028", "\uD83D", "\uDE00", "\uFFFE", "\uFFFF", "😀"),
      fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
    ),
    { maxLength: 12 },
  )
  .map((units) => units.join(""));

const date = fc
  .integer({ min: 0, max: 40_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const concept = fc.record({ label: anyText, code: some(anyText), list: anyText });
const identifier = fc.record({ value: anyText, source: anyText });
const reference = fc.record({ name: anyText, identifier: some(identifier) });
const duration = fc.constantFrom("P5Y", "P1Y6M", "P28D");
const term = fc.record({
  trigger: some(concept),
  startDate: some(date),
  duration: some(duration),
  endDate: some(date),
});
const event = fc.record({
  type: concept,
  atMs: fc.integer({ min: 0, max: 4e12 }),
  actor: reference,
  result: some(anyText),
});
const restriction = fc.record({ type: concept, description: some(anyText), term: some(term) });
const few = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 2 });

const informationObject: fc.Arbitrary<InformationObject> = fc.record({
  identifiers: fc.tuple(identifier, identifier),
  name: anyText,
  level: concept,
  classification: few(concept),
  coverage: some(fc.record({ type: concept, startDate: date, endDate: some(date) })),
  language: some(fc.oneof(fc.constantFrom("nl", "zh-Hans", "ar"), anyText)),
  events: few(event),
  appraisal: concept,
  retention: some(term),
  category: some(concept),
  partOf: few(reference),
  parts: few(reference),
  representations: few(reference),
  creator: reference,
  involved: few(fc.record({ relation: concept, actor: reference })),
  restrictions: fc.tuple(restriction, restriction),
});

const fileObject: fc.Arbitrary<FileObject> = fc.record({
  identifiers: fc.tuple(identifier),
  name: anyText,
  bytes: fc.maxSafeNat(),
  format: concept,
  sha256: fc.constant("0123456789abcdef".repeat(4)),
  checkedAtMs: fc.integer({ min: 0, max: 4e12 }),
  represents: reference,
});

describe("MDTO", () => {
  it("holds any text in any field, and nothing else", () => {
    fc.assert(
      fc.property(informationObject, (object) => {
        const document = informationObjectXml(object);
        const at = (path: string) => textsAt(document, `MDTO/informatieobject/${path}`);
        const filled = (texts: readonly string[]) => texts.map(heldOrUnknown);
        const given = (texts: readonly (string | undefined)[]) =>
          texts.flatMap((text) => text ?? []).map(held);

        expect(at("identificatie/identificatieKenmerk")).toEqual(
          filled(object.identifiers.map(({ value }) => value)),
        );
        expect(at("identificatie/identificatieBron")).toEqual(
          filled(object.identifiers.map(({ source }) => source)),
        );
        expect(at("naam")).toEqual(filled([object.name]));
        expect(at("classificatie/begripLabel")).toEqual(
          filled(object.classification.map(({ label }) => label)),
        );
        expect(at("classificatie/begripCode")).toEqual(given(object.classification.map(({ code }) => code)));
        expect(at("classificatie/begripBegrippenlijst/verwijzingNaam")).toEqual(
          filled(object.classification.map(({ list }) => list)),
        );
        expect(at("event/eventVerantwoordelijkeActor/verwijzingNaam")).toEqual(
          filled(object.events.map(({ actor }) => actor.name)),
        );
        expect(at("event/eventResultaat")).toEqual(given(object.events.map(({ result }) => result)));
        expect(at("waardering/begripLabel")).toEqual(filled([object.appraisal.label]));
        expect(at("bewaartermijn/termijnTriggerStartLooptijd/begripLabel")).toEqual(
          filled(object.retention?.trigger ? [object.retention.trigger.label] : []),
        );
        expect(at("isOnderdeelVan/verwijzingNaam")).toEqual(filled(object.partOf.map(({ name }) => name)));
        expect(at("bevatOnderdeel/verwijzingIdentificatie/identificatieKenmerk")).toEqual(
          filled(object.parts.flatMap((one) => one.identifier?.value ?? [])),
        );
        expect(at("heeftRepresentatie/verwijzingNaam")).toEqual(
          filled(object.representations.map(({ name }) => name)),
        );
        expect(at("betrokkene/betrokkeneActor/verwijzingNaam")).toEqual(
          filled(object.involved.map(({ actor }) => actor.name)),
        );
        expect(at("beperkingGebruik/beperkingGebruikNadereBeschrijving")).toEqual(
          given(object.restrictions.map(({ description }) => description)),
        );
      }),
    );
  });

  it("states of a file what can be read back", () => {
    fc.assert(
      fc.property(fileObject, (object) => {
        const document = fileObjectXml(object);
        expect(textsAt(document, "MDTO/bestand/naam")).toEqual([heldOrUnknown(object.name)]);
        expect(textsAt(document, "MDTO/bestand/isRepresentatieVan/verwijzingNaam")).toEqual([
          heldOrUnknown(object.represents.name),
        ]);
        expect(readFileObject(document)).toEqual({ bytes: object.bytes, sha256: object.sha256 });
      }),
    );
    expect(readFileObject("<omvang>1</omvang>")).toBeUndefined();
  });

  it("is valid against the schema, whatever the texts", ({ skip }) => {
    if (notChecked) skip(notChecked);
    requireValid([
      ...fc.sample(informationObject, 150).map(informationObjectXml),
      ...fc.sample(fileObject, 50).map(fileObjectXml),
    ]);
    const [broken = ""] = fc.sample(fileObject, 1).map(fileObjectXml);
    expect(() => requireValid([broken.replace(/<omvang>\d+/, "<omvang>-1")])).toThrow();
  });
});
