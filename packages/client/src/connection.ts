import {
  type agentAnswers,
  type agentNews,
  type agentRequests,
  type citizenAnswers,
  type citizenNews,
  type citizenRequests,
  type ErrorCode,
  maxAttachments,
  type Reply,
  replyOf,
} from "@eigenkanaal/protocol";
import { io, type Socket } from "socket.io-client";
import * as parser from "socket.io-parser";
import type * as z from "zod/mini";
import { createBackoff, persist } from "./backoff.js";
import type { ConnectionState } from "./views.js";

/** One socket that comes back by itself, whatever ended it; how soon stands in README.md. */

type Requests = typeof citizenRequests & typeof agentRequests;
type Answers = typeof citizenAnswers & typeof agentAnswers;
type News = typeof citizenNews & typeof agentNews;

/** What one side can hear, by event name: the shapes of answers, and those of news. */
export type Hears = { answers: Partial<Answers>; news: Partial<News> };

export type Connection = {
  state(): ConnectionState;
  /** Never rejects: before it is online, without an answer in ten seconds, or with one that is not of its shape, the answer is `unavailable`. */
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
  /** Runs on each connection before it counts as online; false, or a throw, ends it (the server refused). */
  greet: (socket: Socket) => Promise<boolean>;
  changed: (state: ConnectionState) => void;
  hears: Hears;
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
/** Only a connection that lasted so long counts as one that went well. */
const steadyAfterMs = 10_000;
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
    // Ours, below: the library's own does not come back from a refusal, nor grow its waits over one.
    reconnection: false,
    timeout: answerWithinMs,
    withCredentials: true,
    autoConnect: false,
    parser: { ...parser, Decoder },
    // Two clients in one process (tests, load) must not share an engine.
    forceNew: true,
    ...(options.headers && { extraHeaders: options.headers }),
  });
  let state: ConnectionState = "connecting";
  let closed = false;
  let missed: ReturnType<typeof setTimeout> | undefined;
  let resumes = 0;
  const resume = () => {
    clearTimeout(missed);
    missed = undefined;
    const [line, newest] = [socket.id, ++resumes];
    const resuming = persist(
      options.resume,
      () => state === "online" && socket.id === line && resumes === newest,
    );
    // What was under way when this side left fails; any other failure is a fault and surfaces.
    resuming.catch((error: unknown) => {
      if (!closed) throw error;
    });
  };
  const become = (next: ConnectionState) => {
    if (state === next) return;
    state = next;
    options.changed(next);
    clearTimeout(missed);
    missed = undefined;
    if (next === "online") resume();
  };
  let next: ReturnType<typeof setTimeout> | undefined;
  let onlineSinceMs = Number.POSITIVE_INFINITY;
  const backoff = createBackoff({ firstMs: 500, longestMs: 15_000 });

  const attempt = () => {
    clearTimeout(next);
    next = undefined;
    socket.connect();
    const { engine } = socket.io;
    // Accepted and hung up on before a word was said: the library would see that at its time limit only.
    engine.once("close", () => engine === socket.io.engine && lost());
  };
  const lost = () => {
    become("offline");
    if (closed || next) return;
    // A gateway that falls over whoever comes in must not be met by everybody at the first wait, again and again.
    if (performance.now() - onlineSinceMs >= steadyAfterMs) backoff.reset();
    onlineSinceMs = Number.POSITIVE_INFINITY;
    next = setTimeout(attempt, backoff.nextMs());
    socket.disconnect();
  };
  const greet = async () => {
    const { id } = socket;
    const welcome = await options.greet(socket).catch(() => false);
    if (closed || socket.id !== id) return;
    if (!welcome) return lost();
    onlineSinceMs = performance.now();
    become("online");
  };
  socket.on("connect", () => void greet());
  socket.on("disconnect", lost);
  socket.on("connect_error", lost);
  socket.on("news:missed", () => {
    if (state === "online") missed ??= setTimeout(resume, Math.random() * missedWithinMs);
  });
  // The browser knows sooner than the socket that the line is gone or back.
  const hearsLine = typeof addEventListener === "function" && "onLine" in navigator;
  const lineLost = () => socket.disconnect();
  const lineBack = () => {
    if (!socket.active) attempt();
  };
  if (hearsLine) {
    addEventListener("offline", lineLost);
    addEventListener("online", lineBack);
  }
  attempt();
  const ask = asking(socket, options.hears);
  return {
    state: () => state,
    // Before the greeting every request would be refused for good, and be no longer tried.
    call: (event, request) => (state === "online" ? ask(event, request) : Promise.resolve(away)),
    on: (event, hear) => {
      socket.on(event as string, (told: unknown) => {
        const parsed = options.hears.news[event]?.safeParse(told);
        if (parsed?.success) hear(parsed.data as z.infer<News[typeof event]>);
      });
    },
    onSessionEnded: (hear) => {
      socket.on("session:ended", hear);
      // One that ended while we were away is refused at the door.
      socket.on("connect_error", ({ message }) => message === "unauthenticated" && hear());
    },
    close: () => {
      closed = true;
      clearTimeout(missed);
      clearTimeout(next);
      if (hearsLine) {
        removeEventListener("offline", lineLost);
        removeEventListener("online", lineBack);
      }
      socket.removeAllListeners();
      socket.disconnect();
    },
  };
};

/** Requests over a socket; the answer is `unavailable` when it is not connected or not answered as agreed. */
export const asking =
  (socket: Socket, { answers }: Pick<Hears, "answers">) =>
  async <E extends keyof Requests>(
    event: E,
    request: z.infer<Requests[E]>,
  ): Promise<Reply<z.infer<Answers[E]>>> => {
    const answer = answers[event];
    if (!socket.connected || !answer) return away;
    try {
      const reply: unknown = await socket.timeout(answerWithinMs).emitWithAck(event as string, request);
      return replyOf(answer).parse(reply) as Reply<z.infer<Answers[E]>>;
    } catch {
      return away;
    }
  };

/** Refusals that time alone may mend. */
export const isPassing = (code: ErrorCode): boolean =>
  code === "unavailable" || code === "internal" || code === "too_many_requests" || code === "proof_of_work";
