import { createHmac, randomBytes, scrypt as scryptWithCallback, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const scrypt = promisify<
  Uint8Array,
  Uint8Array,
  number,
  { N: number; r: number; p: number; maxmem: number },
  Buffer
>(scryptWithCallback);

/** OWASP's minimum for a secret that has stretched already in the browser: 32 MiB (RFC 7914). */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
const saltLength = 16;

/** The slow hash that the gateway keeps of a member's `auth` half (32 bytes): salt 16 ‖ scrypt 32. */
export const hashAuth = async (auth: Uint8Array): Promise<Uint8Array<ArrayBuffer>> => {
  const salt = randomBytes(saltLength);
  return new Uint8Array(Buffer.concat([salt, await scrypt(auth, salt, 32, cost)]));
};

const nobody = new Uint8Array(saltLength + 32);

/** Whether `auth` is what was hashed. Without a hash it is not, after the same work (PROTOCOL.md A6). */
export const isAuth = async (auth: Uint8Array, authHash: Uint8Array | undefined): Promise<boolean> => {
  const stored = authHash ?? nobody;
  const hash = await scrypt(auth, stored.subarray(0, saltLength), 32, cost);
  return timingSafeEqual(hash, stored.subarray(saltLength)) && authHash !== undefined;
};

/** How a client stretches the passphrase of a new account, and so of one that does not exist (MCE1 §2.2). */
const defaultStretching = { ops: 3, memBytes: 256 * 1024 * 1024 };

/** Parameters for an account that does not exist: always the same for that name, and nobody can tell. */
export const parametersOfNobody = (account: string, key: Uint8Array) => ({
  salt: createHmac("sha256", key)
    .update(account, "utf8")
    .digest()
    .subarray(0, saltLength)
    .toString("base64url"),
  ...defaultStretching,
});
