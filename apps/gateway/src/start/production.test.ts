import { describe, expect, it } from "vitest";
import type { Config } from "../config.js";
import { type DatabaseFacts, unsafeInstallation, unsafeSettings } from "./production.js";

const nowMs = Date.UTC(2026, 10, 23);
const dayMs = 86_400_000;

const safe: Config = {
  mode: "production",
  widget: { port: 3000, origin: "https://chat.gemeente.nl", dir: "" },
  inbox: { port: 3002, origin: "https://inbox.gemeente.nl", dir: "", contact: "beheer@voorbeeld.example" },
  listenAddress: "127.0.0.1",
  trustedProxy: ["127.0.0.1"],
  databaseUrl: "",
  keyDatabaseUrl: "",
  redisUrl: undefined,
  notices: { smtpUrl: undefined, from: undefined, afterMs: 120_000 },
  metrics: undefined,
  traces: undefined,
  securityTxt: { contact: "mailto:veilig@gemeente.nl", expiresMs: nowMs + 300 * dayMs, policy: undefined },
  logLevel: "info",
  drainMs: 0,
  maxWaitingBytes: 0,
  maxBacklogBytes: 0,
  watchIntervalMs: 5_000,
  sweepIntervalMs: 900_000,
  destroyAtOnce: 500,
};
const withSecurity = (expiresMs: number): Partial<Config> => ({
  securityTxt: { contact: "mailto:veilig@gemeente.nl", expiresMs, policy: undefined },
});

describe("the settings of production", () => {
  it("are safe over https, on two hosts, behind a named proxy, with an address for weaknesses", () => {
    expect(unsafeSettings(safe, nowMs)).toEqual([]);
  });

  it.each<[RegExp, Partial<Config>]>([
    [/^WIDGET_ORIGIN/, { widget: { ...safe.widget, origin: "http://chat.gemeente.nl" } }],
    [/^INBOX_ORIGIN/, { inbox: { ...safe.inbox, origin: "http://inbox.gemeente.nl" } }],
    [/different hosts/, { inbox: { ...safe.inbox, origin: "https://chat.gemeente.nl:8443" } }],
    [/^TRUSTED_PROXY/, { trustedProxy: [] }],
    [/^SECURITY_CONTACT/, { securityTxt: undefined }],
    [/^SECURITY_EXPIRES/, withSecurity(nowMs)],
    [/^SECURITY_EXPIRES/, withSecurity(nowMs + 367 * dayMs)],
  ])("are refused in one sentence: %s", (sentence, change) => {
    expect(unsafeSettings({ ...safe, ...change }, nowMs)).toEqual([expect.stringMatching(sentence)]);
  });
});

describe("the databases of production", () => {
  const facts = (cluster: string, change: Partial<DatabaseFacts> = {}): DatabaseFacts => ({
    cluster,
    excessRights: [],
    missingMigrations: [],
    ...change,
  });
  const town = { domain: "gemeente.nl", embeddingOrigins: ["https://www.gemeente.nl"] };
  const installation = { messages: facts("1"), keys: facts("2"), towns: [town] };

  it("are two clusters, migrated, for a login that may no more than it needs, with real towns", () => {
    expect(unsafeInstallation(installation)).toEqual([]);
  });

  it.each<[RegExp, Partial<typeof installation>]>([
    [/two PostgreSQL clusters/, { keys: facts("1") }],
    [/in DATABASE_URL lacks/, { messages: facts("1", { missingMigrations: ["20261122000000_first"] }) }],
    [/in KEY_DATABASE_URL lacks/, { keys: facts("2", { missingMigrations: ["20261122000000_first"] }) }],
    [/in DATABASE_URL may .*superuser/, { messages: facts("1", { excessRights: ["superuser"] }) }],
    [/in KEY_DATABASE_URL may .*owns/, { keys: facts("2", { excessRights: ["owns tables"] }) }],
    [/demo organisation voorbeeld\.example/, { towns: [town, { ...town, domain: "voorbeeld.example" }] }],
    [/demo organisation localhost/, { towns: [{ ...town, domain: "localhost" }] }],
    [
      /embeds .* http:\/\/www\.gemeente\.nl/,
      { towns: [{ ...town, embeddingOrigins: ["http://www.gemeente.nl"] }] },
    ],
  ])("are refused in one sentence: %s", (sentence, change) => {
    expect(unsafeInstallation({ ...installation, ...change })).toEqual([expect.stringMatching(sentence)]);
  });
});
