import fc from "fast-check";
import { expect, it } from "vitest";
import { saying } from "./example.js";
import { fileNameOf } from "./fileName.js";
import { momentsIn } from "./moments.js";
import { transcriptWords } from "./texts/transcript.js";
import { linesOf } from "./transcript.js";

const { nl, en } = transcriptWords;

it("puts what happened after the message that it followed, whatever the clocks say", () => {
  const { said } = saying(["een", "twee", "drie"]);
  const turns = [
    { afterSeq: 2, atMs: 0, text: "derde" },
    { afterSeq: 0, atMs: 9e12, text: "eerst" },
    { afterSeq: 2, atMs: 1, text: "vierde" },
  ];
  expect(linesOf({ said: said.toReversed(), turns }).map(({ text }) => text)).toEqual(
    "eerst een twee derde vierde drie".split(" "),
  );
});

it("tells Dutch time, in summer and in winter", () => {
  expect(momentsIn(nl).whole(Date.parse("2026-07-01T22:30:00Z"))).toBe("2 juli 2026 om 00:30 uur");
  expect(momentsIn(en).whole(Date.parse("2026-12-31T23:05:00Z"))).toBe("1 January 2027 at 00:05");
});

it("names a file by the town and the day, never by the topic", () => {
  const own = saying([]);
  expect(fileNameOf(own, nl, "html")).toBe("gesprek-gemeente-voorbeeld-2026-11-23.html");
  expect(fileNameOf({ ...own, organisation: { name: "Súdwest-Fryslân" } }, en, "json")).toBe(
    "conversation-sudwest-fryslan-2026-11-23.json",
  );
  expect(fileNameOf({ ...own, organisation: { name: "北京" } }, nl, "txt")).toBe("gesprek-2026-11-23.txt");
});

it("has a name that every device takes, whatever the town is called", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("../../etc", "C:\\x", "con")),
      (name) => {
        const file = fileNameOf({ ...saying([]), organisation: { name } }, nl, "html");
        expect(file).toMatch(/^gesprek-([a-z0-9]+-)*2026-11-23\.html$/);
        expect(file.length).toBeLessThan(80);
      },
    ),
  );
});
