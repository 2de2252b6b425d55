import {
  agentRequests,
  answers,
  citizenRequests,
  type ErrorCode,
  maxAttachments,
  news,
  type Reply,
  replyOf,
} from "@eigenkanaal/protocol";
import { io, type Socket } from "socket.io-client";
import * as parser from "socket.io-parser";
import type * as z from "zod/mini";
import type { ConnectionState } from "./views.js";

/**
 * One socket that comes back by itself. Back-off: 0.5 s doubling to 15 s, each ± half at random, so that a gateway
 * that returns is not met by everybody in the same second.
 */

const requests = { ...citizenRequests, ...agentRequests };
type Requests = typeof requests;
type Answers = typeof answers;
type News = typeof news;

export type Connection = {
  state(): ConnectionState;
  /** Never rejects: without a connection, without an answer in ten seconds, or with one that is not of its shape, the answer is `unavailable`. */
  call<E extends keyof Requests>(
    event: E,
    request: z.infer<Requests[E]>,
  ): Promise<Reply<z.infer<Answers[E]>>>;
  /** Hears news that is of its shape; other news is dropped. */
  on<E extends keyof News>(event: E, hear: (news: z.infer<News[E]>) => void): void;
  onSessionEnded(hear: () => void): void;
  close(): void;
};

export type ConnectionOptions = {
  /** For example `https://chat.voorbeeld.nl/citizen`. */
  url: string;
  /** Runs on each connection before it counts as online; false leaves it offline (the server refused). */
  greet: (socket: Socket) => Promise<boolean>;
  changed: (state: ConnectionState) => void;
  /**
   * Fetches all that is followed: when the connection is there, and when the gateway says that news was missed [M11].
   * `later` when something could not be fetched now: then it is asked again, as long as the connection stands.
   */
  resume: () => Promise<"done" | "later">;
  /** Node only: a browser sets these itself. */
  headers?: Record<string, string>;
};

const answerWithinMs = 10_000;
/** Everybody hears of missed news at once; so that not everybody asks at once. */
const missedWithinMs = 5_000;
const resumeAgainMs = { first: 500, most: 15_000 };
const away: Reply<never> = { ok: false, code: "unavailable" };

/** A page of messages has more binary parts than the library allows by itself [T4]. */
class Decoder extends parser.Decoder {
  constructor() {
    super({ maxAttachments });
  }
}

export const connect = (options: ConnectionOptions): Connection => {
  const socket = io(options.url, {
    transports: ["websocket"],
    reconnectionDelay: 500,
    reconnectionDelayMax: 15_000,
    randomizationFactor: 0.5,
    withCredentials: true,
    autoConnect: false,
    parser: { ...parser, Decoder },
    // Two clients in one process (tests, load) must not share an engine.
    forceNew: true,
    ...(options.headers && { extraHeaders: options.headers }),
  });
  let state: ConnectionState = "connecting";
  let resuming: ReturnType<typeof setTimeout> | undefined;
  const resume = async (againMs: number) => {
    const line = socket.id;
    const outcome = await options.resume();
    if (outcome === "done" || state !== "online" || socket.id !== line) return;
    resumeIn(againMs * (0.5 + Math.random()), Math.min(2 * againMs, resumeAgainMs.most));
  };
  const resumeIn = (pauseMs: number, againMs = resumeAgainMs.first) => {
    resuming ??= setTimeout(() => {
      resuming = undefined;
      void resume(againMs);
    }, pauseMs);
  };
  const become = (next: ConnectionState) => {
    if (state === next) return;
    state = next;
    options.changed(next);
    clearTimeout(resuming);
    resuming = undefined;
    if (next === "online") void resume(resumeAgainMs.first);
  };
  let closed = false;
  const endings: (() => void)[] = [];
  /** Where the library itself does not try again. */
  const comeBackLater = () => {
    socket.disconnect();
    setTimeout(() => !closed && socket.connect(), 1000 + Math.random() * 2000);
  };
  socket.on("connect", () => {
    void options.greet(socket).then((welcome) => {
      become(welcome && socket.connected ? "online" : "offline");
      if (!welcome) comeBackLater();
    });
  });
  socket.on("disconnect", (reason) => {
    become("offline");
    // A disconnect by the server is not retried by the library; a restarting gateway does just that.
    if (reason === "io server disconnect") comeBackLater();
  });
  socket.on("connect_error", ({ message }) => {
    become("offline");
    if (closed || socket.active) return;
    // The gateway itself refused: for good when the session has ended [A3], else because a part of it is away.
    if (message === ("unauthenticated" satisfies ErrorCode)) for (const hear of endings) hear();
    else comeBackLater();
  });
  socket.on("news:missed", () => {
    if (state === "online") resumeIn(Math.random() * missedWithinMs);
  });
  // The browser knows sooner than the socket that the line is gone or back.
  const hearsLine = typeof addEventListener === "function" && "onLine" in navigator;
  const lineLost = () => socket.disconnect();
  const lineBack = () => socket.connect();
  if (hearsLine) {
    addEventListener("offline", lineLost);
    addEventListener("online", lineBack);
  }
  socket.connect();
  return {
    state: () => state,
    call: (event, request) => ask(socket, event, request),
    on: (event, hear) => {
      socket.on(event as string, (told: unknown) => {
        const parsed = news[event].safeParse(told);
        if (parsed.success) hear(parsed.data as z.infer<News[typeof event]>);
      });
    },
    onSessionEnded: (hear) => {
      endings.push(hear);
      socket.on("session:ended", hear);
    },
    close: () => {
      closed = true;
      clearTimeout(resuming);
      if (hearsLine) {
        removeEventListener("offline", lineLost);
        removeEventListener("online", lineBack);
      }
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
};

/** One request over a socket; `unavailable` when it is not connected or not answered as agreed. */
export const ask = async <E extends keyof Requests>(
  socket: Socket,
  event: E,
  request: z.infer<Requests[E]>,
): Promise<Reply<z.infer<Answers[E]>>> => {
  if (!socket.connected) return away;
  try {
    const reply: unknown = await socket.timeout(answerWithinMs).emitWithAck(event as string, request);
    return replyOf(answers[event]).parse(reply) as Reply<z.infer<Answers[E]>>;
  } catch {
    return away;
  }
};

/** Refusals that time alone may mend. */
export const isPassing = (code: ErrorCode): boolean =>
  code === "unavailable" || code === "internal" || code === "too_many_requests" || code === "proof_of_work";
