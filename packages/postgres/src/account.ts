import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";

/**
 * The operating system account that the server runs as: our own, or another one when we are root, because
 * PostgreSQL refuses to be root. It is a spawn option, so that `{}` means "as ourselves".
 */
export type Account = { readonly uid: number; readonly gid: number } | Record<string, never>;

/** What Unix systems call an account that owns nothing, where `nobody` itself cannot be looked up. */
const NOBODY = 65_534;

/** The account for this data folder: as root, whoever owns the folder already, else `postgres`, else `nobody`. */
export function accountFor(dataDir: string): Account {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(dataDir, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return lookUp("postgres") ?? lookUp("nobody") ?? { uid: NOBODY, gid: NOBODY };
}

function lookUp(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((field) => spawnSync("id", [field, name], { encoding: "utf8" }));
  return uid?.status === 0 && gid?.status === 0
    ? { uid: Number(uid.stdout), gid: Number(gid.stdout) }
    : undefined;
}
