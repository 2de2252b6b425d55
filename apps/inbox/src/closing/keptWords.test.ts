import { defaultRetention } from "@eigenkanaal/domain";
import { describe, expect, it } from "vitest";
import { formatsFor } from "../texts/formats.js";
import { languages } from "../texts/texts.js";
import { keptWords, termWords } from "./keptWords.js";

const closedAtMs = Date.parse("2026-11-29T23:30:00Z");
const kept = (code: "nl" | "en", retention: string) => {
  const texts = languages[code];
  return keptWords(defaultRetention, { retention, closedAtMs }, { texts, formats: formatsFor(texts) });
};
const term = (period: string | null) => {
  const texts = languages.nl;
  return termWords(period, { texts, formats: formatsFor(texts) });
};

describe("how long something is kept", () => {
  it("is said with the last day, in the Netherlands, and why", () => {
    expect(kept("nl", "6.1.3")).toBe(
      "Wordt bewaard tot en met 30 november 2027 · Vraag om informatie (6.1.3, 1 jaar)",
    );
    expect(kept("en", "6.1")).toBe(
      "Is kept until 30 November 2031 inclusive · Report or request (6.1, 5 years)",
    );
  });

  it("is said of what is never destroyed, and of a class that the table does not hold", () => {
    expect(kept("nl", "19.1.18")).toBe("Wordt altijd bewaard · Verklaring van vernietiging (19.1.18)");
    expect(kept("nl", "1.2.3")).toBe("Wordt niet vernietigd tot iemand een termijn kiest · klasse 1.2.3");
    expect(kept("en", "1.2.3")).toBe("Is not destroyed until somebody chooses a term · class 1.2.3");
  });

  it("is a term in words", () => {
    expect(["P1Y", "P1Y6M", "P1M", "P28D", "P2W", null].map(term)).toEqual([
      ...["1 jaar", "1 jaar en 6 maanden", "1 maand", "28 dagen", "14 dagen", "altijd bewaard"],
    ]);
  });
});
