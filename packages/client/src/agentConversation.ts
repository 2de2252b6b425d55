import type {
  Channel,
  ConversationId,
  ConversationSummary,
  DeskId,
  Ephemeral,
  ErrorCode,
  MemberId,
  MessageId,
  Reply,
  StoredEpoch,
  StoredMessage,
  Viewer,
} from "@eigenkanaal/protocol";
import { createStore } from "zustand/vanilla";
import { persist } from "./backoff.js";
import type { ColleagueView } from "./colleagueViews.js";
import { isPassing } from "./connection.js";
import { type ConversationOptions, createConversation } from "./conversation.js";
import { registeredAs } from "./keeping.js";
import { newestFromOther } from "./timeline.js";
import { createTransfer } from "./transfer.js";
import type { AgentVault, Content } from "./vault/vault.js";
import { viewersOf } from "./viewers.js";
import { createViewing } from "./viewing.js";
import type { AgentConversation, AgentConversationState, QueueItem, RegistrationCard } from "./views.js";

/** A conversation as one colleague follows it: both channels, and what they may do with it. */
export type AgentConversationControl = AgentConversation & {
  /** Follows it again after `leave`: what was missed is fetched. */
  enter(): void;
  /** Sends nothing more. */
  stop(): void;
  /** Fetches what was missed while it is followed. */
  resume(): Promise<Reply<ConversationSummary | null>>;
  /** The line is away. */
  lapse(): void;
  judge(): Promise<void>;
  hearMessage(message: StoredMessage): void;
  hearEpoch(epoch: StoredEpoch): void;
  hearEphemeral(ephemeral: Ephemeral): void;
  hearSummary(summary: ConversationSummary): void;
  hearViewer(viewer: Viewer): void;
  /** It went to a desk that is none of ours. */
  hearMoved(to: DeskId): void;
  /** It is destroyed. */
  hearDestroyed(): void;
};

export type AgentConversationOptions = Pick<
  ConversationOptions,
  "call" | "store" | "exclusive" | "refreshTrust" | "trustStands" | "nowMs"
> & {
  vault: AgentVault;
  me: MemberId;
  /** Names those of whom the gateway tells only who they are. */
  named: (summary: ConversationSummary) => Pick<QueueItem, "assignee" | "handover" | "standing" | "block">;
  myName: string;
  colleagues: () => readonly ColleagueView[];
  /** What the queue knows of it already. */
  summary: () => ConversationSummary | undefined;
  seen: (seq: number) => void;
  hear: (summary: ConversationSummary) => void;
  /** It went, though the gateway's answer did not come. */
  moved: (to: DeskId) => void;
  /** The gateway says that it is destroyed. */
  destroyed: () => void;
  /** It is out of reach. */
  refused: () => void;
};

