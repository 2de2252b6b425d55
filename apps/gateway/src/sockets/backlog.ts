import type { Logger } from "pino";
import { limitStruck } from "../monitoring/watching.js";
import type { CitizenSocket } from "./news.js";

/**
 * So much may wait for a connection that does not read: a colleague's catching up with many conversations at once over
 * a slow line, and no more. Beyond it the connection ends, and whoever was slow fetches what they missed (PROTOCOL.md T6).
 */
const maxBacklogBytes = 16 * 2 ** 20;

type EngineSocket = Pick<CitizenSocket["conn"], "on"> & {
  request: {
    socket: Pick<
      CitizenSocket["conn"]["request"]["socket"],
      "writableLength" | "destroyed" | "once" | "destroy"
    >;
  };
};

/** `queuedBytes` wait in Engine.IO's queue; what TCP has taken and not sent comes on top. `countedBytes` are in the total. */
type Backlog = { line: EngineSocket["request"]["socket"]; queuedBytes: number; countedBytes: number };

/**
 * Bounds what waits for the connections given to `watch`, of one at `maxBacklogBytes` and of all together at
 * `maxTotalBytes`: where more waits in all, those for which most waits end first. Bytes that several connections share
 * count for each of them.
 */
export const createBacklogs = ({ maxTotalBytes, logger }: { maxTotalBytes: number; logger: Logger }) => {
  const backlogs = new Set<Backlog>();
  let totalBytes = 0;

  const count = (backlog: Backlog) => {
    const waitingBytes = backlog.queuedBytes + backlog.line.writableLength;
    totalBytes += waitingBytes - backlog.countedBytes;
    backlog.countedBytes = waitingBytes;
  };
  const forget = (backlog: Backlog) => {
    if (backlogs.delete(backlog)) totalBytes -= backlog.countedBytes;
  };
  const end = (backlog: Backlog, why: string) => {
    forget(backlog);
    limitStruck("backlog");
    logger.warn({ waitingBytes: backlog.countedBytes, totalBytes }, why);
    // Not closed with a word: that word would wait behind all the others.
    backlog.line.destroy();
  };
  const endLargest = () => {
    // Nothing tells what has left meanwhile; so all are counted anew before one is ended.
    for (const backlog of backlogs) count(backlog);
    if (totalBytes <= maxTotalBytes) return;
    const largestFirst = [...backlogs].sort((a, b) => b.countedBytes - a.countedBytes);
    for (const backlog of largestFirst) {
      if (totalBytes <= maxTotalBytes) return;
      end(backlog, "too much waits in all: the connection for which most waited was ended");
    }
  };

  const watch = (connection: EngineSocket) => {
    const line = connection.request.socket;
    if (line.destroyed) return;
    const backlog: Backlog = { line, queuedBytes: 0, countedBytes: 0 };
    backlogs.add(backlog);
    connection.on("packetCreate", ({ data }: { data?: string | Buffer }) => {
      if (!backlogs.has(backlog)) return;
      backlog.queuedBytes += data?.length ?? 0;
      count(backlog);
      if (backlog.countedBytes > maxBacklogBytes) end(backlog, "a connection that does not read was ended");
      else if (totalBytes > maxTotalBytes) endLargest();
    });
    // Engine.IO hands its queue to TCP between these two, and no more before all of that is out.
    connection.on("flush", () => {
      backlog.queuedBytes = 0;
    });
    connection.on("drain", () => {
      if (backlogs.has(backlog)) count(backlog);
    });
    connection.on("close", () => {
      backlog.queuedBytes = 0;
    });
    // Not with the connection: a line may close seconds later, and keeps what it has until then.
    line.once("close", () => forget(backlog));
  };
  return { watch };
};
