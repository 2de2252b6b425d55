import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bagInfo, fileName, manifestText, payloadOxum, readManifest } from "./bag.js";

const sha256 = "0123456789abcdef".repeat(4);

describe("a manifest", () => {
  it("encodes line ends and the percent sign, and nothing else", () => {
    const files = [{ path: "data/100% ja\r\n–é?.txt", sha256 }];
    expect(manifestText(files)).toBe(`${sha256}  data/100%25 ja%0D%0A–é?.txt\n`);
  });

  it("is read as it was written, whatever the paths", () => {
    const unit = fc.oneof(
      fc.constantFrom("%", "\n", "\r", "%25", "%0a", " ", "/"),
      fc.integer({ min: 1, max: 0xd7ff }).map((code) => String.fromCodePoint(code)),
    );
    const path = fc.array(unit, { minLength: 1, maxLength: 5 }).map((units) => `data/${units.join("")}`);
    fc.assert(
      fc.property(fc.uniqueArray(path, { maxLength: 4 }), (paths) => {
        const read = readManifest(manifestText(paths.map((one) => ({ path: one, sha256 }))));
        expect([...(read ?? [])]).toEqual(paths.map((one) => [one, sha256]));
      }),
    );
  });

  it("is refused where it is written in another way", () => {
    const line = `${sha256}  data/a\n`;
    expect(readManifest(line)?.get("data/a")).toBe(sha256);
    const others = [
      line.trimEnd(),
      line + line,
      line.toUpperCase(),
      line.replace("  ", " "),
      line.replace("\n", "\r\n"),
      `\n${line}`,
      `${sha256}  data/%61%0a\n`,
      `${sha256}  data/100%\n`,
    ];
    for (const other of others) expect(readManifest(other), JSON.stringify(other)).toBeUndefined();
  });
});

it("a value of bag-info.txt stays on its line", () => {
  expect(bagInfo([["Source-Organization", " Gemeente\r\nPayload-Oxum: 1.1 "]])).toBe(
    "Source-Organization: Gemeente Payload-Oxum: 1.1\n",
  );
});

it("the size of a payload is its bytes and its files", () => {
  expect(payloadOxum([{ bytes: 279164409 }, { bytes: 423 }])).toBe("279164832.2");
});

it("a name that leads elsewhere, or that some system cannot store, is none", () => {
  for (const name of ["transcript.html", "é 100%.pdf", "a..b"]) expect(fileName(name)).toBe(name);
  const others = [
    "",
    ".",
    "..",
    "../a",
    "a/b",
    "a\\b",
    "a\0",
    "a:b",
    ".a",
    "a.",
    "a ",
    "\uD800",
    "a".repeat(201),
  ];
  for (const name of others) expect(() => fileName(name), JSON.stringify(name)).toThrow(RangeError);
});
