import type { AgentConversation, AgentState } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { asAnswered } from "../harness/closing.js";
import { agentBrowser, type Network, newDevice, until } from "../harness/people.js";
import { isOpen, isReady } from "../harness/talks.js";
import type { Colleague } from "../harness/town.js";
import type { CitizenPerson } from "./citizen.js";
import { doubtsOf, textsOf, type Writer } from "./diary.js";
import { openPage, type Page, takeTurns, waitingIn } from "./page.js";
import type { Queue, Screen } from "./record.js";
import type { ColleagueAct } from "./schedule.js";

/** A colleague with the inbox open, who reloads it when it says that it cannot go on. */
export type ColleaguePerson = {
  readonly name: string;
  act(act: ColleagueAct, citizen: CitizenPerson): void;
  /** Resolves once the inbox is open and on the line. */
  ready(): Promise<unknown>;
  /** Their screen of each of these citizens' conversations; those that are stored are opened if need be. */
  screens(citizens: readonly CitizenPerson[], stored: ReadonlySet<string>): Promise<Screen[]>;
  queue(): Queue;
  stop(): void;
};

type Client = ReturnType<Awaited<ReturnType<typeof agentBrowser>>["open"]>;
type Opened = { client: Client; page: Page; conversations: Map<ConversationId, AgentConversation> };

const foreverMs = 2 ** 31 - 1;
/** A closed conversation, or one that the gateway has not told of yet, is not in the list. */
const listedWithinMs = 2000;

export const colleaguePerson = async (
  colleague: Colleague,
  { origin, network, writer }: { origin: string; network: Network; writer: Writer },
): Promise<ColleaguePerson> => {
  const { name, member, seed } = colleague;
  const device = { ...newDevice(), network };
  const browser = await agentBrowser(origin, colleague, device);
  const inTurn = takeTurns(writer.mishap);

  const open = (): Opened => {
    const page = openPage(device);
    const client = browser.open({ page: page.device, idleAfterMs: foreverMs });
    client.state.subscribe((state) => {
      const isStuck = state.phase === "locked" || state.phase === "signed_out";
      if (!isStuck) return;
      if (state.phase === "signed_out" && state.ended)
        writer.mishap(`${name} was signed out: ${state.ended}`);
      // What a person does who reads "try again": with their passphrase, which gives the same seed.
      setTimeout(() => void enterAgain(client), 500);
    });
    return { client, page, conversations: new Map() };
  };
  const enterAgain = async (client: Client) => {
    if (opened.client !== client) return;
    await device.keyStore.put(`agent-${member}`, seed);
    reload();
  };
  let opened = open();
  const leave = () => {
    opened.page.end();
    opened.client.stop();
  };
  const reload = () => {
    leave();
    opened = open();
  };

  /** The conversation as they see it; opened only from the list, as the inbox does. */
  const openConversation = async (
    { page, client, conversations }: Opened,
    citizen: CitizenPerson,
  ): Promise<AgentConversation | undefined> => {
    if (!(await page.whileThere(until(client.state, isReady, foreverMs)))) return undefined;
    const isListed = (state: AgentState) =>
      isReady(state) && state.queue.some(({ conversation }) => conversation === citizen.conversation());
    const id = citizen.conversation();
    const known = id ? conversations.get(id) : undefined;
    if (known) return known;
    const listed = until(client.state, isListed, listedWithinMs).then(citizen.conversation, () => null);
    const found = await page.whileThere(listed);
    return found ? follow({ client, conversations }, found, citizen) : undefined;
  };
  const follow = (
    { client, conversations }: Pick<Opened, "client" | "conversations">,
    id: ConversationId,
    citizen: CitizenPerson,
  ): AgentConversation => {
    const conversation = client.conversation(id);
    conversations.set(id, conversation);
    conversation.state.subscribe((state) => {
      if (isOpen(state)) writer.sees(name, citizen.name, state.view.entries);
    });
    return conversation;
  };

  const carryOut = async (act: Exclude<ColleagueAct, "reload">, citizen: CitizenPerson) => {
    const now = opened;
    const { page } = now;
    const conversation = await openConversation(now, citizen);
    if (!conversation || !(await page.whileThere(until(conversation.state, isOpen, foreverMs)))) return;
    const deed = async (done: "taken" | "closed", asked: Promise<string | undefined>) => {
      const answer = await page.whileThere(asked.then((refused) => ({ refused })));
      if (answer && !answer.refused) writer.diary.deeds.push({ member, citizen: citizen.name, deed: done });
    };
    const write = async (channel: "public" | "internal") => {
      const written = writer.write(name, { citizen: citizen.name, channel });
      const sent = channel === "public" ? conversation.send(written.text) : conversation.note(written.text);
      if (await page.whileThere(sent.then(() => true))) written.state = "kept";
    };
    switch (act) {
      case "take":
        return deed("taken", conversation.take());
      case "close":
        return deed("closed", conversation.close(asAnswered));
      case "answer":
        return write("public");
      case "note":
        return write("internal");
      case "look":
        return conversation.seen();
    }
  };

  return {
    name,
    act: (act, citizen) => {
      if (act === "reload") reload();
      else inTurn(() => carryOut(act, citizen));
    },
    ready: () => until(opened.client.state, isReady),
    screens: async (citizens, stored) => {
      const screens: Screen[] = [];
      for (const citizen of citizens) {
        const id = citizen.conversation();
        if (!id || !stored.has(id) || opened.client.state.getState().phase !== "ready") continue;
        const state = (opened.conversations.get(id) ?? follow(opened, id, citizen)).state.getState();
        if (!isOpen(state)) continue;
        const { view, assignee } = state;
        screens.push({
          who: name,
          citizen: citizen.name,
          conversation: id,
          number: view.number,
          state: view.state,
          assignee: assignee?.member ?? null,
          texts: textsOf(view.entries),
          doubts: doubtsOf(view),
          outbox: await waitingIn(device.store, id),
        });
      }
      return screens;
    },
    queue: () => {
      const state = opened.client.state.getState();
      const open = state.phase === "ready" ? state.queue : [];
      return {
        who: name,
        open: open.map(({ conversation, state: handling, assignee }) => ({
          conversation,
          state: handling,
          assignee: assignee?.member ?? null,
        })),
      };
    },
    stop: leave,
  };
};
