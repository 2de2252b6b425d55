import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BackupKind } from "@eigenkanaal/domain";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deleteEnded } from "./backUp.js";
import type { Manifest } from "./manifest.js";

const dayMs = 86_400_000;
const madeMs = Date.UTC(2026, 10, 1);

let into = "";
let said: string[] = [];
beforeEach(() => {
  into = mkdtempSync(join(tmpdir(), "eigenkanaal-backups-"));
  said = [];
});
afterEach(() => rmSync(into, { recursive: true }));

/** A backup of the first of November, whole unless said otherwise, in a folder of the kind `place`. */
const put = (name: string, change: Partial<Manifest> = {}, place: BackupKind = "keys") => {
  const manifest: Manifest = {
    format: "eigenkanaal-backup-1",
    kind: place,
    madeAt: new Date(madeMs).toISOString(),
    postgresql: "18.4",
    migrations: [],
    tables: [],
    finished: true,
    ...change,
  };
  const dir = join(into, place, name);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, "manifest.json"), JSON.stringify(manifest));
};
const afterDays = (days: number, kind: BackupKind = "keys") =>
  deleteEnded(kind, {
    into,
    lifeDays: 7,
    nowMs: madeMs + days * dayMs,
    report: (sentence) => said.push(sentence),
  });
const left = (kind: BackupKind = "keys") => readdirSync(join(into, kind)).toSorted();

describe("what has had its time", () => {
  it("goes with all that is in it, in time for the next run", async () => {
    put("old");
    writeFileSync(join(into, "keys", "old", "conversation_key.copy.gz"), "keys");
    await afterDays(5.9);
    expect([left(), said]).toEqual([["old"], []]);
    await afterDays(6.1);
    expect([left(), said]).toEqual([[], ["keys: deleted old, which has had its time"]]);
  });

  it("is only deleted where it says that it is a backup of this kind", async () => {
    put("of the messages", { kind: "messages" });
    put("another format", { format: "eigenkanaal-backup-2" as "eigenkanaal-backup-1" });
    mkdirSync(join(into, "keys", "no manifest"));
    writeFileSync(join(into, "keys", "a file"), "{}");
    await afterDays(400);
    expect(left()).toEqual(["a file", "another format", "no manifest", "of the messages"]);
    expect(said).toHaveLength(4);
    expect(said.every((sentence) => sentence.includes("which is no backup of the keys"))).toBe(true);
  });

  it("is not what was made in the future, which is named", async () => {
    put("ahead");
    await afterDays(-1);
    expect([left(), said]).toEqual([
      ["ahead"],
      ["keys: left ahead alone, made in the future: is the clock right?"],
    ]);
  });

  it("is nothing where there is no folder yet", async () => {
    await afterDays(1);
    expect(said).toEqual([]);
  });

  it("is never the last of the messages, and what was interrupted spares none", async () => {
    put("first", {}, "messages");
    put("half", { finished: false, madeAt: new Date(madeMs + dayMs).toISOString() }, "messages");
    await afterDays(300, "messages");
    expect(left("messages")).toEqual(["first"]);
  });
});
