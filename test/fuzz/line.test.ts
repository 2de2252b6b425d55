import { once } from "node:events";
import { createServer } from "node:http";
import { Server } from "socket.io";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../harness/gateway.js";
import { type Line, openLine } from "./line.js";

/** A server with one namespace that answers everything, as the gateway does in its way. */

let server: Server;
let line: Line;

beforeEach(async () => {
  const port = await freePort();
  const http = createServer().listen(port, "127.0.0.1");
  await once(http, "listening");
  server = new Server(http, { transports: ["websocket"] });
  server.of("/agent").on("connection", (socket) => {
    socket.onAny((_event, ...args) => args.at(-1)("answered"));
  });
  const opened = await openLine(
    `http://127.0.0.1:${port}`,
    { namespace: "/agent", headers: {} },
    () => undefined,
  );
  if (!opened) throw new Error("no line");
  line = opened;
});
afterEach(async () => {
  line.close();
  await server.close();
});

describe("a line that has settled", () => {
  test("is closed where it left its namespace, though a call in the same breath is still answered", async () => {
    line.write(["41/agent,"]);
    expect(await line.call("anything", [])).toEqual({ ended: "answered", answer: "answered" });
    expect(line.isOpen()).toBe(true);
    expect(await line.settle()).toEqual({ ended: "closed" });
  });

  test("is closed in one go after what ends it", async () => {
    line.write(["41/agent,"]);
    await line.settle();
    expect(line.isOpen()).toBe(false);
  });

  test("is open where nothing ended it", async () => {
    expect(await line.settle()).toEqual({ ended: "answered", answer: "answered" });
    expect(line.isOpen()).toBe(true);
  });
});
