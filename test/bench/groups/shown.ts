import type { AgentConversationState, CitizenState, Entry } from "@eigenkanaal/client";
import { agentBrowser, citizenAt, until } from "../../harness/people.js";
import { inTurns } from "../crowd.js";
import { type Measure, median, percentile, rounded } from "../figure.js";
import { pace } from "../load.js";
import type { Pair } from "../pair.js";
import { type Stand, startStand } from "../stand.js";

/** From writing to the other side's decrypted timeline: the real clients, their keys and their encryption. */

const conversations = 100;
const perSecond = 200;

export const measure: Measure = async ({ rounds, secondsEach, report }) => {
  const stand = await startStand();
  try {
    report("beginning conversations");
    const agents = await Promise.all(
      ["colleague0.0", "colleague0.1"].map((name) => colleagueOf(stand, name)),
    );
    const pairs = await inTurns(conversations, async (index) => {
      const agent = agents[index % agents.length];
      if (!agent) throw new Error("no colleague");
      return talk(stand, agent);
    });
    const middles: { shownMs: number; ackMs: number }[] = [];
    for (let round = 0; round <= rounds; round++) {
      const waits = await pace(pairs, { perSecond, seconds: secondsEach });
      const middle = (of: "heardMs" | "acknowledgedMs") =>
        percentile(
          waits.map((wait) => wait[of]),
          0.5,
        );
      const [shownMs, ackMs] = [middle("heardMs"), middle("acknowledgedMs")];
      if (round > 0) middles.push({ shownMs, ackMs });
      report(`round ${round} of ${rounds}: shown ${rounded(shownMs)} ms, acknowledged ${rounded(ackMs)} ms`);
    }
    const ackMs = median(middles.map((middle) => middle.ackMs));
    return [
      {
        id: "shown_p50_ms",
        value: rounded(median(middles.map(({ shownMs }) => shownMs))),
        unit: "ms",
        of: `${perSecond} texts/s of ${conversations} conversations, the writer sees them stored after ${rounded(ackMs)} ms`,
        target: { atMost: rounded(2 * ackMs) },
      },
    ];
  } finally {
    await stand.stop();
  }
};

type Agent = Awaited<ReturnType<typeof colleagueOf>>;

const colleagueOf = async ({ gateway, town }: Stand, name: string) => {
  const person = town.people.get(name);
  if (!person) throw new Error(`no ${name}`);
  const agent = (await agentBrowser(gateway.inboxOrigin, person)).open();
  await until(agent.state, (state) => state.phase === "ready" && state.connection === "online");
  return agent;
};

/** A conversation that the citizen began and the colleague took. */
const talk = async ({ gateway, town }: Stand, agent: Agent): Promise<Pair> => {
  const citizen = citizenAt(gateway.widgetOrigin, town.rootB64);
  await until(citizen.state, (state) => state.phase === "choosing");
  citizen.choose(null);
  const atCitizen = follow(citizen.state, entriesOfCitizen);
  await citizen.send("begin");
  await atCitizen.stored("begin");
  const begun = citizen.state.getState();
  const id = begun.phase === "conversation" ? begun.conversation.conversation : null;
  if (!id) throw new Error("no conversation");
  await until(
    agent.state,
    (state) => state.phase === "ready" && state.queue.some((item) => item.conversation === id),
  );
  const conversation = agent.conversation(id);
  await until(conversation.state, (state) => state.phase === "open");
  const refused = await conversation.take();
  if (refused) throw new Error(refused);
  const atAgent = follow(conversation.state, entriesOfAgent);
  const sides = [
    { send: citizen.send, here: atCitizen, there: atAgent },
    { send: conversation.send, here: atAgent, there: atCitizen },
  ] as const;
  let turn = 0;
  return {
    say: async () => {
      const { send, here, there } = sides[turn % 2 === 0 ? 0 : 1];
      const text = `text ${turn++}`;
      const [acknowledgedMs, heardMs] = await Promise.all([
        here.stored(text),
        there.stored(text),
        send(text),
      ]);
      return { acknowledgedMs, heardMs };
    },
  };
};

const entriesOfCitizen = (state: CitizenState): Entry[] =>
  state.phase === "conversation" ? state.conversation.entries : [];
const entriesOfAgent = (state: AgentConversationState): Entry[] =>
  state.phase === "open" ? state.view.entries : [];

type Shown<State> = { subscribe(hear: (state: State) => void): () => void };

/** Tells when a text stands in this side's timeline as stored. */
const follow = <State>(shown: Shown<State>, entries: (state: State) => Entry[]) => {
  const awaited = new Map<string, (atMs: number) => void>();
  shown.subscribe((state) => {
    if (awaited.size === 0) return;
    // By turns: whatever is new is among the last.
    for (const entry of entries(state).slice(-4)) {
      if (entry.kind !== "text" || entry.delivery?.state === "queued") continue;
      awaited.get(entry.text)?.(performance.now());
      awaited.delete(entry.text);
    }
  });
  return {
    stored: (text: string): Promise<number> =>
      new Promise((resolve) => {
        awaited.set(text, resolve);
      }),
  };
};
