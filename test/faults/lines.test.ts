import { once } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freePort } from "../harness/gateway.js";
import { deviceHeader, type Lines, openLines } from "./lines.js";

/** Requests with two binary parts, as messages have them, through lines that are struck. */

let lines: Lines;
let server: Server;
let heard: Buffer[];
let client: Socket;

beforeEach(async () => {
  const [port, door] = [await freePort(), await freePort()];
  const http = createServer().listen(port, "127.0.0.1");
  await once(http, "listening");
  heard = [];
  server = new Server(http, { transports: ["websocket"] });
  server.on("connection", (socket) => {
    socket.on("send", ({ one, other }: Record<string, Buffer>, reply: (answer: string) => void) => {
      heard.push(Buffer.concat([one ?? Buffer.alloc(0), other ?? Buffer.alloc(0)]));
      reply("stored");
    });
  });
  lines = await openLines(door, { upstreamPort: () => port });
  client = io(`http://localhost:${door}`, {
    transports: ["websocket"],
    forceNew: true,
    reconnectionDelay: 50,
    extraHeaders: { [deviceHeader]: "citizen-1" },
  });
  await new Promise((resolve) => client.once("connect", () => resolve(undefined)));
});
afterEach(async () => {
  client.disconnect();
  await server.close();
  await lines.stop();
});

/** More than one read of a socket holds. */
const parts = { one: Buffer.alloc(70_000, 1), other: Buffer.alloc(3, 2) };
const whole = Buffer.concat([parts.one, parts.other]);
const send = () => client.emitWithAck("send", parts);

describe("the lines between client and gateway", () => {
  it("pass everything on as it is while nothing strikes", async () => {
    expect(await send()).toBe("stored");
    expect(heard).toEqual([whole]);
  });

  it("send each request twice while they double, and only that client's", async () => {
    void lines.strike("doubled", ["citizen-1"], 60_000);
    expect(await send()).toBe("stored");
    await expect.poll(() => heard.length).toBe(2);
    expect(heard).toEqual([whole, whole]);
    await lines.mend();
    void lines.strike("doubled", ["citizen-2"], 60_000);
    expect(await send()).toBe("stored");
    expect(heard).toHaveLength(3);
    await lines.mend();
  });

  it("lose answers: the request arrives, its answer never, and the connection breaks", async () => {
    const struck = lines.strike("answers-lost", ["citizen-1"], 60_000);
    const answers: string[] = [];
    void send().then(
      (answer) => answers.push(answer),
      () => undefined,
    );
    await expect.poll(() => heard.length).toBe(1);
    const broken = new Promise((resolve) => client.once("disconnect", resolve));
    await lines.mend();
    await Promise.all([struck, broken]);
    expect(answers).toEqual([]);
  });

  it("hold everything while stalled, and lose nothing of it", async () => {
    const struck = lines.strike("stalled", ["citizen-1"], 60_000);
    const answer = send();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(heard).toEqual([]);
    await lines.mend();
    await struck;
    expect(await answer).toBe("stored");
    expect(heard).toEqual([whole]);
  });

  it("let nobody through who is offline, until they are not", async () => {
    const broken = new Promise((resolve) => client.once("disconnect", resolve));
    const struck = lines.strike("offline", ["citizen-1"], 60_000);
    await broken;
    expect(lines.isOffline("citizen-1")).toBe(true);
    await new Promise((resolve) => client.io.once("reconnect_error", resolve));
    await lines.mend();
    await struck;
    await new Promise((resolve) => client.once("connect", () => resolve(undefined)));
    expect(await send()).toBe("stored");
  });
});
