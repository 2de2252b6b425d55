import type { CitizenState } from "@eigenkanaal/client";
import type { ConversationId } from "@eigenkanaal/protocol";
import { citizenAt, type Network, newDevice, until } from "../harness/people.js";
import { isTalk } from "../harness/talks.js";
import { doubtsOf, textsOf, type Writer } from "./diary.js";
import { openPage, type Page, takeTurns, waitingIn } from "./page.js";
import type { Screen } from "./record.js";
import type { CitizenAct } from "./schedule.js";

/** A citizen with a device, and a page on it that can end at any moment and is opened again. */
export type CitizenPerson = {
  readonly name: string;
  /** What they do next, when all before it is done. A reload interrupts what is going on. */
  act(act: CitizenAct): void;
  /** Resolves once the page can be written in. */
  ready(): Promise<unknown>;
  conversation(): ConversationId | null;
  /** Undefined while there is nothing to see. */
  screen(): Promise<Screen | undefined>;
  stop(): void;
};

type Opened = { client: ReturnType<typeof citizenAt>; page: Page };

const isWritable = ({ phase }: CitizenState) => phase === "choosing" || phase === "conversation";
/** As long as it takes: the run ends before. */
const foreverMs = 2 ** 31 - 1;

export const citizenPerson = (
  name: string,
  { origin, rootVk, network, writer }: { origin: string; rootVk: string; network: Network; writer: Writer },
): CitizenPerson => {
  const device = { ...newDevice(), network };
  const inTurn = takeTurns(writer.mishap);
  const talk = ({ client }: Opened) => {
    const state = client.state.getState();
    return isTalk(state) ? state.conversation : undefined;
  };

  const open = (): Opened => {
    const page = openPage(device);
    const client = citizenAt(origin, rootVk, page.device);
    client.state.subscribe((state) => {
      if (isTalk(state)) writer.sees(name, name, state.conversation.entries);
      if (state.phase === "unavailable" && state.why !== "unreachable")
        writer.mishap(`${name} reads: ${state.why}`);
    });
    return { client, page };
  };
  let opened = open();
  const leave = () => {
    opened.page.end();
    opened.client.stop();
  };

  const write = async ({ client, page }: Opened) => {
    const there = until(
      client.state,
      ({ phase }) => phase === "choosing" || phase === "conversation",
      foreverMs,
    );
    if (!(await page.whileThere(there))) return;
    client.choose(null);
    const written = writer.write(name, { citizen: name, channel: "public" });
    const kept = client.send(written.text).then(() => true);
    if (await page.whileThere(kept)) written.state = "kept";
  };

  const carryOut = async (act: CitizenAct) => {
    const now = opened;
    if (act === "write") await write(now);
    if (act === "look") now.client.seen();
    if (act === "close") await now.page.whileThere(now.client.close());
  };

  return {
    name,
    act: (act) => {
      if (act !== "reload") return inTurn(() => carryOut(act));
      leave();
      opened = open();
    },
    ready: () => until(opened.client.state, isWritable),
    conversation: () => talk(opened)?.conversation ?? null,
    screen: async () => {
      const view = talk(opened);
      if (!view?.conversation) return undefined;
      return {
        who: name,
        citizen: name,
        conversation: view.conversation,
        number: view.number,
        state: view.state,
        assignee: undefined,
        texts: textsOf(view.entries),
        doubts: doubtsOf(view),
        outbox: await waitingIn(device.store, view.conversation),
      };
    },
    stop: leave,
  };
};
