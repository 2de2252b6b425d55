import * as z from "zod/mini";

/**
 * Binary on a socket: a browser hands over an ArrayBuffer, Node a Buffer; both become a Uint8Array here.
 * Below these bounds the frame is malformed, above them the message is the code `too_large`.
 */
export const byteString = (minBytes: number, maxBytes = minBytes) =>
  z
    .pipe(
      z.union([z.instanceof(Uint8Array), z.instanceof(ArrayBuffer)]),
      z.transform(
        (value): Uint8Array =>
          value instanceof ArrayBuffer
            ? new Uint8Array(value)
            : new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
      ),
    )
    .check(
      z.refine((value) => value.length >= minBytes),
      z.refine((value) => value.length <= maxBytes, "too_large"),
    );

/** Binary in JSON: base64url without padding (RFC 4648 §5). The exact bytes are checked where they are used. */
export const base64Url = (maxBytes: number) =>
  z.string().check(z.regex(/^[A-Za-z0-9_-]*$/), z.maxLength(Math.ceil((maxBytes * 4) / 3)));
