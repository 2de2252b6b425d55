import { once } from "node:events";
import { createServer, type Server, Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { LineFault } from "./schedule.js";
import { createRequestSplitter } from "./webSocketFrames.js";

/** The header by which a client says which of the harness's it is. */
export const deviceHeader = "x-device";

/** The lines between clients and one door of the gateway. Client and gateway notice nothing of it but its faults. */
export type Lines = {
  /** Strikes the lines of these clients; resolves when they are whole again. */
  strike(fault: LineFault, clients: readonly string[], forMs: number): Promise<void>;
  isOffline(client: string): boolean;
  /** Ends all faults at once and resolves when it has. */
  mend(): Promise<void>;
  stop(): Promise<void>;
};

export type ConnectionKind = "webSocket" | "request";

type Line = {
  client: string;
  kind: ConnectionKind;
  state: LineFault | "whole";
  browser: Socket;
  gateway: Socket;
};

const slowMs = 400;

/** Listens at `port` and passes each connection on to `upstreamPort(kind)`, the door of a gateway that may be away. */
export const openLines = async (
  port: number,
  { upstreamPort }: { upstreamPort: (kind: ConnectionKind) => number },
): Promise<Lines> => {
  const lines = new Set<Line>();
  const struck = new Map<string, { fault: LineFault; mended: AbortController }>();
  const server: Server = createServer({ allowHalfOpen: true }, (browser) => {
    browser.once("data", (head: Buffer) => {
      browser.pause();
      const client = new RegExp(`^${deviceHeader}: (\\S+)`, "im").exec(head.toString("latin1"))?.[1] ?? "";
      const fault = struck.get(client)?.fault;
      if (fault === "offline") return browser.destroy();
      const kind = /^upgrade: websocket/im.test(head.toString("latin1")) ? "webSocket" : "request";
      const line: Line = { client, kind, state: "whole", browser, gateway: new Socket() };
      lines.add(line);
      lay(line, head, () => lines.delete(line));
      line.gateway.connect(upstreamPort(kind), "127.0.0.1");
    });
    browser.on("error", () => browser.destroy());
  });
  server.listen(port);
  await once(server, "listening");

  const of = (clients: readonly string[]) => [...lines].filter(({ client }) => clients.includes(client));
  const breakOff = ({ browser, gateway }: Line) => {
    browser.destroy();
    gateway.destroy();
  };

  const strike: Lines["strike"] = async (fault, clients, forMs) => {
    if (fault === "cut") return of(clients).forEach(breakOff);
    const mended = new AbortController();
    const hit = clients.filter((client) => client !== "" && !struck.has(client));
    for (const client of hit) struck.set(client, { fault, mended });
    if (fault === "offline") of(hit).forEach(breakOff);
    else for (const line of of(hit)) line.state = fault;
    await wait(forMs, undefined, { signal: mended.signal }).catch(() => undefined);
    for (const client of hit) struck.delete(client);
    for (const line of of(hit)) {
      if (line.state === "answers-lost") breakOff(line);
      line.state = "whole";
      line.browser.emit("mended");
    }
  };
  return {
    strike,
    isOffline: (client) => struck.get(client)?.fault === "offline",
    mend: async () => {
      for (const { mended } of struck.values()) mended.abort();
      await wait(0);
    },
    stop: async () => {
      server.close();
      for (const line of lines) breakOff(line);
    },
  };
};

/** Passes bytes on in both directions as the line's state has it. `head` has been read already. */
const lay = (line: Line, head: Buffer, ended: () => void) => {
  const { browser, gateway } = line;
  const split = createRequestSplitter();
  const holds = (direction: "up" | "down") =>
    line.state === "stalled" || (line.state === "answers-lost" && direction === "down");

  /** One chunk after the other, also those that come late. */
  const pass = (from: Socket, to: Socket, direction: "up" | "down") => {
    let before = Promise.resolve();
    const inTurn = (work: () => void) => {
      const dueMs = performance.now() + (line.state === "slow" ? slowMs : 0);
      before = before.then(async () => {
        while (holds(direction)) await once(browser, "mended");
        const lateMs = dueMs - performance.now();
        if (lateMs > 0) await wait(lateMs);
        if (!to.destroyed) work();
      });
    };
    from.on("data", (chunk: Buffer) => {
      if (direction === "down" || line.kind === "request") return inTurn(() => to.write(chunk));
      for (const { bytes, isEvent } of split(chunk)) {
        const times = isEvent && line.state === "doubled" ? 2 : 1;
        inTurn(() => to.write(Buffer.concat(Array(times).fill(bytes))));
      }
    });
    from.on("end", () => inTurn(() => to.end()));
    from.on("close", () => inTurn(() => to.destroy()));
    from.on("error", () => to.destroy());
  };
  gateway.once("connect", () => {
    gateway.write(head);
    browser.resume();
  });
  pass(browser, gateway, "up");
  pass(gateway, browser, "down");
  gateway.once("close", ended);
};
