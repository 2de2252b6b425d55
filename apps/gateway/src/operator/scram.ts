import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** PostgreSQL's own number of rounds (scram_iterations). */
const rounds = 4096;

/**
 * A password as PostgreSQL keeps it (SCRAM-SHA-256, RFC 5802 §3, RFC 7677), so that the password itself never reaches
 * the server or its logs. Throws a RangeError for one outside printable ASCII: it would first need normalising (RFC 4013).
 */
export const scramVerifier = (password: string, salt: Uint8Array = randomBytes(16)): string => {
  if (!/^[\x20-\x7e]+$/.test(password)) throw new RangeError("A password must be printable ASCII.");
  const salted = pbkdf2Sync(password, salt, rounds, 32, "sha256");
  const hmac = (text: string) => createHmac("sha256", salted).update(text).digest();
  const storedKey = createHash("sha256").update(hmac("Client Key")).digest("base64");
  return `SCRAM-SHA-256$${rounds}:${Buffer.from(salt).toString("base64")}$${storedKey}:${hmac("Server Key").toString("base64")}`;
};
