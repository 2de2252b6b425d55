import type { ConversationId, ConversationSummary, ErrorCode, Reply } from "@eigenkanaal/protocol";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createArchiveReading, type RecordsOptions } from "./archiveReading.js";
import type { RecordOutcome } from "./archiveReadingViews.js";
import type { Connection } from "./connection.js";
import type { Content, ReadChannel, ReadRecord } from "./vault/vault.js";
import type { Channel } from "./views.js";

type Texts = Record<Channel, readonly string[]>;
type Page = { conversation: string; channel: Channel; afterSeq: number; limit: number; mode: string };

const nothing: ReadChannel = { messages: [], turns: [], warnings: [], refusedEpochs: 0 };
const idOf = (name: string) => name as ConversationId;
const idsOf = (...names: string[]) => names.map(idOf);

const contentOf = (text: string): Content => {
  if (text === "receipt") return { type: "receipt", read: true };
  return text.startsWith("case ") ? { type: "case", number: text.slice(5) } : { type: "text", text };
};

/** Opens an envelope that is its own text. */
const readChannel = (channel: Channel, messages: { seq: number; envelope: Uint8Array }[]): ReadChannel => ({
  ...nothing,
  messages: messages.map(({ seq, envelope }) => ({
    ...{ seq, storedAtMs: channel === "public" ? seq * 2 : seq * 2 + 1, epoch: 0 },
    message: {
      ...{ ok: true, messageId: `${channel}-${seq}`, ref: "", senderSeq: seq - 1, own: false, acks: [] },
      ...{ author: { role: "citizen" }, content: contentOf(new TextDecoder().decode(envelope)) },
    },
  })),
});

/** A gateway with these conversations, what was asked of it, and what it answers instead when a test says so. */
const stand = (conversations: Record<string, Texts>, over: Partial<RecordsOptions> = {}) => {
  const asked: Page[] = [];
  const askedAtMs: number[] = [];
  let answer: (page: Page, honest: Reply<unknown>) => Reply<unknown> | undefined = () => undefined;
  let opening = 0;
  let mostAtOnce = 0;
  const call = async (_: string, request: object) => {
    const page = request as Page;
    asked.push(page);
    askedAtMs.push(Date.now());
    const texts = conversations[page.conversation];
    const honest: Reply<unknown> = texts
      ? { ok: true, value: pageOf(texts, page) }
      : { ok: false, code: "not_found" };
    return answer(page, honest) ?? honest;
  };
  const records = createArchiveReading({
    call: call as Connection["call"],
    reader: () => ({ role: "member", member: "officer" as never, alias: "Officer" }),
    refreshTrust: async () => undefined,
    vault: {
      openRecord: async (_, stored): Promise<ReadRecord> => {
        mostAtOnce = Math.max(mostAtOnce, ++opening);
        await new Promise((resolve) => setTimeout(resolve, 100));
        opening--;
        return {
          ...{ number: null, desks: [], head: "", behind: false },
          channels: {
            public: readChannel("public", stored.public.messages),
            internal: readChannel("internal", stored.internal.messages),
          },
        };
      },
    },
    ...over,
  });
  return {
    ...{ records, asked, askedAtMs },
    mostAtOnce: () => mostAtOnce,
    lie: (how: typeof answer) => {
      answer = how;
    },
  };
};

const pageOf = (texts: Texts, { channel, afterSeq, limit }: Page) => {
  const all = texts[channel].map((text, index) => ({
    seq: index + 1,
    envelope: new TextEncoder().encode(text),
  }));
  const messages = all.filter(({ seq }) => seq > afterSeq).slice(0, limit);
  const summary = { publicSeq: texts.public.length, internalSeq: texts.internal.length };
  const more = (messages.at(-1)?.seq ?? afterSeq) < all.length;
  return { summary: summary as ConversationSummary, epochs: [], messages, more };
};

