// Above 400 lines: how one device begins, keeps and loses its conversation is one set of states.
import {
  CampaignCode,
  Challenge,
  type ConversationId,
  type ConversationSummary,
  citizenAnswers,
  citizenNews,
  type DeskId,
  type Reply,
  type TopicId,
} from "@eigenkanaal/protocol";
import type { Socket } from "socket.io-client";
import { createStore } from "zustand/vanilla";
import { createAskByKey } from "./askByKey.js";
import { requestBackoff } from "./backoff.js";
import { asking, type Connection, connect, isPassing } from "./connection.js";
import { type Conversation, createConversation } from "./conversation.js";
import { askErasure } from "./erasure.js";
import type { CitizenHttp } from "./http.js";
import { registeredAs } from "./keeping.js";
import { createKeptLonger } from "./keptLonger.js";
import { nextChallenge } from "./nextChallenge.js";
import { noticeActions } from "./notice.js";
import { createOpening } from "./opening.js";
import type { Exclusive, OutboxStore } from "./outbox.js";
import { createOverflow } from "./overflow.js";
import { createQueuePosition } from "./queuePosition.js";
import { newestFromOther, seqsOf } from "./timeline.js";
import { townOf } from "./town.js";
import type { CitizenVault, KeptConversation } from "./vault/vault.js";
import { verdictActions } from "./verdict.js";
import type { CitizenClient, CitizenState, Sending, TownView } from "./views.js";

export type CitizenClientOptions = {
  /** The chat's own origin: what the challenge is answered for, and where the socket goes. */
  origin: string;
  /** The organisation's root key as the town's page gave it (base64url). */
  rootVk: string;
  /** Asked when a conversation begins: who reads can change it until then. */
  language: () => string | null;
  vault: CitizenVault;
  http: CitizenHttp;
  store: OutboxStore;
  exclusive: Exclusive;
  nowMs: () => number;
  /** How often the certificates are fetched again, besides on every new connection. */
  refreshTrustEveryMs: number;
  /** Node only: a browser sends its origin itself. */
  headers?: Record<string, string>;
};

/** Where a conversation that has not begun will go, and by which link it came. */
type Choice = { desk: DeskId; topic: TopicId | null; campaign?: CampaignCode };

const hears = { answers: citizenAnswers, news: citizenNews };

