import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readBackupSettings, readConfig } from "./config.js";

const databases = { DATABASE_URL: "postgresql://db/a", KEY_DATABASE_URL: "postgresql://keys/a" };
const dir = mkdtempSync(join(tmpdir(), "settings-"));
afterAll(() => rmSync(dir, { recursive: true }));

describe("the settings", () => {
  it("are production's unless the environment says otherwise, and listen to this machine only", () => {
    expect(readConfig(databases)).toMatchObject({
      config: { mode: "production", listenAddress: "127.0.0.1", trustedProxy: [] },
    });
    expect(readConfig({ ...databases, NODE_ENV: "development" })).toMatchObject({
      config: { mode: "development", listenAddress: undefined },
    });
    expect(readConfig({ ...databases, NODE_ENV: "prod" })).toMatchObject({ ok: false });
  });

  it.each(["127.0.0.1", "10.0.0.0/8, ::1", "2001:db8::/32", "::ffff:10.0.0.0/104"])(
    "trust the proxy at %s",
    (value) => {
      expect(readConfig({ ...databases, TRUSTED_PROXY: value })).toMatchObject({
        config: { trustedProxy: value.split(", ") },
      });
    },
  );

  it.each([
    "everybody",
    "0.0.0.0/0",
    "10.0.0.0/33",
    "10.0.0.0/8/8",
    "10.0.0.1,",
    "::/0",
    "::ffff:0:0/96",
    "::ffff:10.0.0.0/96",
    "::/64",
    "proxy.gemeente.nl",
  ])("do not trust a proxy at %s", (value) => {
    expect(readConfig({ ...databases, TRUSTED_PROXY: value })).toEqual({
      ok: false,
      faults: ["The setting TRUSTED_PROXY has a value that cannot be used."],
    });
  });

  it("read a secret from the file that a setting names, and refuse one that is there twice or not at all", () => {
    const path = join(dir, "url");
    writeFileSync(path, `${databases.DATABASE_URL}\n`);
    const { KEY_DATABASE_URL } = databases;
    expect(readConfig({ KEY_DATABASE_URL, DATABASE_URL: "", DATABASE_URL_FILE: path })).toMatchObject({
      config: { databaseUrl: databases.DATABASE_URL },
    });
    expect(readConfig({ ...databases, DATABASE_URL_FILE: path })).toEqual({
      ok: false,
      faults: ["The settings DATABASE_URL and DATABASE_URL_FILE are both given: keep one."],
    });
    expect(readConfig({ KEY_DATABASE_URL, DATABASE_URL_FILE: join(dir, "none") })).toEqual({
      ok: false,
      faults: ["The file named in DATABASE_URL_FILE cannot be read."],
    });
  });

  it("read the mail server's address, which has a password in it, from a file too", () => {
    const path = join(dir, "smtp");
    writeFileSync(path, "smtps://town:secret@mail.gemeente.nl\n");
    expect(readConfig({ ...databases, SMTP_URL_FILE: path })).toMatchObject({
      config: { notices: { smtpUrl: "smtps://town:secret@mail.gemeente.nl" } },
    });
    writeFileSync(path, "mail.gemeente.nl\n");
    expect(readConfig({ ...databases, SMTP_URL_FILE: path })).toEqual({
      ok: false,
      faults: ["The setting SMTP_URL has a value that cannot be used."],
    });
  });
});

describe("the settings of backups", () => {
  const messages = { BACKUP_DATABASE_URL: "postgresql://db/a" };
  const keys = { BACKUP_KEY_DATABASE_URL: "postgresql://keys/a" };

  it("are those of both clusters, or of the one that is backed up", () => {
    const of = {
      messages: { databaseUrl: messages.BACKUP_DATABASE_URL, lifeDays: 35 },
      keys: { databaseUrl: keys.BACKUP_KEY_DATABASE_URL, lifeDays: 7 },
    };
    expect(readBackupSettings({ ...messages, ...keys }, undefined)).toEqual({ ok: true, config: of });
    expect(readBackupSettings(messages, "messages")).toEqual({ ok: true, config: { messages: of.messages } });
    expect(readBackupSettings(keys, "keys")).toEqual({ ok: true, config: { keys: of.keys } });
    expect(readBackupSettings({}, undefined)).toEqual({
      ok: false,
      faults: [
        "The setting BACKUP_DATABASE_URL is missing.",
        "The setting BACKUP_KEY_DATABASE_URL is missing.",
      ],
    });
  });

  it.each(["1", "7"])("keep keys for %s days", (days) => {
    expect(readBackupSettings({ ...keys, KEY_BACKUP_DAYS: days }, "keys")).toMatchObject({
      config: { keys: { lifeDays: Number(days) } },
    });
  });

  it.each(["8", "0", "6.5", "a week"])("do not keep keys for %s days", (days) => {
    expect(readBackupSettings({ ...keys, KEY_BACKUP_DAYS: days }, "keys")).toEqual({
      ok: false,
      faults: ["The setting KEY_BACKUP_DAYS has a value that cannot be used."],
    });
  });
});
