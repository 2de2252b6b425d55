import type { Author, Entry } from "@eigenkanaal/client";
import { MemberId } from "@eigenkanaal/protocol";
import { describe, expect, it } from "vitest";
import { arrivals, timelineItems } from "./timeline.js";

const timeZone = "Europe/Amsterdam";
const sanne: Author = {
  role: "member",
  member: MemberId.parse("00000000-0000-4000-8000-000000000001"),
  alias: "Sanne",
};
const mo: Author = {
  role: "member",
  member: MemberId.parse("00000000-0000-4000-8000-000000000002"),
  alias: "Mo",
};
const at = (time: string): number => Date.parse(`2026-11-23T${time}+01:00`);

let count = 0;
const text = (author: Author, atMs: number, more: Partial<Extract<Entry, { kind: "text" }>> = {}): Entry => ({
  kind: "text",
  id: `${count++}`,
  channel: "public",
  author,
  own: author.role === "citizen",
  text: "tekst",
  atMs,
  delivery: author.role === "citizen" ? { state: "stored" } : null,
  ...more,
});
const citizen: Author = { role: "citizen" };

/** Days as "day", groups as the number of messages in them. */
const shape = (entries: Entry[]) =>
  timelineItems(entries, timeZone).map((item) => (item.kind === "group" ? item.messages.length : item.kind));

describe("the message list", () => {
  it("groups messages of one author within one minute", () => {
    expect(shape([text(citizen, at("10:42:01")), text(citizen, at("10:42:59"))])).toEqual(["day", 2]);
  });

  it("does not group over a minute, another author or another colleague", () => {
    expect(shape([text(citizen, at("10:42:59")), text(citizen, at("10:43:00"))])).toEqual(["day", 1, 1]);
    expect(shape([text(citizen, at("10:42:01")), text(sanne, at("10:42:02"))])).toEqual(["day", 1, 1]);
    expect(shape([text(sanne, at("10:42:01")), text(mo, at("10:42:02"))])).toEqual(["day", 1, 1]);
    expect(shape([text(sanne, at("10:42:01")), text(sanne, at("10:42:02"))])).toEqual(["day", 2]);
  });

  it("keeps a refused message apart, so that its reason stands with it", () => {
    const refused = { delivery: { state: "refused", code: "too_large" } } as const;
    const [a, b, c] = [at("10:42:01"), at("10:42:02"), at("10:42:03")];
    expect(shape([text(citizen, a), text(citizen, b, refused), text(citizen, c)])).toEqual(["day", 1, 1, 1]);
  });

  it("shows for a group how far its last message has come", () => {
    const items = timelineItems(
      [
        text(citizen, at("10:42:01"), { delivery: { state: "read" } }),
        text(citizen, at("10:42:02"), { delivery: { state: "queued" } }),
      ],
      timeZone,
    );
    expect(items[1]).toMatchObject({ kind: "group", delivery: { state: "queued" } });
  });

  it("keeps a remark on the conversation apart from what is written in it", () => {
    const remark = { ...text(citizen, at("10:42:02")), kind: "remark" } as Entry;
    const [, before, about, after] = timelineItems(
      [text(citizen, at("10:42:01")), remark, text(citizen, at("10:42:03"))],
      timeZone,
    );
    expect([before, about, after]).toMatchObject([{ says: "text" }, { says: "remark" }, { says: "text" }]);
  });

  it("puts a divider before each day of the reader's calendar", () => {
    const beforeMidnight = Date.parse("2026-11-23T22:59:59Z");
    const afterMidnight = Date.parse("2026-11-23T23:00:00Z");
    expect(shape([text(sanne, beforeMidnight), text(sanne, afterMidnight)])).toEqual(["day", 1, "day", 1]);
    expect(
      timelineItems([text(sanne, beforeMidnight), text(sanne, afterMidnight)], "UTC").map(({ kind }) => kind),
    ).toEqual(["day", "group", "group"]);
  });

  it("shows closings and invalid messages between groups", () => {
    const closed: Entry = {
      kind: "closed",
      id: "c",
      channel: "public",
      author: sanne,
      outcome: "answered",
      atMs: at("10:42:02"),
    };
    const invalid: Entry = {
      kind: "invalid",
      id: "i",
      channel: "public",
      why: "tampered",
      atMs: at("10:42:03"),
    };
    expect(shape([text(sanne, at("10:42:01")), closed, invalid, text(sanne, at("10:42:04"))])).toEqual([
      "day",
      1,
      "closed",
      "invalid",
      1,
    ]);
  });

  it("never shows what belongs to the internal channel", () => {
    expect(shape([text(sanne, at("10:42:01"), { channel: "internal" })])).toEqual([]);
    expect(arrivals([text(sanne, at("10:42:01"), { channel: "internal" })], new Set())).toEqual([]);
  });
});

describe("arrivals", () => {
  it("are messages of the other side that have not been seen before", () => {
    const seen = text(sanne, at("10:42:01"));
    const fresh = text(sanne, at("10:42:02"));
    expect(arrivals([seen, fresh, text(citizen, at("10:42:03"))], new Set([seen.id]))).toEqual([fresh]);
  });
});
