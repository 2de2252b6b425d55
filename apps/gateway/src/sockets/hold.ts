import type { Socket } from "socket.io";

/** How long at least; twice as long at most, so that many that were stopped at once do not come back at once. */
const heldMs = 1_000;

/**
 * Leaves a connection unread for a moment (PROTOCOL.md L2): what it goes on to send then waits on its own side of the
 * line, and is neither decoded nor refused at the cost of everybody else. Held already, it stays so no longer.
 */
export const createHold = ({ request: { socket: line } }: Socket["conn"]): (() => void) => {
  let state: "read" | "held" = "read";
  return () => {
    if (state === "held") return;
    state = "held";
    // Not before the WebSocket has taken in what was read, after which it asks for more by itself.
    setImmediate(() => line.pause());
    setTimeout(
      () => {
        state = "read";
        line.resume();
      },
      heldMs * (1 + Math.random()),
    ).unref();
  };
};
