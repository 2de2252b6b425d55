import type { Logger } from "pino";
import { limitStruck } from "../monitoring/watching.js";
import type { CitizenSocket } from "./news.js";

/**
 * So much may wait for a connection that does not read: a colleague's catching up with many conversations at once over
 * a slow line, and no more. Beyond it the connection ends, and whoever was slow fetches what they missed (PROTOCOL.md T6).
 */
const maxBacklogBytes = 16 * 2 ** 20;

/** Ends the connection when more than `maxBacklogBytes` waits for it, in Socket.IO's queue and the system's together. */
export const boundBacklog = (connection: CitizenSocket["conn"], { logger }: { logger: Logger }) => {
  // What TCP has taken and not sent. Engine.IO hands it no more before all of that is out.
  const line = connection.request.socket;
  let queuedBytes = 0;
  connection.on("packetCreate", ({ data }: { data?: string | Buffer }) => {
    queuedBytes += data?.length ?? 0;
    const waitingBytes = queuedBytes + line.writableLength;
    if (waitingBytes <= maxBacklogBytes || line.destroyed) return;
    limitStruck("backlog");
    logger.warn({ waitingBytes }, "a connection that does not read was ended");
    // Not closed with a word: that word would wait behind all the others.
    line.destroy();
  });
  connection.on("flush", () => {
    queuedBytes = 0;
  });
};
