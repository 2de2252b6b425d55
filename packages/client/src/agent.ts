// Above 400 lines: what a signed-in colleague can ask for is put together here; each part stands in a file of its own.
import {
  agentAnswers,
  agentNews,
  type ConversationId,
  type ConversationSummary,
  type DeskId,
  type ErrorCode,
  type MemberId,
  type Members,
  type MovedConversation,
  type PerColleagueDecision,
  type Presence,
  type Session,
} from "@eigenkanaal/protocol";
import { createStore } from "zustand/vanilla";
import { createAccount } from "./account.js";
import { type AgentConversationControl, createAgentConversation } from "./agentConversation.js";
import { createApiTokens } from "./apiTokens.js";
import { createArchiveReading } from "./archiveReading.js";
import { createAuditLog } from "./auditLog.js";
import { createBlocks } from "./blocks.js";
import { createBoard } from "./board.js";
import { createColleagueFigures } from "./colleagueFigures.js";
import type { ColleagueView } from "./colleagueViews.js";
import { type Connection, connect, isPassing } from "./connection.js";
import { createConsiderations } from "./considerations.js";
import { createCounter } from "./counter.js";
import { createDeposits } from "./deposits.js";
import { createDestruction } from "./destruction.js";
import { createDrafts } from "./drafts.js";
import type { SignInFailure } from "./failures.js";
import type { Http } from "./http.js";
import { createIdleLock } from "./idleLock.js";
import { createLabels } from "./labels.js";
import { createLinks } from "./links.js";
import { loadOpen } from "./loadOpen.js";
import type { Exclusive, OutboxStore } from "./outbox.js";
import { createPresence } from "./presence.js";
import { createQueue } from "./queue.js";
import { createRecords } from "./records.js";
import { createReports } from "./reports.js";
import { createReviews } from "./reviews.js";
import { createSearch } from "./search.js";
import { createSharedRemarks } from "./sharedRemarks.js";
import { createSignIn, failureOf, halfOf } from "./signIn.js";
import { createSorting } from "./sorting.js";
import { createStandardAnswers } from "./standardAnswers.js";
import { townOf } from "./town.js";
import { createTownNews } from "./townNews.js";
import { createTownSettings } from "./townSettings.js";
import type { AgentVault } from "./vault/vault.js";
import type { AgentClient, AgentState, Author, TownView } from "./views.js";

export type AgentClientOptions = {
  /** The inbox's own origin. */
  origin: string;
  vault: AgentVault;
  http: Http;
  store: OutboxStore;
  exclusive: Exclusive;
  nowMs: () => number;
  /** Without a sign of life for this long the keys are erased here. */
  idleAfterMs: number;
  /** How often the certificates are fetched again, besides on every new connection. */
  refreshTrustEveryMs: number;
  /** Whether it reads what there is into an index to search in, in the background. */
  searches: boolean;
  /** Node only: a browser sends its cookie and origin itself. */
  headers?: () => Record<string, string>;
};

type Ready = {
  session: Session;
  town: TownView;
  members: Members["members"];
  /** The same as they are shown; one array, so that nothing draws again for it. */
  colleagues: readonly ColleagueView[];
  desks: DeskId[];
  keepsArchive: boolean;
  figuresPerColleague: PerColleagueDecision | null;
  clockOffsetMs: number;
};

const aliasOf = (member: MemberId, members: Members["members"]): string =>
  members.find((one) => one.member === member)?.alias ?? "";

const authorOf = ({ session: { member }, members }: Ready): Author => ({
  ...{ role: "member", member, alias: aliasOf(member, members) },
});

/** What makes a conversation this colleague's by their own doing. */
const takes: readonly string[] = ["conversation:take", "conversation:reopen", "conversation:snooze"];

/** Who asks for reviews, lets a reviewer in, or is one. */
const reviewing = ["agent", "supervisor"] as const;

/** How many finished conversations come at a time. */
const closedPage = 50;

