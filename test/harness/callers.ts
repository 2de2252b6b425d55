import { randomBytes } from "node:crypto";
import {
  type AgentKeys,
  type CitizenKeys,
  citizenFromEntropy,
  signChallenge,
  toBase64Url,
} from "@eigenkanaal/crypto";
import { type ErrorCode, maxAttachments } from "@eigenkanaal/protocol";
import { io, type Socket } from "socket.io-client";
import * as parser from "socket.io-parser";
import type { RunningGateway } from "./gateway.js";
import type { Colleague, Town } from "./town.js";

/** What an event is answered with, as it came: tests look at it without trust. */
export type Answer =
  | { ok: true; value: Record<string, unknown> }
  | { ok: false; code: ErrorCode; retryAfterMs?: number; work?: { nonce: Uint8Array; bits: number } };

/** Somebody's connection: the raw socket, calls with their answers, and the news that came in. */
export type Connected = {
  socket: Socket;
  keys: CitizenKeys | AgentKeys;
  call(event: string, ...request: unknown[]): Promise<Answer>;
  /** The news of one kind so far, oldest first. */
  news(event: string): Record<string, unknown>[];
  /** The next news of one kind that fits, also one that came already. */
  heard(event: string, fits?: (news: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
};

type Place = {
  gateway: Pick<RunningGateway, "widgetOrigin" | "inboxOrigin">;
  town: Pick<Town, "organisation">;
};

class Decoder extends parser.Decoder {
  constructor() {
    super({ maxAttachments });
  }
}

/** Opens a socket as a browser at that origin does; resolves when it is connected, rejects with what refused it. */
export const openSocket = (
  url: string,
  { origin, cookie, onSocket }: { origin: string; cookie?: string; onSocket?: (socket: Socket) => void },
): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(url, {
      transports: ["websocket"],
      forceNew: true,
      parser: { ...parser, Decoder },
      reconnection: false,
      extraHeaders: { origin, ...(cookie === undefined ? {} : { cookie }) },
    });
    onSocket?.(socket);
    socket.once("connect", () => resolve(socket));
    socket.once("connect_error", (error) => {
      socket.disconnect();
      reject(error);
    });
  });

/** A connection around an open socket; whoever opened it says where news before it went. */
const connected = (
  socket: Socket,
  keys: CitizenKeys | AgentKeys,
  earlier: { event: string; news: Record<string, unknown> }[] = [],
): Connected => {
  const heard = earlier;
  const waiting = new Set<() => void>();
  socket.onAny((event: string, news: Record<string, unknown>) => {
    heard.push({ event, news });
    for (const look of waiting) look();
  });
  const newsOf = (event: string) => heard.filter((one) => one.event === event).map(({ news }) => news);
  return {
    socket,
    keys,
    call: (event, ...request) => socket.timeout(20_000).emitWithAck(event, ...request),
    news: newsOf,
    heard: (event, fits = () => true) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`no ${event} was heard`));
        }, 5_000);
        const look = () => {
          const found = newsOf(event).find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
};

/** A citizen's connection that has heard its challenge and not answered it. */
export const connectStranger = async ({ gateway }: Place): Promise<Connected & { nonce: Uint8Array }> => {
  const keys = citizenFromEntropy(randomBytes(16));
  let challenged: ((nonce: Uint8Array) => void) | undefined;
  const challenge = new Promise<Uint8Array>((resolve) => {
    challenged = resolve;
  });
  const socket = await openSocket(`${gateway.widgetOrigin}/citizen`, {
    origin: gateway.widgetOrigin,
    onSocket: (opening) =>
      opening.once("challenge", ({ nonce }: { nonce: Uint8Array }) => challenged?.(new Uint8Array(nonce))),
  });
  return { ...connected(socket, keys), nonce: await challenge };
};

/** What a citizen answers a challenge with. */
export const authentication = (
  { gateway, town }: Place,
  { keys, nonce }: { keys: CitizenKeys | AgentKeys; nonce: Uint8Array },
) => ({
  organisation: town.organisation,
  vk: keys.signing.vk,
  signature: signChallenge(keys.signing, gateway.widgetOrigin, nonce),
});

/** A citizen who has shown their key; `keys` brings back one who was here before. */
export const connectCitizen = async (place: Place, keys?: CitizenKeys | AgentKeys): Promise<Connected> => {
  const stranger = await connectStranger(place);
  const citizen = { ...stranger, keys: keys ?? stranger.keys };
  const answer = await citizen.call("authenticate", authentication(place, citizen));
  if (!answer.ok) throw new Error(answer.code);
  return citizen;
};

/** An HTTP request as the inbox's own pages make it. */
export const inboxFetch = (
  { gateway }: Pick<Place, "gateway">,
  path: string,
  { method = "GET", body, cookie, origin = gateway.inboxOrigin }: InboxRequest = {},
) =>
  fetch(`${gateway.inboxOrigin}${path}`, {
    method,
    headers: {
      origin,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(cookie === undefined ? {} : { cookie }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
type InboxRequest = { method?: string; body?: unknown; cookie?: string; origin?: string };

/** By account, what the browser of each was given and shows when they sign in again (PROTOCOL.md L5). */
const devices = new Map<string, string>();

/** Signs a colleague in, each in a browser of their own; the session's cookie as it would send it back. */
export const signIn = async (
  place: Pick<Place, "gateway">,
  { account, auth }: Colleague,
): Promise<string> => {
  const response = await inboxFetch(place, "/api/v1/session", {
    method: "POST",
    body: { account, auth: toBase64Url(auth) },
    cookie: devices.get(account) ?? "",
  });
  const [cookie, device] = response.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  if (response.status !== 200 || cookie === undefined) throw new Error(`sign-in: ${response.status}`);
  devices.set(account, device ?? "");
  return cookie;
};

/** A colleague who is signed in and connected. */
export const connectAgent = async (
  place: Place,
  colleague: Colleague,
  cookie?: string,
): Promise<Connected> => {
  const { inboxOrigin } = place.gateway;
  const socket = await openSocket(`${inboxOrigin}/agent`, {
    origin: inboxOrigin,
    cookie: cookie ?? (await signIn(place, colleague)),
  });
  return connected(socket, colleague.keys);
};