/** Everything of a citizen's chat but the pixels. Starts by itself. */
export const createCitizenClient = (options: CitizenClientOptions): CitizenClient & { stop(): void } => {
  const { vault, http, nowMs } = options;
  const state = createStore<CitizenState>(() => ({ phase: "starting" }));
  let town: TownView | undefined;
  let organisation: Parameters<typeof townOf>[0]["organisation"] | undefined;
  let chosen: Choice | undefined;
  /** The campaign of the link that this page was opened by. */
  let cameBy: CampaignCode | undefined;
  let kept: KeptConversation | undefined;
  let connection: Connection | undefined;
  let conversation: Conversation | undefined;
  let summary: ConversationSummary | undefined;
  let number: string | null = null;
  let admission: "admitted" | "queueing" = "admitted";
  /** Of the request to open the conversation whose key is here: without it nothing could be sent. */
  let request: "unknown" | "missing" | "queued" = "unknown";
  /** When the conversation of this device was destroyed, until its citizen begins another. */
  let destroyedAtMs: number | null = null;
  let trustStands = true;
  let refreshing: ReturnType<typeof setInterval> | undefined;
  let stopped = false;
  /** What was under way when the key was erased fails; any other failure is a fault and surfaces. */
  const background = (work: Promise<unknown>) => {
    const of = conversation;
    void work.catch((error: unknown) => {
      if (!stopped && conversation === of) throw error;
    });
  };
  let showsTyping = true;
  let seenSeq = 0;

  /** Of a conversation that has not begun. */
  const sendingTo = (desk: DeskId): Sending => {
    if (!trustStands) return "untrusted";
    return town?.desks.some((one) => one.desk === desk) ? "possible" : "no_desk";
  };

  const draw = () => {
    if (!town) return;
    if (destroyedAtMs !== null)
      return state.setState({ phase: "destroyed", town, atMs: destroyedAtMs }, true);
    if (!chosen) {
      const why = trustStands ? "no_desk" : "untrusted";
      const choosing = trustStands && town.desks.length > 0;
      return state.setState(choosing ? { phase: "choosing", town } : { phase: "unavailable", why }, true);
    }
    const nothing = { entries: [], warnings: [], readers: [], typing: null };
    const snapshot = conversation?.snapshot() ?? { ...nothing, sending: sendingTo(chosen.desk) };
    const timeline = conversation?.timeline("public");
    const unread = (timeline?.stored ?? []).filter(
      ({ seq, message }) =>
        seq > seenSeq && message.ok && message.author.role === "member" && message.content?.type === "text",
    ).length;
    state.setState(
      {
        phase: "conversation",
        town,
        connection: connection?.state() ?? "connecting",
        conversation: {
          ...snapshot,
          conversation: kept?.conversation ?? null,
          number,
          desk: summary?.desk ?? chosen.desk,
          topic: summary?.topic ?? chosen.topic,
          state: summary?.state ?? "waiting",
          keeping: registeredAs(summary),
          verdict: summary?.verdict ?? null,
        },
        admission,
        queue: queuePosition.view(),
        overflow: overflow.view(),
        blockedUntilMs: summary?.block?.untilMs ?? null,
        keptLonger: keptLonger.view(),
        showsTyping,
        unread,
      },
      true,
    );
  };

  const fetchTrust = async () => {
    const directory = await http.citizenDirectory(options.rootVk);
    if (!directory.ok) return directory.code === "not_found" ? "untrusted" : "unreachable";
    const trusted = await vault.trust(directory.value);
    if (!trusted.ok) return "untrusted";
    organisation = directory.value.organisation;
    town = townOf(directory.value, trusted);
    return "trusted";
  };
  const refreshTrust = async () => {
    const found = await fetchTrust();
    // What was trusted before is kept for reading; nothing is sent until a directory stands again.
    if (found !== "unreachable") trustStands = found === "trusted";
    await conversation?.judge();
    draw();
    return found;
  };

  /** With this device's key, or that of a code. */
  const greet = async (socket: Socket, entropy?: Uint8Array): Promise<boolean> => {
    const challenge = Challenge.safeParse(await nextChallenge(socket));
    if (!challenge.success || !organisation) return false;
    const answer = await vault.answerChallenge(options.origin, challenge.data.nonce, entropy);
    return (await asking(socket, hears)("authenticate", { organisation, ...answer })).ok;
  };

  const queuePosition = createQueuePosition({
    ask: async () =>
      connection && kept
        ? connection.call("queue:position", { conversation: kept.conversation })
        : { ok: false, code: "unavailable" },
    changed: () => draw(),
  });

  const keptLonger = createKeptLonger({
    ask: async () =>
      connection && kept
        ? connection.call("hold:load", { conversation: kept.conversation })
        : { ok: false, code: "unavailable" },
    changed: () => draw(),
  });

  const openHere = () => connection && conversation && kept && { kept, conversation, call: connection.call };
  const overflow = createOverflow({
    ...{ vault, refreshTrust, changed: draw, open: openHere },
    hear: (heard) => hear(heard),
  });

  /** What is known of the conversation now. */
  const note = (heard: ConversationSummary) => {
    summary = heard;
    queuePosition.follow(heard);
    keptLonger.follow(heard);
    background(overflow.follow(heard));
  };
  const hear = (heard: ConversationSummary) => {
    note(heard);
    draw();
  };

  const open = createOpening({
    connection: () => connection,
    ...{ vault, hear },
    refreshTrust: () => refreshTrust(),
    queueing: (now) => {
      admission = now ? "queueing" : "admitted";
      draw();
    },
  });

  const place = {
    url: `${options.origin}/citizen`,
    hears,
    ...(options.headers && { headers: options.headers }),
  };
  /** Follows the conversation that this device holds the key of. */
  const follow = (id: ConversationId) => {
    const made = createConversation({
      conversation: id,
      channels: ["public"],
      me: { role: "citizen" },
      vault,
      call: (event, request) =>
        connection?.call(event, request) ?? Promise.resolve({ ok: false, code: "unavailable" }),
      store: options.store,
      exclusive: options.exclusive,
      follows: () => true,
      // While they are blocked nothing of theirs is taken.
      signsReceipts: () => (summary?.block?.untilMs ?? 0) <= nowMs(),
      open,
      refreshTrust: async () => void (await refreshTrust()),
      trustStands: () => trustStands,
      changed: draw,
      nowMs,
    });
    conversation = made;
    const line = connect({
      ...place,
      greet: (socket) => greet(socket),
      changed: draw,
      resume: async () => {
        const reply = await made.resume();
        await noteSummary(reply);
        if (!reply.ok && isPassing(reply.code)) return "later";
        // Nobody tells us of new certificates.
        if (connection === line) await refreshTrust();
        return "done";
      },
    });
    connection = line;
    line.on("message:new", made.hearMessage);
    line.on("epoch:new", made.hearEpoch);
    line.on("ephemeral:new", made.hearEphemeral);
    line.on("conversation:changed", hear);
    line.on("holds:changed", keptLonger.hear);
    line.on("conversation:destroyed", (told) => {
      if (told.conversation === id) background(destroyed(told.atMs));
    });
    return made;
  };

  const noteSummary = async (reply: Reply<ConversationSummary>) => {
    if (!kept) return;
    if (!reply.ok && reply.code === "destroyed") return destroyed(reply.destroyedAtMs ?? nowMs());
    if (reply.ok) note(reply.value);
    number ??= await vault.conversationNumber(kept.conversation);
    if (!reply.ok && reply.code === "not_found" && request === "unknown") {
      request = "missing";
      await openAnew();
    }
    draw();
  };

  /** The key was kept, but the request to open was not: the disk was full, or the page went in between. */
  const openAnew = async () => {
    if (!kept || !conversation || request !== "missing") return;
    const record = await vault.recreate(kept.conversation, kept.desk);
    number = await vault.conversationNumber(kept.conversation);
    await queueRequest(conversation, { ...kept, record });
  };

  const queueRequest = async (
    made: Conversation,
    begun: KeptConversation & { record: Uint8Array; campaign?: CampaignCode },
  ) => {
    request = "missing";
    await made.add({ ...begun, kind: "open", language: options.language() });
    request = "queued";
  };

  /** One conversation per device: where another tab began one since this one looked, that one goes on here. */
  const begin = (choice: Choice): Promise<Conversation> =>
    options.exclusive(`begin-${options.rootVk}`, async () => {
      const elsewhere = await vault.restore();
      if (!elsewhere) return beginHere(choice);
      kept = elsewhere;
      chosen = { desk: kept.desk, topic: kept.topic };
      const made = follow(kept.conversation);
      await noteSummary(await made.start());
      return made;
    });

  const beginHere = async ({ desk, topic, campaign }: Choice): Promise<Conversation> => {
    const begun = { conversation: crypto.randomUUID() as ConversationId, desk, topic };
    const record = await vault.create(begun);
    kept = begun;
    number = await vault.conversationNumber(begun.conversation);
    const made = follow(begun.conversation);
    await queueRequest(made, { ...begun, record, ...(campaign && { campaign }) });
    return made;
  };

  const restore = async () => {
    kept = (await vault.restore()) ?? undefined;
    if (kept) {
      chosen = { desk: kept.desk, topic: kept.topic };
      await noteSummary(await follow(kept.conversation).start());
    }
    draw();
  };

  const forget = async () => {
    // Whoever erases the key cannot read the answer that a mail would tell of.
    await notice.withdraw();
    queuePosition.stop();
    keptLonger.stop();
    overflow.stop();
    connection?.close();
    conversation?.stop();
    await conversation?.clear();
    await vault.forget();
    connection = conversation = summary = kept = chosen = beginning = undefined;
    number = null;
    admission = "admitted";
    request = "unknown";
    seenSeq = 0;
    draw();
  };

  /** Nothing of it stays on this device: neither its key nor what waited to be sent. */
  const destroyed = (atMs: number) => {
    destroyedAtMs = atMs;
    return forget();
  };

  const start = async () => {
    // Before it keeps anything a vault fails only where the encryption's code did not come in.
    const pinned = await vault.pin(options.rootVk).catch(() => null);
    if (!pinned) {
      const why = pinned === null ? "unreachable" : "untrusted";
      return state.setState({ phase: "unavailable", why }, true);
    }
    try {
      const trust = await fetchTrust();
      if (trust !== "trusted") {
        state.setState({ phase: "unavailable", why: trust }, true);
        if (trust === "unreachable") starting = setTimeout(() => void start(), startWaits.nextMs());
        return;
      }
      clearInterval(refreshing);
      refreshing = setInterval(() => {
        background(refreshTrust());
        // Nobody tells of a hold that ends on its day.
        void keptLonger.look();
      }, options.refreshTrustEveryMs);
      await restore();
    } catch {
      // The only thing here that throws is the browser refusing to keep or give anything.
      state.setState({ phase: "unavailable", why: "storage" }, true);
    }
  };
  let starting: ReturnType<typeof setTimeout> | undefined;
  const startWaits = requestBackoff();
  void start();

  const notice = noticeActions(() => connection && kept && { connection, ...kept });
  let beginning: Promise<Conversation> | undefined;
  return {
    state,
    choose: (topic) => {
      const about = town?.topics.find((known) => known.topic === topic);
      const general = town?.desks.find((desk) => desk.general) ?? town?.desks[0];
      const desk = topic === null ? general?.desk : about?.desk;
      if (!desk || kept) return;
      // What was printed for a topic would tell which one it is.
      chosen = about?.sensitive
        ? { desk, topic: null }
        : { desk, topic, ...(cameBy && { campaign: cameBy }) };
      draw();
    },
    cameBy: (via) => {
      cameBy = CampaignCode.safeParse(via).data;
    },
    topicWords: async () => {
      const words = await http.topicWords(options.rootVk);
      return words.ok ? words.value : undefined;
    },
    startAnew: () => {
      destroyedAtMs = null;
      draw();
    },
    unchoose: () => {
      if (kept) return;
      chosen = undefined;
      draw();
    },
    send: async (text) => {
      if (!chosen) return;
      const before = conversation ? "possible" : sendingTo(chosen.desk);
      if (before !== "possible") throw new Error(`not sent: ${before}`);
      beginning ??= conversation ? Promise.resolve(conversation) : begin(chosen);
      beginning.catch(() => {
        beginning = undefined;
      });
      const begun = await beginning;
      await openAnew();
      const sending = await begun.send("public", { type: "text", text });
      if (sending !== "possible") throw new Error(`not sent: ${sending}`);
    },
    retry: async (entryId) => conversation?.retry(entryId),
    discard: async (entryId) => conversation?.discard(entryId),
    notice,
    overflow: overflow.actions,
    verdict: verdictActions({ open: openHere, hear, vault }),
    typing: () => {
      if (showsTyping && summary && summary.state !== "closed") conversation?.typing("public");
    },
    setShowsTyping: (shows) => {
      showsTyping = shows;
      draw();
    },
    seen: () => {
      if (!conversation) return;
      seenSeq = newestFromOther(conversation.timeline("public"), "citizen");
      conversation.seen();
      draw();
    },
    close: async () => {
      if (!kept || !connection || !conversation) return;
      const reply = await connection.call("conversation:close", {
        conversation: kept.conversation,
        outcome: "left",
      });
      if (!reply.ok) return;
      hear(reply.value);
      await conversation.send("public", { type: "close", outcome: "left" });
    },
    gather: async () => {
      const of = conversation;
      const reply = await of?.resume();
      if (!of || of !== conversation || !reply?.ok) return undefined;
      const timeline = of.timeline("public");
      // Whoever counts more than it gave keeps something back, or cannot give it now.
      if (timeline.stored.length < reply.value.publicSeq) return undefined;
      return { ...of.snapshot(), summary: reply.value, number, seqs: seqsOf(timeline), atMs: nowMs() };
    },
    erase: async () =>
      connection && kept ? askErasure(kept.conversation, { call: connection.call, destroyed }) : undefined,
    forget,
    continueWith: async (typed, find) => {
      const found = await find(typed, createAskByKey(place, greet));
      if (found.outcome !== "found") return found.outcome;
      const { conversation: id, desk, topic } = found.summary;
      if (kept?.conversation === id) return "continued";
      if (kept) await forget();
      await vault.keep(found.entropy, { conversation: id, desk, topic });
      await restore();
      return "continued";
    },
    ownKey: () => vault.entropy(),
    stop: () => {
      stopped = true;
      queuePosition.stop();
      keptLonger.stop();
      clearTimeout(starting);
      clearInterval(refreshing);
      connection?.close();
      conversation?.stop();
      connection = undefined;
    },
  };
};
