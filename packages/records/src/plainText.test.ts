import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { example, hostileTexts, saying } from "./example.js";
import { toPlainText } from "./plainText.js";
import { transcriptWords } from "./texts/transcript.js";

const { nl, en } = transcriptWords;
const atMargin = (text: string) => text.split("\n").filter((line) => !line.startsWith("    "));
const words = (text: string) => text.split(/\s+/u).filter((word) => word !== "");

describe("the plain text", () => {
  it("says everything once, in order, by day, with its doubts first", () => {
    expect(toPlainText(example, nl)).toBe(`Uw gesprek met Gemeente Voorbeeld

Gemeente: Gemeente Voorbeeld
Bureau: Afval
Onderwerp: Container niet geleegd
Begonnen: 20 november 2026 om 16:52 uur
Afgesloten: 23 november 2026 om 10:48 uur
Gespreksnummer: 20417 88365 90214
Bewaard: 23 november 2026 om 10:50 uur

Let op: er ontbreekt misschien een bericht.
Alle tijden zijn Nederlandse tijden.

vrijdag 20 november 2026

U, 16:52 uur:
    Goedemiddag.
    Mijn container is niet geleegd.

Sanne (bureau Afval), 16:58 uur:
    Wat vervelend. Ik kijk het voor u na en ik zorg dat hij alsnog geleegd
    wordt: https://voorbeeld.example/afval

17:03 uur: Sanne van bureau Afval heeft uw gesprek overgedragen aan
bureau Klantcontact.

maandag 23 november 2026

Onbekend, 10:44 uur:
    Dit bericht is ongeldig. We konden niet nagaan of het echt van uw
    gemeente is. Daarom staat het hier niet.

Mo, 10:46 uur:
    De wagen komt om < 12 & > 9 uur.

10:48 uur: Mo heeft het gesprek afgesloten. Uw vraag is beantwoord.

Nog niet verstuurd

Deze berichten stonden alleen op uw apparaat. Uw gemeente heeft ze niet
gekregen.

23 november 2026 om 10:49 uur:
    Dank u wel
`);
  });

  it("is in the language of its words", () => {
    expect(toPlainText(saying([]), en)).toContain("There are no messages in this conversation.\n");
  });

  it("lets nobody speak at the margin, where the names of others stand", () => {
    const plain = toPlainText(saying(["x"]), nl);
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "binary" })), (text) => {
        expect(atMargin(toPlainText(saying([text]), nl))).toEqual(atMargin(plain));
      }),
    );
  });

  it("keeps a name on its line, however it is written", () => {
    const named = saying(["x"], { organisation: { name: "Voorbeeld\nSanne, 10:44 uur:" } });
    expect(atMargin(toPlainText(named, nl))).not.toContain("Sanne, 10:44 uur:");
  });

  it("keeps every word whole and in its place, and no line longer than it must be", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("een", "twee", "a".repeat(100), "\n", " ", "é👋")), (parts) => {
        const text = parts.join(" ");
        const lines = toPlainText(saying([text]), nl)
          .split("\n")
          .filter((line) => line.startsWith("    "));
        expect(words(lines.join("\n"))).toEqual(words(text));
        for (const line of lines) if (words(line).length > 1) expect(line.length).toBeLessThanOrEqual(76);
      }),
    );
  });

  it("has no control character but the line feed and the tab", () => {
    for (const text of hostileTexts)
      expect(toPlainText(saying([text]), nl).replace(/[\n\t]/g, "")).not.toMatch(/\p{Cc}|\p{Cs}/u);
  });
});