/** What becomes of it while all waits pass. */
const passing = async <T>(work: Promise<T>): Promise<T> => {
  let over = false;
  const done = work.finally(() => {
    over = true;
  });
  done.catch(() => undefined);
  while (!over) await vi.advanceTimersByTimeAsync(50);
  return done;
};
const all = async (outcomes: AsyncIterable<RecordOutcome>) => {
  const found: RecordOutcome[] = [];
  for await (const outcome of outcomes) found.push(outcome);
  return found;
};
const told = (outcome: RecordOutcome) =>
  outcome.ok
    ? outcome.record.entries.map((entry) => (entry.kind === "text" ? entry.text : entry.kind)).join(" ")
    : outcome.why;
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `m${index + 1}`);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("reads every page of both channels once, and tells them together in order", async () => {
  const { records, asked } = stand({ a: { public: numbered(250), internal: ["n1", "n2"] } });
  const outcome = await passing(records.openRecord(idOf("a")));
  expect(told(outcome)).toBe(numbered(250).toSpliced(1, 0, "n1").toSpliced(3, 0, "n2").join(" "));
  expect(asked.map(({ channel, afterSeq, mode }) => [channel, afterSeq, mode])).toEqual([
    ...[0, 100, 200].map((afterSeq) => ["public", afterSeq, "once"]),
    ["internal", 0, "once"],
  ]);
  expect(outcome).toMatchObject({ record: { counts: { public: 250, internal: 2 }, unopened: [] } });
});

it("asks no faster than four times a second after the first two hundred calls", async () => {
  const names = Array.from({ length: 120 }, (_, index) => `c${index}`);
  const { records, askedAtMs } = stand(
    Object.fromEntries(names.map((name) => [name, { public: [name], internal: [] }])),
  );
  await passing(Promise.all(names.map((name) => records.openRecord(idOf(name)))));
  const later = askedAtMs.slice(200);
  expect(later).toHaveLength(40);
  expect((later.at(-1) ?? 0) - (later[0] ?? 0)).toBeGreaterThanOrEqual(39 * 250);
});

it("opens no more than four at once, however many are asked for", async () => {
  const names = numbered(12);
  const { records, mostAtOnce } = stand(
    Object.fromEntries(names.map((name) => [name, { public: [name], internal: [] }])),
  );
  const outcomes = await passing(Promise.all(names.map((name) => records.openRecord(idOf(name)))));
  expect(outcomes.map(told)).toEqual(names);
  expect(mostAtOnce()).toBeGreaterThan(1);
  expect(mostAtOnce()).toBeLessThanOrEqual(4);
});

it("waits as long as a gateway that is asked too much says, and asks the same again", async () => {
  const { records, asked, askedAtMs, lie } = stand({ a: { public: ["m1"], internal: [] } });
  lie(() =>
    asked.length === 1 ? { ok: false, code: "too_many_requests", retryAfterMs: 60_000 } : undefined,
  );
  expect(told(await passing(records.openRecord(idOf("a"))))).toBe("m1");
  expect(asked[1]).toEqual(asked[0]);
  expect((askedAtMs[1] ?? 0) - (askedAtMs[0] ?? 0)).toBeGreaterThanOrEqual(60_000);
});

it.each<[ErrorCode, number]>([
  ["not_found", 1],
  ["internal", 1],
  ["unavailable", 8],
])("tells of one that stays %s after %i tries, and goes on with the next", async (code, tries) => {
  const { records, asked, lie } = stand({ b: { public: ["m1"], internal: [] } });
  lie(({ conversation }) => (conversation === "a" ? { ok: false, code } : undefined));
  expect((await passing(all(records.openRecords(idsOf("a", "b"))))).map(told)).toEqual([code, "m1"]);
  expect(asked.filter(({ conversation }) => conversation === "a")).toHaveLength(tries);
});

it("tells what pages leave out: in between, at the end, and where more is promised and nothing given", async () => {
  const { records, lie } = stand({ a: { public: numbered(5), internal: [] } });
  const gaps = async (keeps: (seq: number) => boolean, more = false) => {
    lie((page, honest) => {
      if (!honest.ok || page.channel === "internal") return undefined;
      const value = honest.value as ReturnType<typeof pageOf>;
      const messages = value.messages.filter(({ seq }) => keeps(seq));
      return { ok: true, value: { ...value, messages, more } };
    });
    const outcome = await passing(records.openRecord(idOf("a")));
    return outcome.ok && outcome.record.unopened.map(({ seq, why }) => [seq, why]);
  };
  expect(await gaps(() => true)).toEqual([]);
  expect(await gaps((seq) => seq !== 2 && seq !== 4)).toEqual([
    [2, "gap"],
    [4, "gap"],
  ]);
  expect(await gaps((seq) => seq < 4)).toEqual([[4, "gap"]]);
  expect(await gaps(() => true, true)).toEqual([[6, "gap"]]);
  expect(await gaps(() => false)).toEqual([[1, "gap"]]);
});

