/** What people type without meaning to: worth one question before it is sent. */
export type PersonalDataKind = "bsn" | "iban" | "email" | "phone";

/** Where it stands in the text, in UTF-16 code units as a text field counts them; `end` is just past it. */
export type PersonalData = { kind: PersonalDataKind; start: number; end: number };

/** What is the town's own and so no one's personal data: its phone numbers, and the host names of its website. */
export type TownsOwn = { phones: readonly string[]; hosts: readonly string[] };

const finders = [
  ["iban", (text: string) => ibansIn(text)],
  ["email", (text: string, own: TownsOwn) => emailsIn(text, own)],
  ["phone", (text: string, own: TownsOwn) => phonesIn(text, own)],
  ["bsn", (text: string) => bsnsIn(text)],
] as const satisfies [PersonalDataKind, (text: string, own: TownsOwn) => Span[]][];

type Span = { start: number; end: number };

/**
 * Personal data in a text, in its order: citizen service numbers (BSN), bank accounts (IBAN), e-mail addresses and Dutch
 * phone numbers. It looks at form, check digits and the words before; one of eleven numbers of nine digits passes as a
 * BSN, so the finding is a reason to ask, never to refuse.
 */
export const findPersonalData = (text: string, own: TownsOwn = { phones: [], hosts: [] }): PersonalData[] => {
  const found: PersonalData[] = [];
  for (const [kind, find] of finders) {
    for (const { start, end } of find(text, own)) {
      if (found.every((other) => end <= other.start || other.end <= start)) found.push({ kind, start, end });
    }
  }
  return found.toSorted((one, other) => one.start - other.start);
};

const matches = (text: string, pattern: RegExp): (Span & { words: string })[] =>
  [...text.matchAll(pattern)].map((match) => ({
    words: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));

const digitsOf = (words: string): string => words.replace(/\D/g, "");

/** Nine digits as they are written in full, 3-3-3 or 4-2-3, or eight where the leading zero was left out. */
const bsnForm =
  /(?<![\p{L}\d]|[\d\p{L}][-.,/_]|\d[^\S\n](?=\d{2,4}[^\S\n]))(?:\d{8,9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3}|\d{2}([ .-])\d{3}\3\d{3})(?![\p{L}\d]|[-.,/_:]\d|-\p{L})/gu;

const bsnsIn = (text: string): Span[] =>
  matches(text, bsnForm).filter(
    ({ words, start, end }) =>
      passesElevenTest(digitsOf(words)) &&
      !isDate(digitsOf(words)) &&
      !/(?:€|\beur|\beuro)\s*$/i.test(text.slice(Math.max(0, start - 8), start)) &&
      !/^\s*(?:€|euro?\b)/i.test(text.slice(end, end + 8)) &&
      !(/ /.test(words) && /^ \d/.test(text.slice(end, end + 2))) &&
      !isNamedAsOther(text.slice(Math.max(0, start - 40), start)),
  );

/** The eleven test of a BSN: weights 9 to 2, and the last digit weighs −1 (Besluit burgerservicenummer, artikel 2). */
const passesElevenTest = (digits: string): boolean => {
  const sum = [...digits.padStart(9, "0")].reduce(
    (total, digit, place) => total + Number(digit) * (place === 8 ? -1 : 9 - place),
    0,
  );
  return sum % 11 === 0 && Number(digits) !== 0;
};

/** Eight digits that are a day of this or the last century: 20261123 or 23112026. */
const isDate = (digits: string): boolean =>
  /^(?:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d)$/.test(
    digits,
  );

const otherNumber =
  /(?:order|bestel|factu|invoice|klant|customer|zaak|case|melding|dossier|aanslag|referentie|reference|kenmerk|kvk|kamer van koophandel|polis|policy|track|pakket|vergunning|artikel|serie|abonnement|debiteur|relatie)\p{L}*|bsn|burgerservice\p{L}*|sofi\p{L}*/giu;

/** The words just before say that it is a number of another kind; the nearest word counts. */
const isNamedAsOther = (before: string): boolean => {
  const nearest = before
    .split(/[\n?!;]/)
    .at(-1)
    ?.match(otherNumber)
    ?.at(-1);
  return nearest !== undefined && !/^(?:bsn|burgerservice|sofi)/i.test(nearest);
};

/** Characters in an IBAN per country: the SWIFT IBAN registry (ISO 13616), its countries of Europe and around. */
const ibanLengths =
  "AD24AE23AL28AT20AZ28BA20BE16BG22BY28CH21CY28CZ24DE22DK18DZ26EE20EG29ES24FI18FO18FR27GB22GE22GI23GL18GR27HR21HU28IE22IL23IS26IT27IQ23JO30KW30KZ20LB28LI21LT20LU20LV21MA28MC27MD24ME22MK19MT31NL18NO15PK24PL28PS29PT25QA29RO24RS22SA24SE24SI19SK24SM27TN24TR26UA29VA22XK20";

const ibansIn = (text: string): Span[] =>
  matches(text, /(?<![\p{L}\d])[A-Z]{2}(?=\d{2})/giu).flatMap(({ words, start }) => {
    const [, length] = new RegExp(`^(?:..\\d\\d)*?${words}(\\d\\d)`, "i").exec(ibanLengths) ?? [];
    if (length === undefined) return [];
    const form = new RegExp(`[A-Z\\d](?:[ .-]?[A-Z\\d]){${Number(length) - 1}}(?![\\p{L}\\d])`, "iuy");
    form.lastIndex = start;
    const [written = ""] = form.exec(text) ?? [];
    const valid = remainderOf97(written.replace(/[ .-]/g, "")) === 1;
    return valid ? [{ start, end: start + written.length }] : [];
  });

/** The remainder by 97 of an IBAN read as a number: the first four characters last, letters as 10 to 35 (ISO 7064). */
const remainderOf97 = (iban: string): number =>
  [...`${iban.slice(4)}${iban.slice(0, 4)}`]
    .map((character) => Number.parseInt(character, 36))
    .reduce((remainder, value) => (remainder * (value > 9 ? 100 : 10) + value) % 97, 0);

const emailsIn = (text: string, { hosts }: TownsOwn): Span[] =>
  matches(
    text,
    /(?<![\p{L}\d._%+-])[\p{L}\d._%+-]+@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.)+\p{L}{2,}/giu,
  ).filter(({ words }) => {
    const domain = words.slice(words.indexOf("@") + 1).toLowerCase();
    return !hosts.some((host) => `.${domain}`.endsWith(`.${host.replace(/^www\./, "")}`));
  });

/**
 * Numbers of nine digits after the 0 or +31: of a place, a mobile, or over the internet (085, 091). Those that belong to
 * organisations alone stay out: 0800, 0900, 088, 14 0…
 */
const phoneForm =
  /(?<![\p{L}\d+]|\d[-.,/ ])(?:(?:\+|00)31[ .-]?(?:\(0\))?[ .-]?|\(?0)(?:[1-7]|85|91)(?:\)?[ .-]{0,3}\d){7,8}(?![\p{L}\d]|[-.,/]\d)/gu;

const nationalOf = (words: string): string =>
  `0${digitsOf(words.replace("(0)", "")).replace(/^(?:0031|31|0)/, "")}`;

const phonesIn = (text: string, { phones }: TownsOwn): Span[] =>
  matches(text, phoneForm).filter(
    ({ words, start }) =>
      nationalOf(words).length === 10 &&
      !isNamedAsOther(text.slice(Math.max(0, start - 40), start)) &&
      !phones.some((phone) => nationalOf(phone) === nationalOf(words)),
  );
