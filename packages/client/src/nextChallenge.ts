import type { Socket } from "socket.io-client";

/** What the gateway asks next of whoever connects as a citizen; undefined when it asks nothing within ten seconds. */
export const nextChallenge = (socket: Socket): Promise<unknown> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), 10_000);
    socket.once("challenge", (challenge: unknown) => {
      clearTimeout(timer);
      resolve(challenge);
    });
  });