export const createAgentConversation = (
  id: ConversationId,
  options: AgentConversationOptions,
): AgentConversationControl => {
  const { me, call, vault } = options;
  const state = createStore<AgentConversationState>(() => ({ phase: "loading" }));
  let summary = options.summary();
  let number: string | null = null;
  let loaded = false;
  // One that was left stays here: what it has read would be a replay to the vault, and what waits must still go out.
  let followers = 1;
  let visits = 0;
  let stopped = false;
  let place: "here" | "moved" | "destroyed" = "here";

  const draw = () => {
    if (!summary || !loaded || place !== "here") return;
    const { desk, topic } = summary;
    const view = {
      ...{ ...conversation.snapshot(), conversation: id, number, desk, topic },
      ...{ state: summary.state, keeping: registeredAs(summary), verdict: summary.verdict },
    };
    const viewers = viewersOf(viewing.who(), conversation.colleaguesTyping(), options.colleagues());
    state.setState({ phase: "open", view, ...options.named(summary), viewers }, true);
  };

  const viewing = createViewing(me, {
    say: (doing) => void call("conversation:look", { conversation: id, state: doing }),
    changed: () => draw(),
  });

  const conversation = createConversation({
    conversation: id,
    channels: ["public", "internal"],
    me: { role: "member", member: me, alias: options.myName },
    vault,
    call,
    store: options.store,
    exclusive: options.exclusive,
    follows: () => followers > 0,
    // Reading along must not tell the citizen that someone is on it.
    signsReceipts: () => summary?.assignee === me,
    refreshTrust: options.refreshTrust,
    trustStands: options.trustStands,
    changed: draw,
    nowMs: options.nowMs,
  });

  /** How often the conversation's state was heard. */
  let times = 0;
  const hearSummary = (heard: ConversationSummary) => {
    times++;
    // What was seen while it was being taken was not yet ours to sign for.
    if (heard.assignee === me && summary?.assignee !== me) conversation.wakeReceipts();
    summary = heard;
    if (place === "moved") {
      // It came back: what was said meanwhile is fetched.
      place = "here";
      if (followers > 0) background(follow(conversation.resume));
    }
    draw();
  };

  const load = async (loading: Promise<Reply<ConversationSummary>>) => {
    const before = times;
    const reply = await loading;
    if (reply.ok) {
      number = await vault.conversationNumber(id);
      loaded = true;
      // What was heard meanwhile, of a take that went along with the load, is newer than what the load found.
      hearSummary(times === before || !summary ? reply.value : summary);
      if (followers > 0) viewing.begin();
    } else if (reply.code === "destroyed") {
      if (place !== "destroyed") options.destroyed();
    } else if ((!loaded || reply.code === "not_found") && place === "here" && !isPassing(reply.code)) {
      state.setState({ phase: "refused", code: reply.code }, true);
      if (reply.code === "not_found") options.refused();
    }
    return reply;
  };
  /** Fetches what is missing, until it has been given or nobody looks any more. */
  const follow = (loading: () => Promise<Reply<ConversationSummary>>) => {
    const visit = ++visits;
    return persist(
      async () => {
        const reply = await load(loading());
        return reply.ok || !isPassing(reply.code) ? "done" : "later";
      },
      () => followers > 0 && visits === visit && !stopped,
    );
  };
  /** What was under way when the keys were erased fails; any other failure is a fault and surfaces. */
  const background = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => {
      if (!stopped) throw error;
    });
  background(follow(conversation.start));

  /** A call whose answer is the conversation as it is now; the code when it was refused. */
  const change = async (asked: Promise<Reply<ConversationSummary>>): Promise<ErrorCode | undefined> => {
    const reply = await asked;
    if (!reply.ok) return reply.code;
    options.hear(reply.value);
    hearSummary(reply.value);
    return undefined;
  };

  const transfer = createTransfer(id, {
    ...{ vault, call, settle: conversation.settle, refreshTrust: options.refreshTrust },
    done: (now, { desk }) => {
      if (!now) return options.moved(desk);
      options.hear(now);
      if (place === "here") background(follow(conversation.resume));
    },
  });

  const send = async (channel: Channel, content: Content, holdMs?: number) => {
    const sending = await conversation.send(channel, content, holdMs);
    if (sending !== "possible") throw new Error(`not sent: ${sending}`);
  };

  /** What was said for a closing that did not come about. */
  let registered: { card: RegistrationCard; message: MessageId } | null = null;
  /** Says it among colleagues, and not twice where closing is asked again. */
  const register = async (card: RegistrationCard): Promise<Reply<MessageId>> => {
    const isSaid =
      registered?.card.summary === card.summary &&
      registered.card.place === card.place &&
      registered.card.topic === card.topic;
    if (registered && isSaid) return { ok: true, value: registered.message };
    const sent = await conversation.sendNow("internal", { type: "registration", ...card });
    if (!sent.ok) return sent;
    registered = { card, message: sent.value as MessageId };
    return { ok: true, value: registered.message };
  };

  return {
    state,
    enter: () => {
      if (++followers === 1) background(follow(conversation.resume));
    },
    stop: () => {
      stopped = true;
      viewing.end();
      conversation.stop();
    },
    resume: async () => {
      if (followers === 0) return { ok: true, value: null };
      // From here on the connection asks again.
      visits++;
      return load(conversation.resume());
    },
    lapse: conversation.lapse,
    judge: conversation.judge,
    hearMessage: (message) => {
      // What was told before the gateway heard of the leave: fetched when somebody looks again.
      if (followers > 0) conversation.hearMessage(message);
    },
    hearEpoch: conversation.hearEpoch,
    hearEphemeral: conversation.hearEphemeral,
    hearSummary,
    hearViewer: (viewer) => {
      if (followers > 0) viewing.heard(viewer);
    },
    hearMoved: (to) => {
      visits++;
      viewing.end();
      place = "moved";
      state.setState({ phase: "moved", to }, true);
    },
    hearDestroyed: () => {
      visits++;
      viewing.end();
      conversation.stop();
      place = "destroyed";
      state.setState({ phase: "refused", code: "destroyed" }, true);
    },
    take: async () => {
      const refused = await change(call("conversation:take", { conversation: id }));
      // Who handed it over knows the key of the epoch that they made: ours begins here.
      const { handover, desk } = summary ?? {};
      if (!refused && handover && handover.from !== desk) background(conversation.settle());
      return refused;
    },
    transfer: ({ desk, history, reading, why }) => {
      const step = summary?.handover?.from === desk ? "returned" : "given";
      return transfer({ desk, history, reading, step, text: why });
    },
    give: async (to, text) => {
      const { handover, desk } = summary ?? {};
      await conversation.release();
      const step = handover?.by === to && handover.from === desk ? "returned" : "given";
      const refused = await change(call("conversation:give", { conversation: id, to }));
      if (!refused) await send("internal", { type: "handover", step, to: "colleague", id: to, text });
      return refused;
    },
    send: (text, holdMs) => send("public", { type: "text", text }, holdMs),
    recall: async (entryId) => {
      const content = await conversation.recall(entryId);
      return content?.type === "text" ? content.text : null;
    },
    note: (text) => send("internal", { type: "text", text }),
    setCase: (number) => send("internal", { type: "case", number }),
    retry: conversation.retry,
    discard: conversation.discard,
    typing: conversation.typing,
    seen: () => {
      options.seen(newestFromOther(conversation.timeline("public"), "member"));
      conversation.seen();
    },
    close: async ({ outcome, about, card }) => {
      // Into a closed conversation nothing goes any more.
      await conversation.release();
      const kept = card && (await register(card));
      if (kept && !kept.ok) return kept.code;
      const registration = { topic: about.topic, class: about.retention, card: kept ? kept.value : null };
      const refused = await change(call("conversation:close", { conversation: id, outcome, registration }));
      if (refused) return refused;
      registered = null;
      await conversation.send("public", { type: "close", outcome });
      return undefined;
    },
    leave: () => {
      if (followers === 0 || --followers > 0) return;
      viewing.end();
      conversation.lapse();
      void call("conversation:leave", { conversation: id });
    },
  };
};
