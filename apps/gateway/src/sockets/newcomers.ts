import type { IncomingMessage } from "node:http";
import { Refusal } from "@eigenkanaal/protocol";
import type { Server, Socket } from "socket.io";
import type { LimitKeeper } from "../limits/limitKeeper.js";
import { limitStruck } from "../monitoring/watching.js";

type Transport = Socket["conn"];

/**
 * Those who have connected and not yet shown who they are: so many from one network at once, for so long, and no faster
 * than a rate (PROTOCOL.md L4). What they ask before is refused, so this is all that they can cost.
 */
export type Newcomers = {
  /** Whether a network may connect once more. */
  mayConnect(request: IncomingMessage): boolean;
  /**
   * Whether a connection may enter a namespace. Its first time came with the connection; one that enters again and again
   * asks for a handshake each time, and each counts as a new connection.
   */
  mayEnter(transport: Transport): boolean;
  /** From now on counts every connection of the server until it is known whose it is, or until it closes. */
  watch(engine: Server["engine"]): void;
  /** It is known whose this connection is. */
  known(transport: Transport): void;
};

export const createNewcomers = ({ limits }: { limits: LimitKeeper }): Newcomers => {
  const waiting = new Map<string, number>();
  const entered = new WeakSet<Transport>();
  const forget = new WeakMap<Transport, () => void>();

  const count = (transport: Transport) => {
    const { unauthenticatedPerAddress, authenticateWithinMs } = limits.of(undefined);
    const address = limits.addressOf(transport.request);
    const others = waiting.get(address) ?? 0;
    // They were let in one by one and arrive at once.
    if (others >= unauthenticatedPerAddress) {
      limitStruck("unauthenticatedPerAddress");
      return transport.close();
    }
    waiting.set(address, others + 1);
    const deadline = setTimeout(() => transport.close(), authenticateWithinMs);
    const leave = () => {
      if (!forget.delete(transport)) return;
      clearTimeout(deadline);
      const left = (waiting.get(address) ?? 1) - 1;
      if (left === 0) waiting.delete(address);
      else waiting.set(address, left);
    };
    forget.set(transport, leave);
    transport.once("close", leave);
  };

  const isWithinRate = (address: string): boolean => {
    try {
      limits.take("connectionsPerAddress", { key: address, organisation: undefined });
      return true;
    } catch (refusal) {
      if (refusal instanceof Refusal) return false;
      throw refusal;
    }
  };

  return {
    mayConnect: (request) => {
      const address = limits.addressOf(request);
      if ((waiting.get(address) ?? 0) >= limits.of(undefined).unauthenticatedPerAddress) {
        limitStruck("unauthenticatedPerAddress");
        return false;
      }
      return isWithinRate(address);
    },
    mayEnter: (transport) => {
      if (entered.has(transport)) return isWithinRate(limits.addressOf(transport.request));
      entered.add(transport);
      return true;
    },
    watch: (engine) => void engine.on("connection", count),
    known: (transport) => forget.get(transport)?.(),
  };
};
