import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { maxAttachments } from "@eigenkanaal/protocol";
import { Server, type Socket } from "socket.io";
import { io } from "socket.io-client";
import * as parser from "socket.io-parser";

/** A gateway that lies: it stands before the real one, at an origin of its own, and passes on what the test wants. */
export type HostileGateway = {
  origin: string;
  /** What it does now; empty is an honest gateway. */
  tamper: Tamper;
  /** Every request of clients so far, oldest first. */
  requests: { event: string; request: Record<string, unknown> }[];
  /** Breaks all connections of this moment. */
  cut(): void;
  stop(): Promise<void>;
};

export type Tamper = {
  /** Answers in the real gateway's place, which then never hears of it. */
  refuse?: (event: string, request: Record<string, unknown>) => unknown;
  /** What a client hears for the real answer; undefined loses it. */
  answer?: (event: string, answer: Answered) => unknown;
  /** Takes a connection and ends it before a word is said, as a proxy does whose gateway is away. */
  hangsUp?: boolean;
  /** The directory that clients are given for the real one. */
  directory?: (real: unknown) => unknown;
  /** What clients hear for a piece of news. */
  news?: (event: string, news: Record<string, unknown>) => Record<string, unknown>[];
};
export type Answered = { ok: boolean; value?: Record<string, unknown> };

class Decoder extends parser.Decoder {
  constructor() {
    super({ maxAttachments });
  }
}

/** Starts one on a port; the real gateway must have been told that this is its origin. */
export const startHostileGateway = async (
  port: number,
  { upstream }: { upstream: () => string },
): Promise<HostileGateway> => {
  const http = createServer((request, response) => {
    void forward(request, response, { upstream: upstream(), tamper: hostile.tamper });
  });
  const sockets = new Server(http, { transports: ["websocket"], serveClient: false });
  const hostile: HostileGateway = {
    origin: `http://localhost:${port}`,
    tamper: {},
    requests: [],
    cut: () => {
      for (const namespace of ["/citizen", "/agent"]) sockets.of(namespace).disconnectSockets(true);
    },
    stop: async () => {
      await sockets.close();
    },
  };
  for (const namespace of ["/citizen", "/agent"])
    sockets.of(namespace).on("connection", (socket) => relay(socket, `${upstream()}${namespace}`, hostile));
  const served = http.listeners("upgrade");
  http.removeAllListeners("upgrade");
  http.on("upgrade", (request, socket, head) => {
    if (hostile.tamper.hangsUp) return hangUp(request, socket);
    for (const listener of served) listener.call(http, request, socket, head);
  });
  http.listen(port);
  await once(http, "listening");
  return hostile;
};

/** The WebSocket handshake (RFC 6455 §4.2.2) and nothing after it. */
const hangUp = ({ headers }: IncomingMessage, socket: Duplex) => {
  const key = `${headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`;
  const accept = createHash("sha1").update(key).digest("base64");
  const lines = ["Upgrade: websocket", "Connection: Upgrade", `Sec-WebSocket-Accept: ${accept}`];
  socket.end(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
};

const relay = (socket: Socket, url: string, hostile: HostileGateway) => {
  const { origin, cookie } = socket.handshake.headers;
  const real = io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    parser: { ...parser, Decoder },
    extraHeaders: { origin: origin ?? "", ...(cookie !== undefined && { cookie }) },
  });
  real.on("disconnect", () => socket.disconnect(true));
  socket.on("disconnect", () => real.disconnect());
  real.onAny((event: string, news: Record<string, unknown>) => {
    for (const one of hostile.tamper.news?.(event, news) ?? [news]) socket.emit(event, one);
  });
  socket.onAny((event: string, request: Record<string, unknown>, reply: (answer: unknown) => void) => {
    hostile.requests.push({ event, request });
    const refusal = hostile.tamper.refuse?.(event, request);
    if (refusal !== undefined) return reply(refusal);
    real.emit(event, request, (answer: Answered) => {
      const { answer: tampered } = hostile.tamper;
      const told = tampered ? tampered(event, answer) : answer;
      if (told !== undefined) reply(told);
    });
  });
};

const forward = async (
  request: IncomingMessage,
  response: ServerResponse,
  { upstream, tamper }: { upstream: string; tamper: Tamper },
) => {
  const { origin, cookie, "content-type": type } = request.headers;
  const headers = {
    ...(origin && { origin }),
    ...(cookie && { cookie }),
    ...(type && { "content-type": type }),
  };
  const { method = "GET" } = request;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const asked = method === "GET" ? {} : { body: Buffer.concat(chunks) };
  const answer = await fetch(`${upstream}${request.url}`, { method, headers, ...asked });
  response.writeHead(answer.status, {
    "content-type": answer.headers.get("content-type") ?? "",
    "set-cookie": answer.headers.getSetCookie(),
  });
  const text = await answer.text();
  const lies = tamper.directory !== undefined && request.url?.endsWith("/directory");
  response.end(lies ? JSON.stringify(tamper.directory?.(JSON.parse(text))) : text);
};
