import { createHmac, randomInt } from "node:crypto";
import type { MemberId } from "@eigenkanaal/protocol";

/** Crockford's base 32: no letter that can be read as another. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const newRecoveryCode = () => Array.from({ length: 12 }, () => alphabet[randomInt(32)]).join("");

/** Ten fresh codes of 60 bits. */
export const newRecoveryCodes = (): string[] => Array.from({ length: 10 }, newRecoveryCode);

/**
 * What is kept of a recovery code: HMAC-SHA-256 (RFC 2104) under a key that is not beside it, so that 60 bits cannot
 * be tried out on a stolen database.
 */
export const hashRecoveryCode = (
  key: Uint8Array,
  { member, code }: { member: MemberId; code: string },
): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHmac("sha256", key).update(`${member}/${code}`, "ascii").digest());
