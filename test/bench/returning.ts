import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { errors } from "@eigenkanaal/protocol";
import { io, type Socket } from "socket.io-client";
import { type Answer, authentication, connectCitizen } from "../harness/callers.js";
import { opening, sending, yes } from "../harness/conversation.js";
import { Chain, makeEpoch } from "../harness/frames.js";
import { inTurns } from "./crowd.js";
import type { Stand } from "./stand.js";

/** Somebody who comes back by themselves, as often as their server goes. */
export type Returning = {
  /** Resolves once they are back and have what they follow; asked before the server goes. */
  back(): Promise<void>;
  close(): void;
};

/** Somebody with a conversation, who can say one thing more. Resolves once it was acknowledged; rejects when no answer came. */
export type Speaking = Returning & { say(): Promise<void> };

/** The client's own back-off (packages/client, connection.ts), for all contestants. */
const comingBack = { reconnectionDelay: 500, reconnectionDelayMax: 15_000, randomizationFactor: 0.5 };

const returning = (
  url: string,
  origin: string,
  arrive: (socket: Socket, arrived: () => void) => void,
): Returning => {
  const socket = io(url, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { origin },
    ...comingBack,
  });
  let arrived: () => void = () => {};
  arrive(socket, () => arrived());
  return {
    back: () =>
      new Promise((resolve) => {
        arrived = resolve;
      }),
    close: () => socket.disconnect(),
  };
};

/** The value, asked for again where the refusal is one that time may mend [T1]. */
const insist = async (ask: () => Promise<Answer>): Promise<Record<string, unknown>> => {
  for (;;) {
    const answer = await ask();
    if (answer.ok || !errors[answer.code].retryable) return yes(answer);
    await wait(500 * (0.5 + Math.random()));
  }
};

/** Whoever joins a room at the relay. */
export const returningToRelay = (url: string): Returning => {
  const room = randomUUID();
  return returning(url, url, (socket, arrived) => {
    socket.on("connect", () => socket.emit("join", room, arrived));
  });
};

/** A citizen with a conversation of one message, who is gone again. `acknowledged`: what of theirs must be there for good. */
type Kept = {
  keys: Awaited<ReturnType<typeof connectCitizen>>["keys"];
  conversation: string;
  chain: Chain;
  acknowledged: number;
};

/** So many citizens who have each said something. */
export const citizensWithHistory = ({ gateway, town }: Stand, count: number): Promise<Kept[]> =>
  inTurns(count, async (index) => {
    const desk = town.desks[index % 10];
    if (!desk) throw new Error("no desk");
    const { socket, keys, call } = await connectCitizen({ gateway, town });
    const conversation = randomUUID();
    const epoch = await makeEpoch({ town, desk }, { conversation, citizen: keys });
    await insist(() => call("conversation:open", opening({ desk }, conversation, epoch)));
    const chain = new Chain(epoch, "citizen", keys);
    const message = sending(conversation, chain.text());
    await insist(() => call("message:send", message));
    socket.disconnect();
    return { keys, conversation, chain, acknowledged: 1 };
  });

/**
 * A citizen who proves who they are and loads their conversation; throws when something is not in it that was acknowledged.
 * They say no more than fits a page.
 */
export const returningToGateway = (stand: Stand, kept: Kept): Speaking => {
  const { widgetOrigin } = stand.gateway;
  const { keys, conversation, chain } = kept;
  let call = (_event: string, _request: unknown): Promise<Answer> =>
    Promise.reject(new Error("not there yet"));
  const one = returning(`${widgetOrigin}/citizen`, widgetOrigin, (socket, arrived) => {
    call = (event, request) => socket.timeout(60_000).emitWithAck(event, request);
    const come = async (nonce: Uint8Array) => {
      yes(await call("authenticate", authentication(stand, { keys, nonce })));
      const { messages } = await insist(() =>
        call("conversation:load", { conversation, channel: "public", afterSeq: 0, limit: 100 }),
      );
      if (!Array.isArray(messages) || messages.length < kept.acknowledged)
        throw new Error("a message was lost");
      arrived();
    };
    socket.on("challenge", async ({ nonce }: { nonce: Uint8Array }) => {
      const { id } = socket;
      try {
        await come(new Uint8Array(nonce));
      } catch (error) {
        // Whose connection went meanwhile is challenged again on the next.
        if (socket.id === id) throw error;
      }
    });
  });
  return {
    ...one,
    say: async () => {
      yes(await call("message:send", sending(conversation, chain.text())));
      kept.acknowledged++;
    },
  };
};
