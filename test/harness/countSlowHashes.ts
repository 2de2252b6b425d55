import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";

/** Loaded into a gateway with `--import`: every slow hash (RFC 7914) is told on stdout with its cost, and done as always. */

const { scrypt } = crypto;
const told = (...of: unknown[]) => {
  const { N, r, p } = of[3] as crypto.ScryptOptions;
  process.stdout.write(`slow hash ${JSON.stringify({ N, r, p })}\n`);
  return Reflect.apply(scrypt, crypto, of);
};
Object.assign(crypto, { scrypt: told });
syncBuiltinESMExports();
