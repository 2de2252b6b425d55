import { describe, expect, it } from "vitest";
import { readConfig } from "./config.js";

describe("the settings of the demo", () => {
  it("have a value each when the environment says nothing, also when it says so with an empty text", () => {
    for (const environment of [{}, { PORT: "", DATABASE_URL: "", DATA_DIR: "" }]) {
      expect(readConfig(environment, "/srv/town")).toMatchObject({
        ok: true,
        config: {
          ports: { widget: 3000, site: 3001, inbox: 3002, files: 3003 },
          dataDir: "/srv/town/.data",
          databaseUrl: undefined,
          keyDatabaseUrl: undefined,
        },
      });
    }
  });

  it("keep the other ports beside PORT, unless they are given", () => {
    expect(readConfig({ PORT: "4000", INBOX_PORT: "80" }, "/")).toMatchObject({
      config: { ports: { widget: 4000, site: 4001, inbox: 80, files: 4003 } },
    });
  });

  it("take an absolute data folder and addresses of databases as they are", () => {
    const databaseUrl = "postgresql://town:secret@db.example:5433/chat";
    const environment = {
      DATA_DIR: "/var/lib/town",
      DATABASE_URL: databaseUrl,
      KEY_DATABASE_URL: databaseUrl,
    };
    expect(readConfig(environment, "/srv")).toMatchObject({
      config: { dataDir: "/var/lib/town", databaseUrl, keyDatabaseUrl: databaseUrl },
    });
  });

  it.each([
    ["ARGON2_MEM", { ARGON2_MEM: "256 MB" }],
    ["PORT", { PORT: "http" }],
    ["PORT", { PORT: "0" }],
    ["SITE_PORT", { SITE_PORT: "70000" }],
    ["FILES_PORT", { FILES_PORT: "3003.5" }],
    ["DATABASE_URL", { DATABASE_URL: "mysql://db.example/chat" }],
    ["KEY_DATABASE_URL", { KEY_DATABASE_URL: "chat" }],
    ["INBOX_PORT", { PORT: "3000", INBOX_PORT: "3001" }],
  ])("refuse a wrong %s in a sentence that names it, and not the value", (name, environment) => {
    const read = readConfig(environment, "/");
    expect(read).toEqual({ ok: false, why: expect.stringContaining(name) });
    expect(JSON.stringify(read)).not.toContain("example");
  });
});
