import { describe, expect, it } from "vitest";
import { textParts } from "./links.js";

const words = (text: string) => ({ kind: "words", text });
const link = (href: string) => ({ kind: "link", href });

describe("addresses in a message", () => {
  it.each([
    ["zonder adres", [words("zonder adres")]],
    ["", []],
    ["https://voorbeeld.example/a?b=1", [link("https://voorbeeld.example/a?b=1")]],
    ["Zie https://voorbeeld.example.", [words("Zie "), link("https://voorbeeld.example"), words(".")]],
    [
      "a https://x.example/1, b https://x.example/2!",
      [words("a "), link("https://x.example/1"), words(", b "), link("https://x.example/2"), words("!")],
    ],
  ])("become links, and the sentence stays whole: %s", (text, parts) => {
    expect(textParts(text)).toEqual(parts);
  });

  it.each([
    "http://voorbeeld.example",
    "javascript:alert(1)",
    "voorbeeld.example",
    "https://",
    "data:text/html,x",
  ])("become no link when they are not https: %s", (text) => {
    expect(textParts(text)).toEqual([words(text)]);
  });
});
