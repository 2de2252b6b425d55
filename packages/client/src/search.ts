import {
  type ConversationId,
  type ConversationSummary,
  maxPage,
  maxSearchShares,
  type Queue,
  type Reply,
  type TopicId,
} from "@eigenkanaal/protocol";
import { createStore } from "zustand/vanilla";
import type { Connection } from "./connection.js";
import { createPace } from "./pace.js";
import type { SearchActions, SearchResult, SearchState } from "./searchViews.js";
import type { Reach } from "./vault/searchParts.js";
import type { AgentVault } from "./vault/vault.js";

/** The index of a colleague's search: built in the background from what they may read, kept up as messages come. */
export type Search = SearchActions & {
  /** The line is back: opens what the device keeps, lists what there is, and reads what is missing. */
  begin(): void;
  /** A conversation is as this summary says by now. */
  note(summary: ConversationSummary): void;
  /** It is out of reach. */
  drop(conversation: ConversationId): void;
  stop(): void;
};

export type SearchOptions = {
  vault: AgentVault;
  call: Connection["call"];
  /** The open conversations of one's desks. */
  open: () => readonly ConversationSummary[];
  /** What a topic is called, in all languages of the town. */
  topicNames: (topic: TopicId) => string;
  /** Of which something else is kept on this device that must go with its conversation. */
  alsoKept: () => ConversationId[];
  /** There is no share of it: it is destroyed, or out of reach. */
  gone: (conversation: ConversationId) => void;
};

const closedPage = 100;
/** More than this is not held in memory: the oldest finished conversations are left out. */
const maxMessages = 50_000;
const maxListed = 20_000;
const shownResults = 50;

const nothing: SearchState = { phase: "waiting", done: 0, total: 0, limited: false };