it("tells of what colleagues are not shown, as a case number in the citizen's channel, but of no receipt", async () => {
  const { records } = stand({ a: { public: ["m1", "receipt", "case 1"], internal: ["case 2"] } });
  const outcome = await passing(records.openRecord(idOf("a")));
  expect(told(outcome)).toBe("m1 case");
  expect(outcome).toMatchObject({
    record: { unopened: [{ channel: "public", seq: 3, why: "invalid", fault: "kind" }] },
  });
});

it("asks nothing more once it is aborted, or the keys are erased", async () => {
  for (const end of ["abort", "stop"] as const) {
    const { records, asked } = stand(
      Object.fromEntries(numbered(9).map((name) => [name, { public: [name], internal: [] }])),
    );
    const aborting = new AbortController();
    const outcomes: string[] = [];
    const { signal } = aborting;
    const going = (async () => {
      for await (const outcome of records.openRecords(idsOf(...numbered(9)), { signal })) {
        outcomes.push(told(outcome));
        if (outcomes.length < 2) continue;
        if (end === "abort") aborting.abort();
        else records.stop();
      }
    })();
    await passing(going);
    expect(outcomes).toEqual(["m1", "m2"]);
    expect(asked).toHaveLength(4);
    if (end === "abort")
      expect(told(await passing(records.openRecord(idOf("m3"), { signal })))).toBe("aborted");
    expect(asked).toHaveLength(4);
  }
});

it("asks nothing for who has no key of the archive", async () => {
  const { records, asked } = stand({ a: { public: ["m1"], internal: [] } }, { reader: () => undefined });
  expect((await passing(all(records.openRecords(idsOf("a"))))).map(told)).toEqual(["no_key"]);
  expect(asked).toEqual([]);
});

it("fetches the certificates where a record names newer ones, once", async () => {
  let refreshed = 0;
  const behind: ReadRecord = {
    ...{ number: null, desks: [], head: "", behind: true },
    channels: { public: nothing, internal: nothing },
  };
  const refreshTrust = async () => void refreshed++;
  const { records } = stand(
    { a: { public: [], internal: [] } },
    { refreshTrust, vault: { openRecord: async () => behind } },
  );
  expect((await passing(records.openRecord(idOf("a")))).ok).toBe(true);
  expect(refreshed).toBe(1);
});

it("finds those in which every word begins a word, without accents or capitals, and tells of those it could not read", async () => {
  const { records } = stand({
    a: { public: ["De Vergunningaanvraag"], internal: ["één bezwaar"] },
    b: { public: ["Een vergunning"], internal: [] },
  });
  const found = async (words: string) =>
    (await passing(all(records.searchRecords(idsOf("a", "b", "gone"), words)))).map((one) =>
      one.ok ? one.record.conversation : one.why,
    );
  expect(await found("vergunning")).toEqual(["a", "b", "not_found"]);
  expect(await found("VERGUNNING Een")).toEqual(["a", "b", "not_found"]);
  expect(await found("een bezw")).toEqual(["a", "not_found"]);
  expect(await found("gunning")).toEqual(["not_found"]);
  expect(await found("a !")).toEqual([]);
});

it("finds the one with a number, in groups or in one piece", async () => {
  const number = "12345 00000 00000 00000 00000 00001";
  const read: ReadRecord = {
    ...{ number, desks: [], head: "", behind: false },
    channels: { public: nothing, internal: nothing },
  };
  const { records } = stand({ a: { public: [], internal: [] } }, { vault: { openRecord: async () => read } });
  const found = async (words: string) =>
    (await passing(all(records.searchRecords(idsOf("a"), words)))).length;
  expect(await found(number)).toBe(1);
  expect(await found(number.replaceAll(" ", ""))).toBe(1);
  expect(await found(number.replace("12345", "12346"))).toBe(0);
});
