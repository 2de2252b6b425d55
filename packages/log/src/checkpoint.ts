import type { TreeHead } from "./verify.js";

/** The head of a log, and whose log it is: `town.nl/eigenkanaal`. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

/** Three lines, each with its end: origin, size, root in base64 (C2SP tlog-checkpoint). Nobody has signed them. */
export const writeCheckpoint = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${toBase64(root)}\n`;

/** Undefined for anything but what `writeCheckpoint` writes: other spellings, lines behind it, signatures. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [, origin, size, b64] = /^([^\s+]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
  if (origin === undefined || size === undefined || b64 === undefined) return undefined;
  const root = Uint8Array.from(atob(b64), (letter) => letter.charCodeAt(0));
  return toBase64(root) === b64 ? { origin, size: Number(size), root } : undefined;
}

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
