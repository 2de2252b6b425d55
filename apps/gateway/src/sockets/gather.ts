import type { Server, Socket } from "socket.io";

type Engine = Server["engine"];
type EngineSocket = Socket["conn"];

/**
 * One write to the network for all that a connection is told in one turn of the event loop. Socket.IO writes every
 * frame by itself, and when a batch of messages is committed, that was a quarter of what the gateway did. A packet
 * waits for the end of the turn at most; the events used are those that Engine.IO documents.
 */
export const gatherWrites = (engine: Engine) => {
  let gathering: EngineSocket[] = [];
  const release = () => {
    const ready = gathering;
    gathering = [];
    for (const { transport } of ready) {
      transport.writable = true;
      transport.emit("ready");
    }
  };
  engine.on("connection", (socket: EngineSocket) => {
    socket.on("packetCreate", () => {
      // While it writes, Engine.IO gathers what comes, and writes that next.
      if (!socket.transport.writable) return;
      socket.transport.writable = false;
      if (gathering.length === 0) setImmediate(release);
      gathering.push(socket);
    });
  });
  // Between these two it hands every frame to the network connection.
  engine.on("flush", ({ request }: EngineSocket) => request.socket.cork());
  engine.on("drain", ({ request }: EngineSocket) => request.socket.uncork());
};
