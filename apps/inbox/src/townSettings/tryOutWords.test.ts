import type { DeskId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { nl } from "../texts/nl.js";
import { tryOutWords } from "./tryOutWords.js";

const to = "d1" as DeskId;
const wording = {
  texts: nl,
  names: { topic: String, desk: () => "Algemeen", member: String },
  dateTime: (atMs: number) => `${atMs} uur`,
  list: (words: string[]) => words.join(", "),
};
const offer = { step: "overflow", to, atMs: 10 } as const;

it("says whether the other desk is open when it would be offered, and else when it opens", () => {
  const [open] = tryOutWords([{ ...offer, open: true }], wording);
  expect(open).toContain("Heeft op 10 uur nog niemand de vraag");
  expect(open).toContain("Dat bureau is dan open.");
  const [closed] = tryOutWords([{ ...offer, open: false, opensAtMs: 13 }], wording);
  expect(closed).toContain("Algemeen dicht. Dat bureau gaat open 13 uur.");
  const [never] = tryOutWords([{ ...offer, open: false, opensAtMs: null }], wording);
  expect(never).toContain("gaat open op een moment dat nog niet te zien is");
});
