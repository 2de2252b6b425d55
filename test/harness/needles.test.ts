import { expect, test } from "vitest";
import { needlesOf, search } from "./needles.js";

const canary = "kanarie?>zingt~";
const needles = needlesOf(canary);

/** The bytes between others, `before` of them in front. */
const between = (before: number): Buffer =>
  Buffer.concat([Buffer.alloc(before, 0xa7), Buffer.from(canary), Buffer.from([0xff, 0x3e])]);

const places: [form: string, bytes: Buffer][] = [
  ["UTF-8", between(5)],
  ["hex", Buffer.from(between(2).toString("hex"))],
  ["HEX", Buffer.from(between(2).toString("hex").toUpperCase())],
  ["UTF-16LE", Buffer.from(`de ${canary}.`, "utf16le")],
  ["UTF-16BE", Buffer.from(`de ${canary}.`, "utf16le").swap16()],
  ...[0, 1, 2].flatMap((offset): [string, Buffer][] => [
    [`base64 at ${offset}`, Buffer.from(between(offset + 3).toString("base64"))],
    [`base64url at ${offset}`, Buffer.from(between(offset + 3).toString("base64url"))],
  ]),
];

test.each(places)("a canary is found as %s, whatever stands around it", (form, bytes) => {
  expect(search([{ name: "here", bytes }], needles).map((finding) => finding.form)).toContain(form);
});

test.each(places)("another canary of the same length is not found as %s", (_form, bytes) => {
  expect(search([{ name: "here", bytes }], needlesOf("kanarie?>zwijgt"))).toEqual([]);
});

test("a finding says in which place, in which form and where", () => {
  const findings = search(
    [
      { name: "empty", bytes: Buffer.alloc(0) },
      { name: "log", bytes: Buffer.from(`een ${canary}`) },
    ],
    needles,
  );
  expect(findings).toEqual([{ place: "log", form: "UTF-8", atByte: 4 }]);
});

test("no needle is so short that it would be found by chance", () => {
  for (const { bytes } of needles) expect(bytes.length).toBeGreaterThanOrEqual(canary.length);
});