export const createSearch = (options: SearchOptions): Search => {
  const { vault, call, open, topicNames } = options;
  const state = createStore<SearchState>(() => nothing);
  const known = new Map<ConversationId, ConversationSummary>();
  const reached = new Map<ConversationId, Reach>();
  /** Those whose share this session has asked for. */
  const shared = new Set<ConversationId>();
  /** What is still to be read, in this order. */
  const due = new Set<ConversationId>();
  let run = 0;
  /** `off`: not begun; `listing`: what there is is being asked for; `listed`: that is known. */
  let stage: "off" | "listing" | "listed" = "off";
  let paused = false;
  let limited = false;
  let workingRun = 0;
  const pace = createPace();

  const draw = () => {
    const phase = stage === "listed" ? (paused ? "paused" : due.size > 0 ? "building" : "ready") : "waiting";
    state.setState({ phase, done: Math.max(0, known.size - due.size), total: known.size, limited }, true);
  };
  /** Asks until there is an answer that time does not mend; undefined when this run is over. */
  const ask = <T>(asking: () => Promise<Reply<T>>, of: number): Promise<Reply<T> | undefined> =>
    pace.ask(asking, { isWanted: () => run === of });

  /** Opens what is kept of these, and erases it where the gateway gives no share any more. False when this run is over. */
  const openShares = async (conversations: ConversationId[], of: number): Promise<boolean> => {
    for (let at = 0; at < conversations.length; at += maxSearchShares) {
      const page = conversations.slice(at, at + maxSearchShares);
      const reply = await ask(() => call("search:shares", { conversations: page }), of);
      if (!reply) return false;
      if (!reply.ok) continue;
      for (const conversation of page) shared.delete(conversation);
      for (const { conversation } of reply.value.shares) shared.add(conversation);
      for (const conversation of page) if (!shared.has(conversation)) options.gone(conversation);
      const reaches = await vault.openSearch(page, reply.value.shares);
      for (const reach of reaches) reached.set(reach.conversation, reach);
    }
    return run === of;
  };

  const isDue = (summary: ConversationSummary): boolean => {
    const reach = reached.get(summary.conversation);
    return (reach?.public ?? 0) < summary.publicSeq || (reach?.internal ?? 0) < summary.internalSeq;
  };
  const note = (summary: ConversationSummary) => {
    known.set(summary.conversation, summary);
    if (isDue(summary)) due.add(summary.conversation);
  };

  /** The finished ones, newest first, page by page. False when this run is over. */
  const listClosed = async (of: number): Promise<boolean> => {
    let beforeMs: number | null = null;
    for (let count = 0; count < maxListed; count += closedPage) {
      const before: number | null = beforeMs;
      const asking = (): Promise<Reply<Queue>> =>
        call("queue:load", { list: "closed", beforeMs: before, limit: closedPage });
      const reply: Reply<Queue> | undefined = await ask(asking, of);
      if (!reply) return false;
      if (!reply.ok) return true;
      const { conversations } = reply.value;
      for (const summary of conversations) note(summary);
      draw();
      const oldestMs: number | null = conversations.at(-1)?.closedAtMs ?? null;
      if (conversations.length < closedPage || oldestMs === null || oldestMs === before) return true;
      beforeMs = oldestMs;
    }
    limited = true;
    return true;
  };

  /** Reads what is new of one conversation. False when this run is over. */
  const read = async (summary: ConversationSummary, of: number): Promise<boolean> => {
    const { conversation, topic } = summary;
    for (const channel of ["public", "internal"] as const) {
      const goal = channel === "public" ? summary.publicSeq : summary.internalSeq;
      while ((reached.get(conversation)?.[channel] ?? 0) < goal) {
        const afterSeq = reached.get(conversation)?.[channel] ?? 0;
        const key = { conversation, channel };
        const page = { ...key, afterSeq, limit: maxPage, mode: "once" } as const;
        const reply = await ask(() => call("conversation:load", page), of);
        if (!reply) return false;
        if (!reply.ok) {
          drop(conversation);
          return true;
        }
        const { epochs, messages } = reply.value;
        const records = epochs.map(({ record }) => record);
        const about = topic ? topicNames(topic) : "";
        const reach = await vault.readForSearch(key, { records, messages, about });
        if (run !== of) return false;
        reached.set(conversation, reach);
        // Promised and not given: asking again would go on for ever.
        if (reach[channel] === afterSeq) break;
      }
    }
    // What was said while this was read is read next.
    const newest = known.get(conversation);
    if (newest === undefined || newest === summary || !isDue(newest)) due.delete(conversation);
    return true;
  };

  /** Reads what is due, one conversation after the other, until nothing is. */
  const work = async (of: number) => {
    if (workingRun === of) return;
    workingRun = of;
    try {
      while (run === of && !paused && due.size > 0) {
        const next = [...due].slice(0, maxSearchShares);
        if (
          !(await openShares(
            next.filter((one) => !shared.has(one)),
            of,
          ))
        )
          return;
        for (const conversation of next) {
          const summary = known.get(conversation);
          if (paused) break;
          // Without a share it is destroyed, or no longer ours.
          if (!summary || !shared.has(conversation)) drop(conversation);
          else if (!(await read(summary, of))) return;
          draw();
        }
        if ((await vault.searchCount()) < maxMessages) continue;
        limited = true;
        due.clear();
      }
    } finally {
      if (workingRun === of) workingRun = 0;
      if (run === of) draw();
    }
  };
  /** A failure is that of keys that were erased meanwhile, or of a device that keeps nothing: search goes without. */
  const background = (doing: Promise<unknown>) => void doing.catch(() => undefined);

  const build = async (of: number) => {
    const kept = new Set([...(await vault.searchable()), ...options.alsoKept()]);
    if (!(await openShares([...kept], of))) return;
    for (const summary of open()) note(summary);
    if (!(await listClosed(of))) return;
    // What is here and was not listed is a reader's, or another desk's by now; the shares have said which.
    stage = "listed";
    draw();
    await work(of);
  };

  const drop = (conversation: ConversationId) => {
    if (!known.has(conversation) && !reached.has(conversation)) return;
    known.delete(conversation);
    due.delete(conversation);
    reached.delete(conversation);
    shared.delete(conversation);
    background(vault.dropSearch(conversation));
  };

  const resultOf = ({
    conversation,
    ...found
  }: Awaited<ReturnType<AgentVault["search"]>>[number]): SearchResult[] => {
    const summary = known.get(conversation);
    if (!summary) return [];
    const { desk, topic, state: now, lastActivityAtMs } = summary;
    return [{ conversation, ...found, desk, topic, state: now, lastActivityAtMs }];
  };

  return {
    state,
    find: async (words, filter) =>
      (await vault.search(words))
        .flatMap(resultOf)
        .filter(({ desk }) => filter.desk === null || desk === filter.desk)
        .filter((one) => filter.state === "all" || (one.state === "closed") === (filter.state === "closed"))
        .slice(0, shownResults),
    pause: () => {
      paused = true;
      draw();
    },
    resume: () => {
      paused = false;
      draw();
      background(work(run));
    },
    begin: () => {
      pace.wake();
      if (stage === "off") stage = "listing";
      background(build(++run));
    },
    note: (summary) => {
      if (stage === "off") return;
      note(summary);
      draw();
      if (stage === "listed") background(work(run));
    },
    drop,
    stop: () => {
      run++;
      pace.wake();
      pace.reset();
      known.clear();
      reached.clear();
      shared.clear();
      due.clear();
      stage = "off";
      limited = false;
      workingRun = 0;
      state.setState(nothing, true);
    },
  };
};