/** Everything of a colleague's inbox but the pixels. Starts by itself. */
export const createAgentClient = (options: AgentClientOptions): AgentClient & { stop(): void } => {
  const { vault, http, nowMs } = options;
  const state = createStore<AgentState>(() => ({ phase: "starting" }));
  const become = (next: AgentState) => state.setState(next, true);
  const queue = createQueue();
  const presence = createPresence();
  const drafts = createDrafts(vault);
  const search = createSearch({
    vault,
    call: (event, request) => lineCall(event, request),
    open: queue.open,
    alsoKept: drafts.conversations,
    gone: drafts.forget,
    topicNames: (topic) =>
      Object.values(ready?.town.topics.find((one) => one.topic === topic)?.name ?? {}).join(" "),
  });
  const reviews = createReviews({
    ...{ http, vault },
    call: (event, request) => lineCall(event, request),
    reader: () => (ready ? authorOf(ready) : undefined),
    refreshTrust: () => refreshTrust(),
    // Who publishes is not told of it.
    published: (epoch) => conversations.get(epoch.conversation)?.hearEpoch(epoch),
  });
  const reading = createArchiveReading({
    vault,
    call: (event, request) => lineCall(event, request),
    reader: () => (ready?.keepsArchive ? authorOf(ready) : undefined),
    refreshTrust: () => refreshTrust(),
  });
  const board = createBoard({
    http,
    told: (databaseNowMs) => {
      const clockOffsetMs = databaseNowMs - nowMs();
      // What an answer takes on its way moves it by less than that, and nothing is drawn again for it.
      if (!ready || Math.abs(clockOffsetMs - ready.clockOffsetMs) < 1_000) return;
      ready = { ...ready, clockOffsetMs };
      draw();
    },
  });
  /** From signing in or unlocking until it is known how this member is. */
  let arriving = false;
  const conversations = new Map<ConversationId, AgentConversationControl>();
  let connection: Connection | undefined;
  let session: Session | undefined;
  let ready: Ready | undefined;
  let trustStands = true;
  let refreshing: ReturnType<typeof setInterval> | undefined;
  /** Counts the times that the keys were erased here. */
  let left = 0;
  /** What was under way when the keys were erased fails; any other failure is a fault and surfaces. */
  const background = (work: Promise<unknown>) => {
    const before = left;
    void work.catch((error: unknown) => {
      if (left === before) throw error;
    });
  };

  const lineCall: Connection["call"] = (event, request) =>
    connection?.call(event, request) ?? Promise.resolve({ ok: false, code: "unavailable" });

  const draw = () => {
    if (!ready) return;
    const { member, account, name, roles } = ready.session;
    become({
      phase: "ready",
      me: {
        ...{ member, account, name, alias: aliasOf(member, ready.members), roles },
        ...{ desks: ready.desks, keepsArchive: ready.keepsArchive },
      },
      town: ready.town,
      members: ready.colleagues,
      connection: connection?.state() ?? "connecting",
      ...queue.view({ me: member, members: ready.members, desks: ready.desks }),
      presence: presence.view(queue.inHand(member), { me: member, members: ready.members }),
      figuresPerColleague: ready.figuresPerColleague,
      clockOffsetMs: ready.clockOffsetMs,
    });
  };

  /** Fetches the certificates; the reason when they cannot be had or trusted. Rejects when the keys were erased meanwhile. */
  const fetchTrust = async (): Promise<SignInFailure | undefined> => {
    const directory = await http.memberDirectory();
    if (!directory.ok) return directory.code;
    // Fetched before the certificates count: an epoch that is accepted without its key stays closed.
    const keys = await http.deskKeys();
    if (!keys.ok) return keys.code;
    const trusted = await vault.trust(directory.value);
    trustStands = trusted.ok;
    if (!trusted.ok || !session) return "untrusted";
    await vault.addDeskKeys(keys.value.keys);
    const clockOffsetMs = directory.value.nowMs - nowMs();
    const town = townOf(directory.value, trusted);
    const desks = [...new Set(keys.value.keys.map(({ desk }) => desk))];
    const keepsArchive = await vault.holdsArchiveKey();
    const { figuresPerColleague } = directory.value;
    const told = { town, desks, keepsArchive, figuresPerColleague, clockOffsetMs };
    ready = { members: [], colleagues: [], ...ready, session, ...told };
    return undefined;
  };

  /** The same while someone works here: what was trusted before is kept for reading, nothing is sent until a directory stands again. */
  const refreshTrust = async () => {
    const before = left;
    try {
      await fetchTrust();
      for (const conversation of conversations.values()) await conversation.judge();
    } catch (error) {
      if (left === before) throw error;
    }
    draw();
  };

  const townNews = createTownNews(() => background(refreshTrust()));

  const leave = () => {
    left++;
    clearInterval(refreshing);
    idleLock.stop();
    townNews.stop();
    connection?.close();
    connection = ready = undefined;
    for (const conversation of conversations.values()) conversation.stop();
    conversations.clear();
    queue.clear();
    presence.clear();
    board.clear();
    reviews.clear();
    search.stop();
    reading.stop();
  };

  const lock = async (next: AgentState) => {
    leave();
    await drafts.stop();
    await vault.lock();
    become(next);
  };

  const idleLock = createIdleLock(options.idleAfterMs, () => {
    if (session)
      background(lock({ phase: "locked", account: session.account, name: session.name, failure: null }));
  });

  /** The keys are unlocked: fetch what is needed and go on the line. */
  const enter = async (): Promise<SignInFailure | undefined> => {
    const failure = await fetchTrust();
    if (failure) return failure;
    await drafts.load();
    const members = await http.members();
    if (!members.ok || !ready) return members.ok ? "untrusted" : members.code;
    const { member: me } = ready.session;
    const colleagues = members.value.members.map(({ member, alias }) => ({
      ...{ member, name: alias },
      me: member === me,
    }));
    ready = { ...ready, members: members.value.members, colleagues };
    const made = connect({
      url: `${options.origin}/agent`,
      greet: async () => true,
      changed: (state) => {
        if (state !== "online") for (const conversation of conversations.values()) conversation.lapse();
        draw();
      },
      hears: { answers: agentAnswers, news: agentNews },
      resume: () => resume(made),
      ...(options.headers && { headers: options.headers() }),
    });
    connection = made;
    made.on("message:new", (message) => conversations.get(message.conversation)?.hearMessage(message));
    made.on("epoch:new", (epoch) => conversations.get(epoch.conversation)?.hearEpoch(epoch));
    made.on("ephemeral:new", (sign) => conversations.get(sign.conversation)?.hearEphemeral(sign));
    made.on("conversation:changed", hear);
    made.on("conversations:changed", ({ conversations: changed }) => hear(...changed));
    made.on("presence:changed", (changed) => {
      presence.put(changed);
      draw();
    });
    made.on("conversation:moved", moved);
    made.on("conversation:destroyed", ({ conversation }) => destroyed(conversation));
    made.on("viewer:changed", (viewer) => conversations.get(viewer.conversation)?.hearViewer(viewer));
    made.on("town:changed", () => {
      townNews.hear();
      board.hear();
    });
    made.on("board:changed", board.hear);
    made.onSessionEnded(() => background(signedOut("expired")));
    idleLock.start();
    refreshing = setInterval(() => background(refreshTrust()), options.refreshTrustEveryMs);
    draw();
    return undefined;
  };

  /** The line is back: the queue, then one conversation after the other, then the certificates, which nobody tells us of. */
  const resume = async (line: Connection): Promise<"done" | "later"> => {
    board.hear();
    // Nobody else asks for one, lets in or reviews.
    if (reviewing.some((role) => session?.roles.includes(role))) reviews.begin();
    const refused = await loadOpen(line, queue, () => connection === line);
    if (connection !== line) return "done";
    draw();
    if (refused) return isPassing(refused) ? "later" : "done";
    const atWork = await line.call("presence:load", {});
    if (connection !== line) return "done";
    if (atWork.ok) presence.replace(atWork.value);
    else if (isPassing(atWork.code)) return "later";
    await arrive();
    draw();
    for (const conversation of conversations.values()) {
      const resumed = await conversation.resume();
      if (connection !== line) return "done";
      if (!resumed.ok && isPassing(resumed.code)) return "later";
    }
    await refreshTrust();
    if (options.searches && connection === line) search.begin();
    return "done";
  };

  /**
   * Who signs in where colleagues take what waits is at work: that is what signing in means there, also for who took something
   * before this was known. Where it is assigned they say so themselves, when they are ready.
   */
  const arrive = async () => {
    const me = session?.member;
    if (!arriving || !me || !presence.isLoaded()) return;
    arriving = false;
    const state = presence.stateOf(me);
    if ((state === "off" || state === "wrap_up") && !presence.isAssigned()) await setPresence("on_duty");
  };

  const call: Connection["call"] = (event, request) => {
    if ("conversation" in request && takes.includes(event)) queue.taking(request.conversation);
    // Who answers is at work: what they have must not be taken from them.
    const me = session?.member;
    if (event === "message:send" && me && presence.isLoaded() && presence.stateOf(me) === "off")
      void setPresence("wrap_up");
    return lineCall(event, request);
  };

  const setPresence = async (to: Presence): Promise<ErrorCode | undefined> => {
    const reply = await connection?.call("presence:set", { state: to });
    if (!reply?.ok) return reply?.code ?? "unavailable";
    presence.put(reply.value);
    draw();
    return undefined;
  };

  /** It is another desk's now, that is none of ours. */
  const moved = ({ conversation, to }: MovedConversation) => {
    queue.remove(conversation);
    search.drop(conversation);
    draw();
    conversations.get(conversation)?.hearMoved(to);
  };
  /** It is destroyed: nothing of it stays here, sealed or not. */
  const destroyed = (conversation: ConversationId) => {
    queue.remove(conversation);
    search.drop(conversation);
    drafts.forget(conversation);
    draw();
    conversations.get(conversation)?.hearDestroyed();
    background(Promise.all([options.store.clear(conversation), vault.shred(conversation)]));
  };
  const isOurs = ({ desk, reader }: ConversationSummary): boolean =>
    ready?.desks.includes(desk) === true || (reader !== null && reader === ready?.session.member);

  const hear = (...heard: ConversationSummary[]) => {
    for (const { conversation, desk } of heard.filter((summary) => !isOurs(summary)))
      moved({ conversation, to: desk });
    const changed = heard.filter(isOurs);
    for (const summary of changed) {
      queue.put(summary);
      search.note(summary);
    }
    draw();
    for (const summary of changed) conversations.get(summary.conversation)?.hearSummary(summary);
  };

  const signedOut = (ended: "signed_out" | "expired") => {
    session = undefined;
    return lock({ phase: "signed_out", failure: null, ended });
  };

  /** Opens the slot with what stretching left in the vault, and goes on the line. */
  const open = async (known: Session): Promise<SignInFailure | undefined> => {
    session = known;
    become({ phase: "signing_in", step: "unlocking" });
    const unlocked = await vault.unlock(known);
    arriving = true;
    return unlocked === "unlocked" ? enter() : unlocked;
  };

  const unlock = async ({ account }: Session, passphrase: string): Promise<SignInFailure | undefined> => {
    become({ phase: "signing_in", step: "stretching" });
    const half = await halfOf({ account, passphrase }, vault.stretch, { http });
    if (!half.ok) return half.failure;
    become({ phase: "signing_in", step: "asking" });
    const known = await http.session();
    return known.ok ? open(known.value) : failureOf(known.code);
  };

  const signInFailed = async (failure: SignInFailure | null) => {
    if (session) await http.signOut();
    session = undefined;
    await lock({ phase: "signed_out", failure, ended: null });
  };

  const lockedState = (failure: SignInFailure | null): AgentState =>
    session
      ? { phase: "locked", account: session.account, name: session.name, failure }
      : { phase: "signed_out", failure, ended: null };

  const start = async () => {
    const known = await http.session();
    if (!known.ok) {
      const failure = known.code === "unauthenticated" ? null : "unreachable";
      return become({ phase: "signed_out", failure, ended: null });
    }
    session = known.value;
    if (!(await vault.resume(session))) return become(lockedState(null));
    const failure = await enter();
    if (failure) await lock(lockedState(failure));
  };
  background(start());

  return {
    state,
    ...createSignIn({
      ...{ http, vault, become },
      open: async (known) => {
        const failure = await open(known);
        if (failure) await signInFailed(failure);
      },
      fail: signInFailed,
    }),
    standardAnswers: createStandardAnswers({ http }),
    links: createLinks({ http }),
    townSettings: createTownSettings({ http }),
    records: createRecords({ http }),
    labels: createLabels({ http }),
    sorting: createSorting({ call, hear }),
    blocks: createBlocks({ call, http }),
    sharedRemarks: createSharedRemarks({ http, vault }),
    board,
    reviews,
    considerations: createConsiderations({ http }),
    apiTokens: createApiTokens({ http }),
    auditLog: createAuditLog({ http }),
    destruction: createDestruction({ http }),
    deposits: createDeposits({ http, vault }),
    reports: createReports({ http }),
    colleagueFigures: createColleagueFigures({ http }),
    account: createAccount({ http, vault, account: () => session?.account ?? "" }),
    unlock: async (passphrase) => {
      const known = session;
      if (!known) return;
      const failure = await unlock(known, passphrase);
      if (failure === "unauthenticated") await signedOut("expired");
      else if (failure) await lock(lockedState(failure));
    },
    drafts,
    search,
    reading,
    setPresence,
    signOut: async () => {
      if (presence.isLoaded()) await setPresence("off");
      // Else the gateway's word that the session ended could be there first, and say that it ran out.
      connection?.close();
      await http.signOut();
      // Who ends their work leaves nothing behind here; a session that only ran out keeps it, sealed.
      await drafts.stop();
      await vault.forget();
      await signedOut("signed_out");
    },
    lock: () => lock(lockedState(null)),
    active: idleLock.active,
    loadClosed: async (from) => {
      const reply = await connection?.call("queue:load", {
        list: "closed",
        beforeMs: from === "newest" ? null : queue.oldestClosedMs(),
        limit: closedPage,
      });
      if (!reply?.ok) return "failed";
      queue.addClosed(reply.value.conversations);
      draw();
      return reply.value.conversations.length < closedPage ? "all" : "more";
    },
    beginAtCounter: createCounter({ connection: () => connection, vault, hear }),
    colleagues: async (desk) => {
      const listed = await vault.colleagues(desk);
      return listed
        .filter(({ member }) => member !== ready?.session.member)
        .map(({ member, alias }) => ({ member, name: alias }));
    },
    conversation: (id) => {
      const known = conversations.get(id);
      queue.opened(id);
      known?.enter();
      if (known) return known;
      const { member } = ready?.session ?? {};
      if (!member) throw new Error("no conversations before signing in");
      const made = createAgentConversation(id, {
        me: member,
        named: (summary) => {
          const who = { me: member, members: ready?.members ?? [], desks: ready?.desks ?? [] };
          return {
            assignee: queue.assignee(summary.assignee, who),
            handover: queue.handover(summary.handover, who),
            standing: queue.standing(summary, who),
            block: queue.block(summary.block, who),
          };
        },
        colleagues: () => ready?.colleagues ?? [],
        myName: ready?.members.find((one) => one.member === member)?.alias ?? "",
        summary: () => queue.find(id),
        vault,
        call,
        store: options.store,
        exclusive: options.exclusive,
        refreshTrust,
        trustStands: () => trustStands,
        seen: (seq) => {
          queue.seen(id, seq);
          draw();
        },
        hear,
        moved: (to) => moved({ conversation: id, to }),
        destroyed: () => destroyed(id),
        refused: () => {
          drafts.forget(id);
          search.drop(id);
        },
        nowMs,
      });
      conversations.set(id, made);
      return made;
    },
    stop: leave,
  };
};
