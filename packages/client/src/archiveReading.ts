import type { Channel, ConversationId } from "@eigenkanaal/protocol";
import type { ArchiveReadingActions, RecordOutcome, RecordRefusal } from "./archiveReadingViews.js";
import type { Connection } from "./connection.js";
import { fetchStored, sealedOf } from "./fetchStored.js";
import { createPace, type Wish } from "./pace.js";
import { hasAllWords, recordOf } from "./recordOf.js";
import { termsOf } from "./vault/searchWords.js";
import type { AgentVault } from "./vault/vault.js";
import type { Author } from "./views.js";

export type RecordsOptions = {
  vault: Pick<AgentVault, "openRecord">;
  call: Connection["call"];
  /** Who reads; undefined while this member has no key of the archive. */
  reader: () => Author | undefined;
  /** Fetches the certificates again: a record may name one that is newer than ours. */
  refreshTrust: () => Promise<void>;
};

/** So many at once: each holds all that is stored of a conversation while it is opened. */
const maxAtOnce = 4;
/** A line that is away must not hold up thousands for ever: after so many tries one is told as failed. */
const maxTries = 8;

/** Opens conversations for who keeps the archive, each by itself; nothing of one outlives it. */
export const createArchiveReading = (options: RecordsOptions): ArchiveReadingActions & { stop(): void } => {
  const { vault, call } = options;
  const pace = createPace();
  /** Goes up when the keys are erased: what was under way is over. */
  let run = 0;

  let free = maxAtOnce;
  const waiting: (() => void)[] = [];
  const inPlace = async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };

  const read = async (conversation: ConversationId, wish: Omit<Wish, "waitsFor">): Promise<RecordOutcome> => {
    const refused = (why: RecordRefusal): RecordOutcome => ({ ok: false, conversation, why });
    const reader = options.reader();
    if (!reader) return refused("no_key");
    let tries = 0;
    const patience: Wish = {
      ...wish,
      // What the gateway cannot give, of a conversation whose own key is gone for one, it cannot give later either.
      waitsFor: (code) => code === "too_many_requests" || (code === "unavailable" && ++tries < maxTries),
    };
    const fetched = (channel: Channel) => fetchStored({ conversation, channel }, patience, { call, pace });
    const outer = await fetched("public");
    if (!outer?.ok) return refused(outer?.code ?? "aborted");
    const inner = await fetched("internal");
    if (!inner?.ok) return refused(inner?.code ?? "aborted");
    const stored = { public: sealedOf(outer.value), internal: sealedOf(inner.value) };
    let opened = await vault.openRecord(conversation, stored);
    if (opened.behind) {
      await options.refreshTrust();
      opened = await vault.openRecord(conversation, stored);
    }
    const { summary } = inner.value;
    const goal = { public: outer.value.goal, internal: inner.value.goal };
    return { ok: true, record: recordOf({ conversation, summary, goal }, opened, reader) };
  };

  const openRecord: ArchiveReadingActions["openRecord"] = async (conversation, { signal } = {}) => {
    const of = run;
    const isWanted = () => run === of && !signal?.aborted;
    const aborted: RecordOutcome = { ok: false, conversation, why: "aborted" };
    try {
      const outcome = await inPlace(async () =>
        isWanted() ? read(conversation, { isWanted, signal }) : aborted,
      );
      return isWanted() ? outcome : aborted;
    } catch (error) {
      // What was under way when the keys were erased fails; any other failure is a fault and surfaces.
      if (run !== of) return aborted;
      throw error;
    }
  };

  const openRecords: ArchiveReadingActions["openRecords"] = async function* (conversations, { signal } = {}) {
    const of = run;
    const isOver = () => run !== of || signal?.aborted;
    for await (const conversation of conversations) {
      if (isOver()) return;
      const outcome = await openRecord(conversation, { signal });
      if (isOver()) return;
      yield outcome;
    }
  };

  return {
    openRecord,
    openRecords,
    searchRecords: async function* (conversations, words, wish) {
      const terms = termsOf(words);
      if (terms.length === 0) return;
      for await (const outcome of openRecords(conversations, wish))
        if (!outcome.ok || hasAllWords(outcome.record, terms)) yield outcome;
    },
    stop: () => {
      run++;
      pace.wake();
      pace.reset();
    },
  };
};
