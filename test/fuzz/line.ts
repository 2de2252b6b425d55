import { once } from "node:events";
import * as parser from "socket.io-parser";
import { type RawData, WebSocket } from "ws";
import { withRawNumbers } from "./mutations.js";
import type { Namespace } from "./surface.js";

/** A WebSocket that speaks Socket.IO 5 by hand, so that it can also speak it wrongly. */

/** What became of a call. `unanswered`: the line is open and nothing came. */
export type Outcome = { ended: "answered"; answer: unknown } | { ended: "closed" } | { ended: "unanswered" };

export type Line = {
  /** The challenge's nonce, where one came. */
  nonce(): Uint8Array | undefined;
  isOpen(): boolean;
  /** Whether the gateway has said that the session ended. */
  sessionEnded(): boolean;
  call(event: string, args: readonly unknown[]): Promise<Outcome>;
  /** The same without asking for an answer. */
  tell(event: string, args: readonly unknown[]): void;
  /**
   * Calls for nothing until all that was written before has been dealt with; the last answer, or that the line closed.
   * What ends a line may be read together with the next call, which is then still answered: the call after it is not.
   */
  settle(): Promise<Outcome>;
  /** Network frames as they are. */
  write(frames: readonly (string | Uint8Array)[]): void;
  close(): void;
};

/** Answered to everybody, and changes nothing. */
export const callForNothing = ["conversation:leave", [{}]] as const;
/** How long an answer may take before it counts as none: longer than any load of the machine explains. */
const patienceMs = 60_000;
/** Above what a frame out of a fuzzer's own packets has. */
const firstId = 1_000_000;

/**
 * Opens a line and joins a namespace; undefined when it is refused. `onBytes` hears everything that comes in.
 */
export const openLine = async (
  url: string,
  { namespace, headers }: { namespace: Namespace; headers: Record<string, string> },
  onBytes: (bytes: Buffer) => void,
): Promise<Line | undefined> => {
  const address = `${url.replace(/^http/, "ws")}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { headers, perMessageDeflate: false });
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  let nonce: Uint8Array | undefined;
  let ended = false;
  let nextId = firstId;
  const waiting = new Map<number, (outcome: Outcome) => void>();
  const decoder = new parser.Decoder({ maxAttachments: 2_000 });
  const { promise: joined, resolve: join } = withResolvers<boolean>();
  decoder.on("decoded", (packet: parser.Packet) => {
    if (packet.type === parser.PacketType.CONNECT) join(true);
    if (packet.type === parser.PacketType.CONNECT_ERROR) join(false);
    const isEvent = packet.type === parser.PacketType.EVENT || packet.type === parser.PacketType.BINARY_EVENT;
    if (isEvent && packet.data[0] === "challenge") nonce = packet.data[1].nonce;
    if (isEvent && packet.data[0] === "session:ended") ended = true;
    const isAnswer = packet.type === parser.PacketType.ACK || packet.type === parser.PacketType.BINARY_ACK;
    if (!isAnswer || packet.id === undefined) return;
    waiting.get(packet.id)?.({ ended: "answered", answer: packet.data[0] });
    waiting.delete(packet.id);
  });
  // Garbage is sometimes answered with what no client takes: as a client would, the line ends itself.
  const decode = (packet: string | Buffer) => {
    try {
      decoder.add(packet);
    } catch {
      socket.terminate();
    }
  };
  socket.on("message", (data: RawData, isBinary: boolean) => {
    const bytes = data as Buffer;
    onBytes(bytes);
    if (isBinary) return decode(bytes);
    const text = bytes.toString("utf8");
    if (text.startsWith("0")) socket.send(`40${namespace},`);
    else if (text.startsWith("2")) socket.send("3");
    else if (text.startsWith("4")) decode(text.slice(1));
  });
  socket.on("error", () => {});
  void closed.then(() => {
    join(false);
    for (const settle of waiting.values()) settle({ ended: "closed" });
    waiting.clear();
  });
  if (!(await joined)) {
    socket.terminate();
    return undefined;
  }
  if (namespace === "/citizen")
    while (nonce === undefined && socket.readyState === WebSocket.OPEN) await once(socket, "message");

  const write: Line["write"] = (frames) => {
    for (const frame of frames) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  };
  const send = (event: string, args: readonly unknown[], id?: number) => {
    const packet = {
      type: parser.PacketType.EVENT,
      nsp: namespace,
      data: [event, ...args],
      ...(id && { id }),
    };
    const [text, ...attachments]: [string, ...Uint8Array[]] = new parser.Encoder().encode(
      packet as parser.Packet,
    ) as never;
    write([`4${withRawNumbers(text)}`, ...attachments]);
  };
  const call: Line["call"] = (event, args) =>
    new Promise((resolve) => {
      if (socket.readyState !== WebSocket.OPEN) return resolve({ ended: "closed" });
      const id = nextId++;
      const timer = setTimeout(() => {
        waiting.delete(id);
        resolve({ ended: "unanswered" });
      }, patienceMs);
      waiting.set(id, (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
      send(event, args, id);
    });
  return {
    nonce: () => nonce,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    sessionEnded: () => ended,
    call,
    settle: async () => {
      await call(...callForNothing);
      return call(...callForNothing);
    },
    tell: (event, args) => send(event, args),
    write,
    close: () => socket.terminate(),
  };
};

/** Promise.withResolvers, which Node has from 22 on. */
const withResolvers = <T>() => {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
};
