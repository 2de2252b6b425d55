import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type WooGround, wooGrounds } from "./grounds.js";
import { blockText, redactedText, wholeCharacters } from "./masks.js";

const life: WooGround = "5.1.2.e";
const mask = (start: number, end: number, ground: WooGround = life) => ({ start, end, ground });
const ground = fc.constantFrom(...wooGrounds);
const anyBlock = /\[█\u00A0[\d.a-z]+(?:,\u00A0[\d.a-z]+)*\]/gu;
const graphemes = (text: string) =>
  [...new Intl.Segmenter("nl", { granularity: "grapheme" }).segment(text)].map(({ segment }) => segment);

describe("redactedText", () => {
  it("puts a block of one length in the place of what is masked, with its article", () => {
    const text = "Ik ben Jan Jansen uit Voorbeeld.";
    expect(redactedText(text, [mask(7, 17)])).toBe(`Ik ben ${blockText([life])} uit Voorbeeld.`);
    expect(redactedText("Ik ben Bo.", [mask(7, 9)])).toBe(`Ik ben ${blockText([life])}.`);
    expect(blockText([life])).toBe("[█\u00A05.1.2.e]");
  });

  it("makes one block, on both grounds, of masks that overlap or touch, in whatever order they are given", () => {
    const text = "0123456789";
    const both = `0${blockText(["5.1.1.e", life])}789`;
    expect(redactedText(text, [mask(1, 5), mask(3, 7, "5.1.1.e")])).toBe(both);
    expect(redactedText(text, [mask(4, 7, "5.1.1.e"), mask(1, 4)])).toBe(both);
    expect(redactedText(text, [mask(1, 7), mask(2, 3, "5.1.1.e")])).toBe(both);
    expect(redactedText(text, [mask(1, 3), mask(4, 7)])).toBe(
      `0${blockText([life])}3${blockText([life])}789`,
    );
  });

  it("masks nothing with a mask of nothing, and all with one beyond the text", () => {
    expect(redactedText("abc", [mask(1, 1), mask(3, 9), mask(2, 1)])).toBe("abc");
    expect(redactedText("abc", [mask(-4, 99)])).toBe(blockText([life]));
    expect(redactedText("", [mask(0, 5)])).toBe("");
  });

  it.each([
    ["a family", "👨‍👩‍👧‍👦"],
    ["a flag", "🇳🇱"],
    ["a skin tone", "👍🏽"],
    ["an accent of its own", "e\u0301"],
    ["a surrogate pair", "𝒜"],
  ])("splits no character as people see it: %s", (_, character) => {
    const text = `x${character}y`;
    const all = `x${blockText([life])}y`;
    for (let start = 1; start <= character.length; start++)
      for (let end = start + 1; end <= character.length + 1; end++)
        expect(redactedText(text, [mask(start, end)])).toBe(all);
    expect(redactedText(text, [mask(0, 1)])).toBe(`${blockText([life])}${character}y`);
  });

  it("leaves nothing of what is masked, and all else as it stood", () => {
    // What is masked and what stands are of other letters, so that each is known again.
    const hidden = fc.string({
      unit: fc.constantFrom("a", "b", "é", "e\u0301", "👨‍👩‍👧", "🇧🇪", "\n", " "),
      minLength: 1,
    });
    const open = fc.string({ unit: fc.constantFrom("X", "Y", "Ω", "👍🏽", "5", ".", "[") });
    fc.assert(
      fc.property(fc.array(fc.record({ open, hidden, ground })), open, (parts, last) => {
        let text = "";
        const masks = parts.map((part) => {
          text += part.open;
          const start = text.length;
          text += part.hidden;
          return { start, end: text.length, ground: part.ground };
        });
        text += last;
        const left = redactedText(text, masks).replace(anyBlock, "");
        for (const gone of ["a", "b", "é", "e", "👨", "👧", "🇧", "\n", " "]) expect(left).not.toContain(gone);
        expect(left).toBe([...parts.map((part) => part.open), last].join(""));
      }),
    );
  });

  it("keeps of any text under any masks exactly the characters that no mask touches", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
    const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(40), ground));
    fc.assert(
      fc.property(text, spans, (said, asked) => {
        const masks = asked.map(([start, end, each]) => mask(start, end, each));
        let at = 0;
        const standing = graphemes(said).filter((character) => {
          const [start, end] = [at, at + character.length];
          at = end;
          return !masks.some((one) => one.start < one.end && one.start < end && start < one.end);
        });
        const left = redactedText(said, masks).replace(anyBlock, "");
        expect(left).toBe(standing.join(""));
      }),
    );
  });
});

describe("wholeCharacters", () => {
  it("grows to characters, and is the same once it has", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), fc.nat(), fc.nat(), (text, from, length) => {
        const start = from % text.length;
        const span = { start, end: Math.min(text.length, start + 1 + (length % text.length)) };
        const whole = wholeCharacters(text, span);
        expect(whole.start).toBeLessThanOrEqual(span.start);
        expect(whole.end).toBeGreaterThanOrEqual(span.end);
        expect(wholeCharacters(text, whole)).toEqual(whole);
        let at = 0;
        const boundaries = [0, ...graphemes(text).map((each) => (at += each.length))];
        expect(boundaries).toContain(whole.start);
        expect(boundaries).toContain(whole.end);
      }),
    );
  });
});
