import { readFileSync } from "node:fs";

/** Settings that hold a password, and so may stand in a file that only the gateway reads. */
const secretSettings = [
  "DATABASE_URL",
  "KEY_DATABASE_URL",
  "REDIS_URL",
  "SMTP_URL",
  "OWNER_DATABASE_URL",
  "OWNER_KEY_DATABASE_URL",
  "ADMIN_DATABASE_URL",
  "ADMIN_KEY_DATABASE_URL",
  "BACKUP_DATABASE_URL",
  "BACKUP_KEY_DATABASE_URL",
] as const;

/**
 * The environment with every `NAME_FILE` replaced by the content of that file as `NAME` (how containers are handed
 * secrets), and without empty settings: that is how a compose file says "none". Or a sentence per file that cannot serve.
 */
export const withSettingFiles = (
  environment: NodeJS.ProcessEnv,
): { ok: true; environment: NodeJS.ProcessEnv } | { ok: false; faults: string[] } => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const faults: string[] = [];
  for (const name of secretSettings) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined)
      faults.push(`The settings ${name} and ${name}_FILE are both given: keep one.`);
    try {
      given[name] = readFileSync(path, "utf8").trim();
    } catch {
      faults.push(`The file named in ${name}_FILE cannot be read.`);
    }
  }
  return faults.length === 0 ? { ok: true, environment: given } : { ok: false, faults };
};
