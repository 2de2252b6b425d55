import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createHttp } from "@eigenkanaal/client";
import { expect, it } from "vitest";

/** A server that answers the first request for ever, or not at all. */
const silentServer = async (begin: boolean) => {
  const server = createServer((_request: IncomingMessage, response: ServerResponse) => {
    if (begin) response.writeHead(200).write("{");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, server };
};

it.each([
  ["does not begin", false],
  ["does not end", true],
])("an answer that %s is unavailable, and not waited for for ever", async (_what, begin) => {
  const { origin, server } = await silentServer(begin);
  const http = createHttp(origin, { fetch, withinMs: 100 });
  expect(await http.session()).toEqual({ ok: false, code: "unavailable" });
  server.closeAllConnections();
  server.close();
});
