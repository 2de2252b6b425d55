/** What a browser sends over a WebSocket, cut into the requests that Socket.IO makes of it, so that one can be sent twice. */

/** A frame of RFC 6455, section 5.2: its bytes as they came, and the beginning of what it carries. */
type Frame = { bytes: Buffer; opcode: number; beginning: string };

const textFrame = 1;
const binaryFrame = 2;

/** The first frame of these bytes; undefined while it is not complete. */
const readFrame = (bytes: Buffer): Frame | undefined => {
  if (bytes.length < 2) return undefined;
  const [first = 0, second = 0] = bytes;
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const maskBytes = second & 0x80 ? 4 : 0;
  const start = 2 + lengthBytes + maskBytes;
  if (bytes.length < start) return undefined;
  const length =
    lengthBytes === 0 ? short : lengthBytes === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + length) return undefined;
  const mask = bytes.subarray(start - maskBytes, start);
  const beginning = bytes
    .subarray(start, start + Math.min(length, 16))
    .map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return {
    bytes: bytes.subarray(0, start + length),
    opcode: first & 0x0f,
    beginning: Buffer.from(beginning).toString("latin1"),
  };
};

/** Engine.IO message (4) of Socket.IO kind event (2) or binary event (5) with its number of binary parts. */
const eventForm = /^4(?:2|5(\d+)-)/;

/** Takes the bytes of one connection as they come and gives them back in whole frames; `isEvent` marks whole requests. */
export const createRequestSplitter = () => {
  let rest: Buffer = Buffer.alloc(0);
  let request: { frames: Buffer[]; missing: number } | undefined;
  return (chunk: Buffer): { bytes: Buffer; isEvent: boolean }[] => {
    rest = Buffer.concat([rest, chunk]);
    const parts: { bytes: Buffer; isEvent: boolean }[] = [];
    for (let frame = readFrame(rest); frame; frame = readFrame(rest)) {
      rest = rest.subarray(frame.bytes.length);
      const event = frame.opcode === textFrame ? eventForm.exec(frame.beginning) : null;
      if (event) request = { frames: [frame.bytes], missing: Number(event[1] ?? 0) };
      else if (request && frame.opcode === binaryFrame)
        request = { frames: [...request.frames, frame.bytes], missing: request.missing - 1 };
      else parts.push({ bytes: frame.bytes, isEvent: false });
      if (request?.missing !== 0) continue;
      parts.push({ bytes: Buffer.concat(request.frames), isEvent: true });
      request = undefined;
    }
    return parts;
  };
};
