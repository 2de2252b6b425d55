import { randomBytes, randomUUID } from "node:crypto";
import type { Socket } from "socket.io-client";
import type { Answer } from "../harness/callers.js";

/** Where an envelope has the sender's number (32 bits) and the message id (packages/crypto/DESIGN.md, "Envelope"). */
const senderSeqAt = 76;
const messageIdAt = 80;

/** One side of a conversation: its connection, and a real envelope of its chain, the first. */
export type Side = { socket: Socket; envelope: Uint8Array };

/** When a message was acknowledged and when the other side had it (`performance.now()`). */
export type Said = { acknowledgedMs: number; heardMs: number };

/** A conversation of two connections that speak by turns, one message at a time. */
export type Pair = { say(): Promise<Said> };

type Heard = Map<string, () => void>;
const heardOn = new WeakMap<Socket, Heard>();

/** One listener per socket, however many conversations it hears. */
const hear = (socket: Socket): Heard => {
  const known = heardOn.get(socket);
  if (known) return known;
  const heard: Heard = new Map();
  heardOn.set(socket, heard);
  socket.on("message:new", ({ conversation }: { conversation: string }) => heard.get(conversation)?.());
  return heard;
};

/** Throws what the server refuses a message with. */
export const createPair = (sides: readonly [Side, Side], conversation: string = randomUUID()): Pair => {
  let turn = 0;
  return {
    say: async () => {
      const [sender, receiver] = turn % 2 === 0 ? sides : [sides[1], sides[0]];
      const envelope = nextEnvelope(sender.envelope, Math.floor(turn++ / 2));
      const told = new Promise<number>((resolve) =>
        hear(receiver.socket).set(conversation, () => resolve(performance.now())),
      );
      const request = { conversation, channel: "public", envelope };
      const answer: Answer = await sender.socket.emitWithAck("message:send", request);
      const acknowledgedMs = performance.now();
      if (!answer.ok) throw new Error(answer.code);
      return { acknowledgedMs, heardMs: await told };
    },
  };
};

/** Another message of its chain. What is sealed stays as it is: nobody on the way can tell. */
export const nextEnvelope = (first: Uint8Array, senderSeq: number): Uint8Array => {
  const envelope = Buffer.from(first);
  envelope.writeUInt32BE(senderSeq, senderSeqAt);
  randomBytes(16).copy(envelope, messageIdAt);
  return envelope;
};
