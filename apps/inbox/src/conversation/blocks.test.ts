import { MemberId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { arrivals, type Block, blocksOf, type TextEntry } from "./blocks.js";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const dayOf = (atMs: number) => String(Math.floor(atMs / dayMs));
const sanne = {
  role: "member",
  member: MemberId.parse("00000000-0000-4000-8000-000000000001"),
  alias: "Sanne",
} as const;

const text = (id: string, atMs: number, over: Partial<TextEntry> = {}): TextEntry => ({
  kind: "text",
  id,
  channel: "public",
  author: { role: "citizen" },
  own: false,
  text: id,
  atMs,
  delivery: null,
  ...over,
});

const shape = (block: Block) => {
  if (block.kind === "day") return "day";
  return block.kind === "line" ? block.entry.kind : block.entries.map((entry) => entry.id).join("+");
};
const shapes = (...entries: Parameters<typeof blocksOf>[0]) => blocksOf(entries, dayOf).map(shape);

describe("the timeline", () => {
  it("joins what one person writes in a row, and not what another writes in between", () => {
    expect(shapes(text("a", 0), text("b", minuteMs))).toEqual(["day", "a+b"]);
    const answer = text("answer", minuteMs, { author: sanne });
    expect(shapes(text("a", 0), answer, text("b", 2 * minuteMs))).toEqual(["day", "a", "answer", "b"]);
  });

  it("begins a new block after five minutes of silence", () => {
    expect(shapes(text("a", 0), text("b", 5 * minuteMs - 1))).toEqual(["day", "a+b"]);
    expect(shapes(text("a", 0), text("b", 5 * minuteMs))).toEqual(["day", "a", "b"]);
  });

  it("merges notes by time and never joins a note to an answer of the same colleague", () => {
    const answer = text("answer", minuteMs, { author: sanne });
    const note = text("note", 2 * minuteMs, { author: sanne, channel: "internal" });
    expect(shapes(note, text("a", 0), answer)).toEqual(["day", "a", "answer", "note"]);
  });

  it("puts a divider before each new day", () => {
    expect(shapes(text("a", dayMs - 1), text("b", dayMs))).toEqual(["day", "a", "day", "b"]);
  });

  it("shows an invalid message on a line of its own, splitting the words around it", () => {
    const invalid = { kind: "invalid", id: "x", channel: "public", why: "tampered", atMs: 1 } as const;
    expect(shapes(text("a", 0), invalid, text("b", 2))).toEqual(["day", "a", "invalid", "b"]);
  });
});

describe("arrivals", () => {
  it("are new texts of others, and not one's own", () => {
    const before = [text("a", 0)];
    const now = [...before, text("b", 1), text("mine", 2, { own: true, author: sanne })];
    expect(arrivals(before, now).map((entry) => entry.id)).toEqual(["b"]);
  });

  it("are none when only the delivery of a message changed", () => {
    const sent = text("a", 0, { delivery: { state: "stored" } });
    expect(arrivals([sent], [{ ...sent, delivery: { state: "read" } }])).toEqual([]);
  });
});
