// Apart from the rest, behind a subpath of its own: the build of libsodium with Argon2id is 50 kB larger,
// and the citizen's side never needs it.
import sumo from "libsodium-wrappers-sumo";

const consonants = "bdfghjklmnprstvz";
const vowels = "aiou";
const wordCount = 5;

/** 16 bits as one pronounceable word: consonant, vowel, consonant, vowel, consonant (arXiv:0901.4016). */
const proquint = (bits: number): string =>
  [
    consonants.charAt((bits >> 12) & 15),
    vowels.charAt((bits >> 10) & 3),
    consonants.charAt((bits >> 6) & 15),
    vowels.charAt((bits >> 4) & 3),
    consonants.charAt(bits & 15),
  ].join("");

/** A fresh passphrase: five proquints with hyphens, 80 random bits. It is made, never chosen. */
export async function newPassphrase(random?: (length: number) => Uint8Array): Promise<string> {
  await sumo.ready;
  const bytes = (random ?? ((length) => sumo.randombytes_buf(length)))(2 * wordCount);
  const words = Array.from(
    { length: wordCount },
    (_, i) => ((bytes[2 * i] ?? 0) << 8) | (bytes[2 * i + 1] ?? 0),
  );
  sumo.memzero(bytes);
  return words.map(proquint).join("-");
}

/** A typed passphrase as `newPassphrase` writes it: any case, spaces for hyphens; undefined when it cannot be one. */
export function parsePassphrase(text: string): string | undefined {
  const words = text
    .trim()
    .toLowerCase()
    .split(/[\s-]+/);
  const word = new RegExp(`^[${consonants}][${vowels}][${consonants}][${vowels}][${consonants}]$`);
  return words.length === wordCount && words.every((w) => word.test(w)) ? words.join("-") : undefined;
}

/** What new slots use: 3 passes over 256 MiB, 0.9 to 1.6 s in WebAssembly. */
export const defaultWork = { ops: 3, memBytes: 256 * 1024 * 1024 } as const;

export type StretchedPassphrase =
  /** `kek` opens the slot; `auth` signs in to a local account. 32 bytes each. */
  { ok: true; kek: Uint8Array; auth: Uint8Array } | { ok: false; why: "work-factor" | "salt" };

/**
 * Argon2id (RFC 9106) over the passphrase's UTF-8 and a salt of 16 bytes. The work factor comes from the
 * server, so it is refused below 3 passes or 64 MiB (too weak) and above 16 passes or 1 GiB (a way to
 * hang the device). Rejects with an Error when the device cannot give the memory.
 */
export async function stretchPassphrase(input: {
  readonly passphrase: string;
  readonly salt: Uint8Array;
  readonly ops: number;
  readonly memBytes: number;
}): Promise<StretchedPassphrase> {
  const { ops, memBytes } = input;
  const opsFit = Number.isInteger(ops) && ops >= 3 && ops <= 16;
  const memFits =
    Number.isInteger(memBytes) && memBytes >= 64 * 1024 * 1024 && memBytes <= 1024 * 1024 * 1024;
  if (!opsFit || !memFits) return { ok: false, why: "work-factor" };
  if (input.salt.length !== 16) return { ok: false, why: "salt" };
  await sumo.ready;
  const algorithm = sumo.crypto_pwhash_ALG_ARGON2ID13;
  const master = sumo.crypto_pwhash(64, input.passphrase, input.salt, ops, memBytes, algorithm);
  const stretched = { ok: true as const, kek: master.slice(0, 32), auth: master.slice(32) };
  sumo.memzero(master);
  return stretched;
}
