import { connect } from "node:net";

/** HTTP as bytes over TCP: what a client's library would refuse to send goes out as well. */

export type RawAnswer =
  | { ended: "answered"; status: number; headers: Map<string, string>; body: string; bytes: Buffer }
  | { ended: "closed" }
  | { ended: "unanswered" };

const patienceMs = 60_000;
/** After this a request that promised more than it brought is given up. */
const incompleteMs = 300;

/**
 * Sends the bytes on a connection of their own and reads all that comes back. `isWhole`: the request is one that the
 * server answers and closes after; any other is ended from here.
 */
export const exchange = async (
  origin: string,
  request: Buffer,
  { isWhole }: { isWhole: boolean },
): Promise<RawAnswer> => {
  const { hostname, port } = new URL(origin);
  const socket = connect({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  let isLate = false;
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  const timer = setTimeout(() => {
    isLate = true;
    socket.destroy();
  }, patienceMs);
  socket.write(request);
  const givingUp = isWhole ? undefined : setTimeout(() => socket.end(), incompleteMs);
  await new Promise((resolve) => socket.once("close", resolve));
  clearTimeout(timer);
  clearTimeout(givingUp);
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return { ended: isLate ? "unanswered" : "closed" };
  return isLate ? { ended: "unanswered" } : readAnswer(bytes);
};

const readAnswer = (bytes: Buffer): RawAnswer => {
  const text = bytes.toString("latin1");
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [statusLine = "", ...lines] = head.split("\r\n");
  const status = Number(statusLine.split(" ")[1]);
  const after = rest.join("\r\n\r\n");
  // 100 Continue precedes the answer.
  if (status === 100) return after === "" ? { ended: "closed" } : readAnswer(Buffer.from(after, "latin1"));
  const headers = new Map(
    lines.map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
    }),
  );
  const body = headers.get("transfer-encoding") === "chunked" ? unchunked(after) : after;
  return { ended: "answered", status, headers, body: Buffer.from(body, "latin1").toString("utf8"), bytes };
};

const unchunked = (text: string): string => {
  let [rest, body] = [text, ""];
  for (;;) {
    const at = rest.indexOf("\r\n");
    const length = Number.parseInt(rest.slice(0, at), 16);
    if (at < 0 || !(length > 0)) return body;
    body += rest.slice(at + 2, at + 2 + length);
    rest = rest.slice(at + 4 + length);
  }
};
