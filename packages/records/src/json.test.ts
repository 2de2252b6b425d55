import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { example, hostileTexts, saying } from "./example.js";
import { toJson } from "./json.js";

describe("the file for computers", () => {
  it("says everything once, in order, in version 1 of its format", () => {
    expect(JSON.parse(toJson(example))).toEqual({
      format: "eigenkanaal-conversation",
      version: 1,
      savedAt: "2026-11-23T09:50:00.000Z",
      conversation: "00000000-0000-4000-c000-000000000001",
      number: "20417 88365 90214",
      organisation: { name: "Gemeente Voorbeeld" },
      desk: "Afval",
      topic: "Container niet geleegd",
      language: "nl",
      openedAt: "2026-11-20T15:52:00.000Z",
      closedAt: "2026-11-23T09:48:00.000Z",
      doubts: ["gap"],
      messages: [
        {
          ...{ seq: 1, id: "m1", at: "2026-11-20T15:52:00.000Z", by: { role: "citizen" }, kind: "text" },
          ...{ text: "Goedemiddag.\nMijn container is niet geleegd.", delivery: "read" },
        },
        {
          ...{ seq: 2, id: "m2", at: "2026-11-20T15:58:00.000Z", kind: "text" },
          by: { role: "colleague", name: "Sanne", desk: "Afval" },
          text: "Wat vervelend. Ik kijk het voor u na en ik zorg dat hij alsnog geleegd wordt: https://voorbeeld.example/afval",
        },
        {
          ...{ seq: null, id: null, at: "2026-11-20T16:03:00.000Z", by: null, kind: "system" },
          text: "Sanne van bureau Afval heeft uw gesprek overgedragen aan bureau Klantcontact.",
        },
        {
          ...{ seq: 4, id: "m4", at: "2026-11-23T09:44:00.000Z", by: { role: "unknown" } },
          ...{ kind: "invalid", text: "" },
        },
        {
          ...{ seq: 5, id: "m5", at: "2026-11-23T09:46:00.000Z", by: { role: "colleague", name: "Mo" } },
          ...{ kind: "text", text: "De wagen komt om < 12 & > 9 uur." },
        },
        {
          ...{ seq: 7, id: "m7", at: "2026-11-23T09:48:00.000Z", by: { role: "colleague", name: "Mo" } },
          ...{ kind: "system", text: "Mo heeft het gesprek afgesloten. Uw vraag is beantwoord." },
        },
      ],
      unsent: [{ writtenAt: "2026-11-23T09:49:00.000Z", text: "Dank u wel" }],
    });
  });

  it("says so where it is not closed", () => {
    expect(JSON.parse(toJson(saying([], { closedAtMs: null })))).toMatchObject({ closedAt: null });
  });

  it("gives back exactly what was said, as bytes too", () => {
    const hears = (texts: string[]) => {
      const bytes = new TextEncoder().encode(toJson(saying(texts)));
      const { messages } = JSON.parse(new TextDecoder().decode(bytes));
      expect(messages.map(({ text }: { text: string }) => text)).toEqual(texts);
    };
    hears(hostileTexts);
    fc.assert(fc.property(fc.array(fc.string({ unit: "binary" })), hears));
  });
});
