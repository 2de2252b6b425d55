/**
 * Looking for words in bytes that somebody may have encoded on the way: a database, its files, a log, a recorded
 * wire. It finds encodings, not compression or encryption: who searches must see what was compressed unpacked too.
 */

/** One form that a text can take, named for whoever must find out how it got there. */
export type Needle = { form: string; bytes: Buffer };

/** Something that was searched, by a name that says where to look. */
export type Place = { name: string; bytes: Buffer };

export type Finding = { place: string; form: string; atByte: number };

/**
 * UTF-8, hexadecimal of either case, UTF-16 of either byte order, and base64 of either alphabet at its three offsets,
 * without the letters that depend on what stands before or after it (RFC 4648).
 */
export const needlesOf = (text: string): Needle[] => {
  const utf8 = Buffer.from(text, "utf8");
  const hex = utf8.toString("hex");
  const littleEndian = Buffer.from(text, "utf16le");
  const forms: Record<string, string | Buffer> = {
    "UTF-8": utf8,
    hex,
    HEX: hex.toUpperCase(),
    "UTF-16LE": littleEndian,
    "UTF-16BE": Buffer.from(littleEndian).swap16(),
  };
  for (const alphabet of ["base64", "base64url"] as const)
    for (const offset of [0, 1, 2]) forms[`${alphabet} at ${offset}`] = middleOf(utf8, offset, alphabet);
  return Object.entries(forms).map(([form, bytes]) => ({ form, bytes: Buffer.from(bytes) }));
};

/** What stands in base64 for these bytes, with `offset` bytes before them in their group of three, whatever else is around. */
const middleOf = (bytes: Buffer, offset: number, alphabet: "base64" | "base64url"): string => {
  const bitsPerLetter = 6;
  const first = Math.ceil((offset * 8) / bitsPerLetter);
  const end = Math.floor(((offset + bytes.length) * 8) / bitsPerLetter);
  return Buffer.concat([Buffer.alloc(offset), bytes])
    .toString(alphabet)
    .slice(first, end);
};

/** The first finding of each needle in each place. */
export const search = (places: Iterable<Place>, needles: readonly Needle[]): Finding[] => {
  const findings: Finding[] = [];
  for (const { name, bytes } of places) {
    for (const needle of needles) {
      const atByte = bytes.indexOf(needle.bytes);
      if (atByte >= 0) findings.push({ place: name, form: needle.form, atByte });
    }
  }
  return findings;
};
