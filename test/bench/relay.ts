import { createServer } from "node:http";
import { Server } from "socket.io";

/**
 * What the gateway is held against: Socket.IO with the gateway's transport and nothing else. No identity, no check,
 * no store: an envelope goes to the room, and its sender hears that it went. Tells its port, which can
 * be asked for, to whoever forked it.
 */
const http = createServer();
const server = new Server(http, {
  transports: ["websocket"],
  serveClient: false,
  perMessageDeflate: false,
  maxHttpBufferSize: 100_000,
});

server.on("connection", (socket) => {
  socket.on("join", (room: string, reply: (answer: unknown) => void) => {
    void socket.join(room);
    reply({ ok: true, value: null });
  });
  let seq = 0;
  socket.on("message:send", ({ conversation, channel, envelope }, reply: (answer: unknown) => void) => {
    const place = { seq: ++seq, storedAtMs: Date.now() };
    socket.to(conversation).emit("message:new", { conversation, channel, ...place, envelope });
    reply({ ok: true, value: place });
  });
});

const [, , port = "0"] = process.argv;
http.listen(Number(port), "127.0.0.1", () => process.send?.(http.address()));
process.on("disconnect", () => process.exit(0));
