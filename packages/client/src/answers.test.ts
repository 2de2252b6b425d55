import type { MemberId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { answersSince, newestAnswer } from "./answers.js";
import type { Author, Entry } from "./views.js";

const citizen: Author = { role: "citizen" };
const sanne: Author = { role: "member", member: "sanne" as MemberId, alias: "Sanne" };

const said = (id: string, author: Author, over: Partial<Extract<Entry, { kind: "text" }>> = {}): Entry => ({
  ...{ kind: "text", id, channel: "public", author, own: false, text: id, atMs: 0, delivery: null },
  ...over,
});
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);

const before = [said("question", citizen), said("first", sanne)];

it("gives what colleagues answered after the newest that one knew, in the order of the channel", () => {
  const newest = newestAnswer(before);
  expect(newest).toBe("first");
  expect(answersSince(before, newest)).toEqual([]);
  const now = [...before, said("second", sanne), said("thanks", citizen), said("third", sanne)];
  expect(ids(answersSince(now, newest))).toEqual(["second", "third"]);
});

it("asks about nothing that is one's own, the citizen's, a note, or no answer", () => {
  const now: Entry[] = [
    ...before,
    said("own", sanne, { own: true }),
    said("citizen", citizen),
    said("note", sanne, { channel: "internal" }),
    { kind: "closed", id: "closed", channel: "public", author: sanne, outcome: "answered", atMs: 0 },
  ];
  expect(answersSince(now, "first")).toEqual([]);
});

it("counts every answer for who knew none, and for whom the one that they knew is out of reach", () => {
  expect(newestAnswer([said("question", citizen)])).toBeNull();
  expect(ids(answersSince(before, null))).toEqual(["first"]);
  expect(ids(answersSince(before, "gone"))).toEqual(["first"]);
});
