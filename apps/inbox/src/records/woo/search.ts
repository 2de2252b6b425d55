import type { ArchiveReadingActions, RecordsActions, RecordsWish, SignInFailure } from "@eigenkanaal/client";
import { legalTimeZone, startOfDay } from "@eigenkanaal/domain";
import type { ConversationRecord, DeskId, TopicId } from "@eigenkanaal/protocol";

/** What is looked for, as it stands in its fields. Days are YYYY-MM-DD, empty for none. */
export type WooWish = {
  words: string;
  fromDay: string;
  untilDay: string;
  desks: readonly DeskId[];
  topics: readonly TopicId[];
};

export const emptyWish: WooWish = { words: "", fromDay: "", untilDay: "", desks: [], topics: [] };

type Results = {
  found: readonly ConversationRecord[];
  /** So many could not be read: they were not searched. */
  unread: number;
  read: number;
  of: number;
};

export type WooSearch =
  | { at: "still" }
  | { at: "listing"; listed: number }
  | ({ at: "reading" | "done" | "stopped" } & Results)
  | { at: "failed"; failure: SignInFailure };

/** What is wrong with the fields; null when nothing is. */
export const wishFault = (wish: WooWish): "tooShort" | "wrongPeriod" | null => {
  if (wish.words.trim() !== "" && !hasWords(wish)) return "tooShort";
  const [fromMs, untilMs] = [startOf(wish.fromDay), startOf(wish.untilDay)];
  return fromMs !== null && untilMs !== null && fromMs >= untilMs ? "wrongPeriod" : null;
};

/** A single letter is no word to search by. */
const hasWords = ({ words }: WooWish): boolean => /[\p{L}\p{M}\p{N}]{2}/u.test(words);

/** Days begin by the clock of the Netherlands. */
const startOf = (day: string): number | null => (day === "" ? null : startOfDay(day, legalTimeZone));

type SearchWith = {
  list: RecordsActions["list"];
  searchRecords: ArchiveReadingActions["searchRecords"];
  signal: AbortSignal;
  tell: (search: WooSearch) => void;
};

/**
 * Closed conversations that were open at some time in the period, of these desks and topics, in which each word begins a
 * word; without words all of them, unopened. The gateway is asked by period, desk and topic; the words stay here. Tells how
 * far it is, and at the end `done`, `stopped` or `failed`.
 */
export const searchArchive = async (wish: WooWish, { list, searchRecords, signal, tell }: SearchWith) => {
  const listed: ConversationRecord[] = [];
  let before: string | null = null;
  do {
    tell({ at: "listing", listed: listed.length });
    const answer: Awaited<ReturnType<typeof list>> = await list({ ...askedOf(wish), before });
    if (signal.aborted) return tell({ at: "stopped", found: [], unread: 0, read: 0, of: listed.length });
    if (!answer.ok) return tell({ at: "failed", failure: answer.failure });
    listed.push(...answer.value.records.filter((record) => fits(record, wish)));
    // A page of nothing is the last, whatever is said to come.
    before = answer.value.records.length === 0 ? null : answer.value.next;
  } while (before !== null);

  const results = { found: [] as ConversationRecord[], unread: 0, read: 0, of: listed.length };
  const now = (at: "reading" | "done" | "stopped") => tell({ at, ...results, found: [...results.found] });
  if (!hasWords(wish)) {
    results.found = listed;
    results.read = listed.length;
    return now("done");
  }
  let begun = 0;
  const conversations = function* () {
    for (const { conversation } of listed) {
      // Each is asked for once the one before it has been read.
      results.read = begun++;
      now("reading");
      yield conversation;
    }
    results.read = begun;
  };
  const byId = new Map(listed.map((record) => [record.conversation, record]));
  for await (const outcome of searchRecords(conversations(), wish.words, { signal })) {
    const record = outcome.ok && byId.get(outcome.record.conversation);
    if (record) results.found.push(record);
    else results.unread++;
    now("reading");
  }
  // Whoever is locked out in the middle has not read everything either.
  return now(signal.aborted || results.read < listed.length ? "stopped" : "done");
};

/** What the gateway can choose by: it knows when a conversation was closed, and one desk or topic at a time. */
const askedOf = ({ fromDay, desks, topics }: WooWish): RecordsWish => ({
  fromMs: startOf(fromDay),
  desk: desks.length === 1 ? (desks[0] ?? null) : null,
  topic: topics.length === 1 ? (topics[0] ?? null) : null,
});

const fits = (record: ConversationRecord, { untilDay, desks, topics }: WooWish): boolean => {
  const untilMs = startOf(untilDay);
  if (untilMs !== null && record.openedAtMs >= untilMs) return false;
  if (desks.length > 0 && !desks.includes(record.desk)) return false;
  return topics.length === 0 || (record.topic !== null && topics.includes(record.topic));
};
