import type { Config } from "../config.js";

/** What production asks of its settings and databases before it serves anybody. Pure: facts in, sentences out. */

const dayMs = 86_400_000;

const isHttps = (origin: string) => origin.startsWith("https:");

/** One sentence per setting that would be unsafe with real citizens; none when all is well. */
export const unsafeSettings = (config: Config, nowMs: number): string[] => {
  const { widget, inbox, trustedProxy, securityTxt } = config;
  const faults: string[] = [];
  if (!isHttps(widget.origin)) faults.push("WIDGET_ORIGIN must be the https origin of the chat.");
  if (!isHttps(inbox.origin)) faults.push("INBOX_ORIGIN must be the https origin of the inbox.");
  // A cookie is for a host, whatever the port (RFC 6265 §8.5).
  if (new URL(widget.origin).hostname === new URL(inbox.origin).hostname)
    faults.push("WIDGET_ORIGIN and INBOX_ORIGIN must be different hosts.");
  if (trustedProxy.length === 0)
    faults.push("TRUSTED_PROXY must name the addresses of the proxy that ends TLS.");
  if (!securityTxt)
    faults.push(
      "SECURITY_CONTACT and SECURITY_EXPIRES must say where weaknesses are reported, and until when.",
    );
  // A date further away is one that nobody will look after (RFC 9116 §2.5.5).
  else if (securityTxt.expiresMs <= nowMs || securityTxt.expiresMs > nowMs + 366 * dayMs)
    faults.push("SECURITY_EXPIRES must be in the future and at most a year away.");
  return faults;
};

/** What one database says of itself and of who we are there. */
export type DatabaseFacts = {
  /** The cluster: its system identifier, or where it listens and since when, where that is not told. */
  cluster: string;
  /** What this login is or may become beyond `eigenkanaal_app`; empty when it is nothing more. */
  excessRights: readonly string[];
  missingMigrations: readonly string[];
};

/** A town as far as it can show that it is made up. */
export type TownFacts = { domain: string; embeddingOrigins: readonly string[] };

/** Names that nobody can own (RFC 2606 §2, RFC 6761): the demo town's, never a real one's. */
const isReserved = (domain: string) => /(^|\.)(example|test|invalid|localhost)$/.test(domain);

/** One sentence per finding that makes this installation unsafe; none when all is well. */
export const unsafeInstallation = (of: {
  messages: DatabaseFacts;
  keys: DatabaseFacts;
  towns: readonly TownFacts[];
}): string[] => {
  const faults: string[] = [];
  const databases = [
    ["DATABASE_URL", of.messages],
    ["KEY_DATABASE_URL", of.keys],
  ] as const;
  for (const [setting, { missingMigrations, excessRights }] of databases) {
    if (missingMigrations.length > 0)
      faults.push(`The database in ${setting} lacks migrations: run "npm run migrate" first.`);
    if (excessRights.length > 0)
      faults.push(
        `The login in ${setting} may do more than the application needs (${excessRights.join(", ")}): use the one that "npm run roles" makes.`,
      );
  }
  if (of.messages.cluster === of.keys.cluster)
    faults.push("DATABASE_URL and KEY_DATABASE_URL must be two PostgreSQL clusters, and are one.");
  for (const { domain, embeddingOrigins } of of.towns) {
    if (isReserved(domain))
      faults.push(
        `The database holds the demo organisation ${domain}: production needs databases of its own.`,
      );
    for (const origin of embeddingOrigins.filter((each) => !isHttps(each)))
      faults.push(`The organisation ${domain} embeds the chat at ${origin}, which must be an https origin.`);
  }
  return faults;
};
