import type { ConversationId } from "@eigenkanaal/protocol";
import { beforeEach, describe, expect, it } from "vitest";
import { createSearchIndex } from "./searchIndex.js";
import type { Segment } from "./searchParts.js";

const [one, two] = ["one", "two"] as ConversationId[] as [ConversationId, ConversationId];
const segment = (about: string, ...texts: string[]): Segment => ({
  seq: texts.length,
  about,
  messages: texts.map((text, n) => ({ id: `m${n}`, atMs: n, who: n === 0 ? null : "Sanne", text })),
});

let index: ReturnType<typeof createSearchIndex>;
const found = (words: string) => index.search(words).map(({ conversation }) => conversation);

beforeEach(() => {
  index = createSearchIndex();
  index.put(one, "public", segment("Afval", "Mijn grijze container is kapot", "Coördinatie volgt"));
  index.put(one, "internal", segment("", "Gebeld met de wijkbeheerder"));
  index.put(two, "public", segment("Paspoort", "Kan ik mijn paspoort laten bezorgen?"));
});

describe("searching", () => {
  it("finds beginnings of words, whatever their accents and capitals, in messages, notes and topics", () => {
    expect(found("conta")).toEqual([one]);
    expect(found("COORDINATIE")).toEqual([one]);
    expect(found("wijkb")).toEqual([one]);
    expect(found("afval")).toEqual([one]);
    expect(found("mijn").toSorted()).toEqual([one, two]);
    expect(found("ontainer")).toEqual([]);
  });

  it("asks for every word somewhere in the conversation, in whatever message", () => {
    expect(found("container gebeld")).toEqual([one]);
    expect(found("container paspoort")).toEqual([]);
    expect(found("")).toEqual([]);
    expect(found("m ?")).toEqual([]);
  });

  it("says where: the message, who wrote it, and the words in it", () => {
    const [{ hits = [] } = {}] = index.search("container");
    expect(hits).toEqual([
      {
        ...{ entry: "m0", channel: "public", who: null, atMs: 0 },
        pieces: [
          { text: "Mijn grijze ", hit: false },
          { text: "container", hit: true },
          { text: " is kapot", hit: false },
        ],
      },
    ]);
    expect(
      index
        .search("paspoort")[0]
        ?.hits.map(({ entry }) => entry)
        .toSorted(),
    ).toEqual(["m0", null].toSorted());
  });
});

describe("a case's number in another system", () => {
  it("is found by any part of it, as the conversation's own and not as a message, as it is by now", () => {
    const internal = (number: string) =>
      index.put(one, "internal", segment(number, "Gebeld met de wijkbeheerder"));
    internal("Z-2026/0815");
    expect(found("Z-2026/0815")).toEqual([one]);
    expect(index.search("0815")[0]?.hits).toMatchObject([{ entry: null, channel: "internal" }]);
    expect(found("afval 2026")).toEqual([one]);
    internal("Z-2027/0001");
    expect([found("0815"), found("0001")]).toEqual([[], [one]]);
    internal("");
    expect([found("0001"), found("wijkbeheerder")]).toEqual([[], [one]]);
  });
});

describe("changing", () => {
  it("adds what came, once, and takes another topic for the former", () => {
    index.put(
      one,
      "public",
      segment("Grofvuil", "Mijn grijze container is kapot", "Coördinatie volgt", "Nieuw"),
    );
    expect(found("nieuw")).toEqual([one]);
    expect(found("grofvuil")).toEqual([one]);
    expect(found("afval")).toEqual([]);
    expect(index.search("container")[0]?.hits).toHaveLength(1);
  });

  it("forgets a conversation whole", () => {
    index.drop(one);
    for (const words of ["container", "gebeld", "afval"]) expect(found(words)).toEqual([]);
    expect(found("paspoort")).toEqual([two]);
    expect(index.segment(one, "public")).toBeUndefined();
    index.clear();
    expect(found("paspoort")).toEqual([]);
    expect(index.count()).toBe(0);
  });
});
