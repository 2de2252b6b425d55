import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

const inProtocol = [
  ...read("../../packages/protocol/PROTOCOL.md").matchAll(/^- \*\*\[([A-Z]\d+)\]\*\*/gm),
].map(([, rule]) => rule);
const testFiles = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith(".test.ts"));
const titles = testFiles
  .filter((name) => name !== "rules.test.ts")
  .flatMap((name) =>
    [...read(name).matchAll(/^\s*test\(\s*["'`]([^"'`]*)/gm)].map(([, title = ""]) => title),
  );
const inTitles = titles.map((title) => /^\[([A-Z]\d+)\] /.exec(title)?.[1]);

test("every rule of the protocol is the beginning of a test's title", () => {
  expect(inProtocol.length).toBeGreaterThan(30);
  expect(inProtocol.filter((rule) => !inTitles.includes(rule))).toEqual([]);
});

test("every protocol test begins with a rule that the protocol has", () => {
  expect(titles.filter((_, index) => !inProtocol.includes(inTitles[index]))).toEqual([]);
});

test("no rule has its number twice", () => {
  expect(inProtocol.toSorted()).toEqual([...new Set(inProtocol)].toSorted());
});
