import { type Element, type Elements, xml } from "./xml.js";

/** A term of a list of terms: *begripGegevens*. */
export type Concept = { label: string; code?: string | undefined; list: string };
/** *identificatieGegevens*: what something is known by, and where. */
export type Identifier = { value: string; source: string };
/** *verwijzingGegevens*. */
export type Reference = { name: string; identifier?: Identifier | undefined };
/** *termijnGegevens*. Dates are `YYYY-MM-DD`, the duration is ISO 8601. */
export type Term = {
  trigger?: Concept | undefined;
  startDate?: string | undefined;
  duration?: string | undefined;
  endDate?: string | undefined;
};
/** *eventGegevens*, at a moment in unix milliseconds. */
export type MdtoEvent = { type: Concept; atMs: number; actor: Reference; result?: string | undefined };

type NotEmpty<T> = readonly [T, ...T[]];

export type InformationObject = {
  identifiers: NotEmpty<Identifier>;
  name: string;
  level: Concept;
  classification: readonly Concept[];
  coverage?: { type: Concept; startDate: string; endDate?: string | undefined } | undefined;
  /** BCP 47. */
  language?: string | undefined;
  events: readonly MdtoEvent[];
  appraisal: Concept;
  retention?: Term | undefined;
  category?: Concept | undefined;
  partOf: readonly Reference[];
  parts: readonly Reference[];
  representations: readonly Reference[];
  creator: Reference;
  involved: readonly { relation: Concept; actor: Reference }[];
  restrictions: NotEmpty<{ type: Concept; description?: string | undefined; term?: Term | undefined }>;
};

export type FileObject = {
  identifiers: NotEmpty<Identifier>;
  name: string;
  bytes: number;
  format: Concept;
  sha256: string;
  checkedAtMs: number;
  represents: Reference;
};

const namespace = "https://www.nationaalarchief.nl/mdto";

/** The version of the schema that a document says it follows, as the specification of a SIP asks. */
const root = `<MDTO xmlns="${namespace}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${namespace} ${namespace}/MDTO-XML1.0.2.xsd">`;

const mdto = (object: Element): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n${xml([object], "\t")}</MDTO>\n`;

/** Where the schema allows no text without a letter in it (*NietLegeWaarde*), what is not known is said to be so. */
const filled = (text: string): string => (/[^ \t\n\r]/.test(text) ? text : "onbekend");

/** One element where there is something to say. */
const ifAny = <T>(value: T | undefined, element: (value: T) => Element): Element | undefined =>
  value === undefined ? undefined : element(value);

const identifier = (name: string, { value, source }: Identifier): Element => [
  name,
  [
    ["identificatieKenmerk", filled(value)],
    ["identificatieBron", filled(source)],
  ],
];

const reference = (name: string, to: Reference): Element => [
  name,
  [
    ["verwijzingNaam", filled(to.name)],
    ifAny(to.identifier, (one) => identifier("verwijzingIdentificatie", one)),
  ],
];

const concept = (name: string, { label, code, list }: Concept): Element => [
  name,
  [
    ["begripLabel", filled(label)],
    ifAny(code, (text) => ["begripCode", text]),
    reference("begripBegrippenlijst", { name: list }),
  ],
];

const term = (name: string, { trigger, startDate, duration, endDate }: Term): Element => [
  name,
  [
    ifAny(trigger, (one) => concept("termijnTriggerStartLooptijd", one)),
    ifAny(startDate, (date) => ["termijnStartdatumLooptijd", date]),
    ifAny(duration, (text) => ["termijnLooptijd", text]),
    ifAny(endDate, (date) => ["termijnEinddatum", date]),
  ],
];

const moment = (atMs: number): string => new Date(atMs).toISOString();

const event = ({ type, atMs, actor, result }: MdtoEvent): Element => [
  "event",
  [
    concept("eventType", type),
    ["eventTijd", moment(atMs)],
    reference("eventVerantwoordelijkeActor", actor),
    ifAny(result, (text) => ["eventResultaat", text]),
  ],
];

const coverage = ({ type, startDate, endDate }: NonNullable<InformationObject["coverage"]>): Element => [
  "dekkingInTijd",
  [
    concept("dekkingInTijdType", type),
    ["dekkingInTijdBegindatum", startDate],
    ifAny(endDate, (date) => ["dekkingInTijdEinddatum", date]),
  ],
];

/** What xsd:language takes; `und` is BCP 47's own for a language that is not known. */
const languageTag = (tag: string): string => (/^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : "und");

const named = ({ identifiers, name }: Pick<InformationObject, "identifiers" | "name">): Elements => [
  ...identifiers.map((one) => identifier("identificatie", one)),
  ["naam", filled(name)],
];

/**
 * An MDTO *informatieobject* (MDTO-XML 1.0.2) in the order that the schema demands. A text that is empty where the
 * schema wants one becomes *onbekend*; characters that XML cannot hold become U+FFFD.
 */
export const informationObjectXml = (object: InformationObject): string =>
  mdto([
    "informatieobject",
    [
      ...named(object),
      concept("aggregatieniveau", object.level),
      ...object.classification.map((one) => concept("classificatie", one)),
      ifAny(object.coverage, coverage),
      ifAny(object.language, (tag) => ["taal", languageTag(tag)]),
      ...object.events.map(event),
      concept("waardering", object.appraisal),
      ifAny(object.retention, (one) => term("bewaartermijn", one)),
      ifAny(object.category, (one) => concept("informatiecategorie", one)),
      ...object.partOf.map((one) => reference("isOnderdeelVan", one)),
      ...object.parts.map((one) => reference("bevatOnderdeel", one)),
      ...object.representations.map((one) => reference("heeftRepresentatie", one)),
      reference("archiefvormer", object.creator),
      ...object.involved.map(
        ({ relation, actor }): Element => [
          "betrokkene",
          [concept("betrokkeneTypeRelatie", relation), reference("betrokkeneActor", actor)],
        ],
      ),
      ...object.restrictions.map(
        ({ type, description, term: until }): Element => [
          "beperkingGebruik",
          [
            concept("beperkingGebruikType", type),
            ifAny(description, (text) => ["beperkingGebruikNadereBeschrijving", text]),
            ifAny(until, (one) => term("beperkingGebruikTermijn", one)),
          ],
        ],
      ),
    ],
  ]);

const sha256Algorithm: Concept = { label: "SHA256", list: "Begrippenlijst ChecksumAlgoritme MDTO" };

/** An MDTO *bestand* (MDTO-XML 1.0.2). */
export const fileObjectXml = (object: FileObject): string =>
  mdto([
    "bestand",
    [
      ...named(object),
      ["omvang", String(object.bytes)],
      concept("bestandsformaat", object.format),
      [
        "checksum",
        [
          concept("checksumAlgoritme", sha256Algorithm),
          ["checksumWaarde", object.sha256],
          ["checksumDatum", moment(object.checkedAtMs)],
        ],
      ],
      reference("isRepresentatieVan", object.represents),
    ],
  ]);

/** Size and SHA-256 that a *bestand* of `fileObjectXml` states; undefined for any other text. */
export function readFileObject(text: string): { bytes: number; sha256: string } | undefined {
  const only = (pattern: RegExp) => {
    const [first, ...more] = [...text.matchAll(pattern)];
    return more.length === 0 ? first?.[1] : undefined;
  };
  const bytes = only(/<omvang>(\d+)<\/omvang>/g);
  const sha256 = only(/<checksumWaarde>([0-9a-f]{64})<\/checksumWaarde>/g);
  return bytes !== undefined && sha256 !== undefined ? { bytes: Number(bytes), sha256 } : undefined;
}
