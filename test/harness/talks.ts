import type { AgentConversationState, AgentState, CitizenState, Entry } from "@eigenkanaal/client";
import { afterEach } from "vitest";
import { type AgentHabits, agentBrowser, citizenAt, type Device, newDevice, until } from "./people.js";
import type { ColleagueName, Setting } from "./setting.js";

/** What people see of a conversation, and how they come to one: for tests of the clients on both sides. */

export type Talk = Extract<CitizenState, { phase: "conversation" }>;
type Ready = Extract<AgentState, { phase: "ready" }>;
export type Open = Extract<AgentConversationState, { phase: "open" }>;

export const isTalk = (state: CitizenState): state is Talk => state.phase === "conversation";
export const isReady = (state: AgentState): state is Ready =>
  state.phase === "ready" && state.connection === "online";
export const isOpen = (state: AgentConversationState): state is Open => state.phase === "open";

type Seen = CitizenState | AgentConversationState;

export const entriesOf = (state: Seen): Entry[] => {
  if (state.phase === "conversation") return state.conversation.entries;
  return state.phase === "open" ? state.view.entries : [];
};
export const texts = (state: Seen) =>
  entriesOf(state).flatMap((entry) => (entry.kind === "text" ? [entry.text] : []));
/** How far each own text has come. */
export const deliveries = (state: Seen) =>
  entriesOf(state).flatMap((entry) => (entry.kind === "text" && entry.own ? [entry.delivery?.state] : []));
export const shows =
  (...words: string[]) =>
  (state: Seen): boolean =>
    words.every((word) => texts(state).includes(word));
export const isAllStored = (state: Seen) => deliveries(state).every((one) => one !== "queued");

/**
 * Citizens and colleagues of one setting, stopped after each test. `widgetOrigin`, `inboxOrigin`: where citizens and
 * colleagues are sent, the gateway's unless given.
 */
export const usePeople = (
  setting: Setting,
  widgetOrigin = () => setting.gateway.widgetOrigin,
  inboxOrigin = () => setting.gateway.inboxOrigin,
) => {
  const running: { stop(): void }[] = [];
  afterEach(() => {
    for (const client of running.splice(0)) client.stop();
  });

  /** A visitor of the chat, whatever they get to see. */
  const visit = (device?: Device) => {
    const citizen = citizenAt(widgetOrigin(), setting.town.rootB64, device);
    running.push(citizen);
    return citizen;
  };

  const openCitizen = async (device?: Device) => {
    const citizen = visit(device);
    await until(citizen.state, (state) => state.phase === "choosing" || state.phase === "conversation");
    return citizen;
  };

  /** A citizen who has asked something, and it is stored. */
  const asked = async (question: string, device = newDevice()) => {
    const citizen = await openCitizen(device);
    citizen.choose(null);
    await citizen.send(question);
    const talk = await until(
      citizen.state,
      (state): state is Talk => isTalk(state) && deliveries(state).includes("stored"),
    );
    const id = talk.conversation.conversation;
    if (!id) throw new Error("no conversation");
    return { citizen, device, id };
  };

  /** A colleague's browser with the inbox open; `reload` opens it once more. */
  const openAgent = async (name: ColleagueName, habits?: AgentHabits) => {
    const browser = await agentBrowser(inboxOrigin(), setting.colleague(name));
    const reload = async (habits?: AgentHabits) => {
      const agent = browser.open(habits);
      running.push(agent);
      await until(agent.state, isReady);
      return agent;
    };
    return { agent: await reload(habits), reload };
  };

  /** A conversation from the colleague's queue, read. */
  const openConversation = async (agent: Awaited<ReturnType<typeof openAgent>>["agent"], id: string) => {
    const ready = await until(
      agent.state,
      (state): state is Ready => isReady(state) && state.queue.some((item) => item.conversation === id),
    );
    const item = ready.queue.find(({ conversation }) => conversation === id);
    if (!item) throw new Error("not in the queue");
    const conversation = agent.conversation(item.conversation);
    await until(conversation.state, isOpen);
    return conversation;
  };

  /** The same, in that colleague's hand. */
  const taken = async (name: "anna" | "bram", id: string) => {
    const { agent } = await openAgent(name);
    const conversation = await openConversation(agent, id);
    const refused = await conversation.take();
    if (refused) throw new Error(refused);
    return conversation;
  };

  return { visit, openCitizen, asked, openAgent, openConversation, taken };
};
