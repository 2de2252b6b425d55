import type { RecordOutcome, RecordsWish } from "@eigenkanaal/client";
import { ConversationId, type ConversationRecord, DeskId, TopicId } from "@eigenkanaal/protocol";
import { expect, it } from "vitest";
import { emptyWish, searchArchive, type WooSearch, type WooWish, wishFault } from "./search.js";

const idOf = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const [waste, taxes] = [DeskId.parse(idOf(1)), DeskId.parse(idOf(2))];
const [bin, dog] = [TopicId.parse(idOf(3)), TopicId.parse(idOf(4))];
const day = (words: string) => Date.parse(`${words}T12:00:00+01:00`);

const record = (n: number, over: Partial<ConversationRecord> = {}): ConversationRecord => ({
  ...{ conversation: ConversationId.parse(idOf(n)), desk: waste, topic: bin, retention: "6.1.3" },
  ...{ outcome: "answered", openedAtMs: day("2026-02-01"), closedAtMs: day("2026-02-02"), holds: 0 },
  ...over,
});

/** An archive of these pages; whatever has a word in `hits` is found, and the rest of `failing` cannot be read. */
const search = async (
  wish: Partial<WooWish>,
  {
    pages = [[record(1), record(2)], [record(3)]],
    hits = [1, 3],
    failing = [] as number[],
    stopAfter = Number.POSITIVE_INFINITY,
    lockAfter = Number.POSITIVE_INFINITY,
  } = {},
) => {
  const asked: RecordsWish[] = [];
  const heard: string[] = [];
  const told: WooSearch[] = [];
  const stopping = new AbortController();
  await searchArchive(
    { ...emptyWish, ...wish },
    {
      list: async (page) => {
        asked.push(page);
        const at = Number(page.before ?? 0);
        const next = at + 1 < pages.length ? String(at + 1) : null;
        return { ok: true, value: { records: pages[at] ?? [], next } };
      },
      searchRecords: async function* (conversations, words) {
        heard.push(words);
        let read = 0;
        for await (const conversation of conversations) {
          if (read++ >= lockAfter) return;
          const n = Number(conversation.slice(-1));
          if (failing.includes(n)) yield { ok: false, conversation, why: "not_found" };
          else if (hits.includes(n)) yield { ok: true, record: { conversation } } as RecordOutcome;
          if (read >= stopAfter) stopping.abort();
          if (stopping.signal.aborted) return;
        }
      },
      signal: stopping.signal,
      tell: (state) => void told.push(state),
    },
  );
  const last = told.at(-1);
  const found =
    last && "found" in last ? last.found.map(({ conversation }) => Number(conversation.slice(-1))) : [];
  return { asked, heard, told, last, found };
};

it("reads every page, and finds what has the words; the words go to nobody but the reading", async () => {
  const { asked, heard, found, last } = await search({ words: "afval" });
  expect(found).toEqual([1, 3]);
  expect(last).toMatchObject({ at: "done", read: 3, of: 3, unread: 0 });
  expect(heard).toEqual(["afval"]);
  expect(asked.map(({ before }) => before)).toEqual([null, "1"]);
  expect(JSON.stringify(asked)).not.toContain("afval");
});

it("tells how far it is", async () => {
  const { told } = await search({ words: "afval" });
  expect(told.map((state) => ("read" in state ? `${state.at} ${state.read}` : state.at))).toEqual([
    ...["listing", "listing", "reading 0", "reading 0", "reading 1", "reading 2", "reading 2", "done 3"],
  ]);
});

it("takes all of the period without words, and opens none of it", async () => {
  const { found, heard, last } = await search({ words: "  " });
  expect(found).toEqual([1, 2, 3]);
  expect(heard).toEqual([]);
  expect(last?.at).toBe("done");
});

it("keeps to what was open in the period, by the clock of the Netherlands", async () => {
  const pages = [
    [
      record(1, { openedAtMs: Date.parse("2026-02-28T23:30:00Z") }),
      record(2, { openedAtMs: Date.parse("2026-02-28T22:30:00Z") }),
      record(3, { openedAtMs: day("2025-01-01") }),
    ],
  ];
  const { asked, found } = await search({ fromDay: "2026-01-01", untilDay: "2026-03-01" }, { pages });
  expect(found).toEqual([2, 3]);
  expect(asked[0]?.fromMs).toBe(Date.parse("2026-01-01T00:00:00+01:00"));
});

it("keeps to desks and topics, one by asking and more by looking", async () => {
  const pages = [
    [record(1), record(2, { desk: taxes }), record(3, { topic: dog }), record(4, { topic: null })],
  ];
  const of = async (wish: Partial<WooWish>) => {
    const { asked, found } = await search(wish, { pages });
    return [found, asked[0]?.desk, asked[0]?.topic];
  };
  expect(await of({ desks: [waste] })).toEqual([[1, 3, 4], waste, null]);
  expect(await of({ desks: [waste, taxes], topics: [bin] })).toEqual([[1, 2], null, bin]);
  expect(await of({ topics: [bin, dog] })).toEqual([[1, 2, 3], null, null]);
});

it("counts what could not be read: that was not searched", async () => {
  const { found, last } = await search({ words: "afval" }, { failing: [1, 2] });
  expect(found).toEqual([3]);
  expect(last).toMatchObject({ at: "done", unread: 2 });
});

it("is not done when it is stopped, or locked out in the middle", async () => {
  const stopped = await search({ words: "afval" }, { stopAfter: 1 });
  expect(stopped.last).toMatchObject({ at: "stopped", of: 3 });
  expect(stopped.found).toEqual([1]);
  expect((await search({ words: "afval" }, { lockAfter: 1 })).last?.at).toBe("stopped");
});

it.each<[string, Partial<WooWish>, ReturnType<typeof wishFault>]>([
  ["nothing", {}, null],
  ["a word", { words: "afval" }, null],
  ["a single letter", { words: "a !" }, "tooShort"],
  ["marks only", { words: "?!" }, "tooShort"],
  ["a period", { fromDay: "2026-01-01", untilDay: "2026-01-02" }, null],
  ["a period of no length", { fromDay: "2026-01-01", untilDay: "2026-01-01" }, "wrongPeriod"],
])("a search by %s", (_, wish, fault) => {
  expect(wishFault({ ...emptyWish, ...wish })).toBe(fault);
});
