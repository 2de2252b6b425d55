import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDatabase, dropDatabase, PostgresUnavailable, startPostgres } from "./index.js";

const baseDir = mkdtempSync(join(tmpdir(), "eigenkanaal-postgres-"));
const dataDir = join(baseDir, "town");

beforeAll(() => chmodSync(baseDir, 0o755));
afterAll(async () => {
  await (await startPostgres({ dataDir })).stop();
  rmSync(baseDir, { recursive: true });
});

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = (dir: string): number =>
  Number(readFileSync(join(dir, "postmaster.pid"), "utf8").split("\n")[0]);

const refusal = async (started: Promise<unknown>): Promise<PostgresUnavailable> => {
  const error = await started.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof PostgresUnavailable) return error;
  throw new Error("expected PostgresUnavailable", { cause: error });
};

describe("a database folder", () => {
  it("is made with UTF-8, checksums, fsync, loopback only and a password for everybody", async () => {
    const steps: string[] = [];
    const { url, adopted } = await startPostgres({ dataDir, onProgress: (step) => steps.push(step) });

    expect(adopted).toBe(false);
    expect(steps).toEqual(["Creating the database folder", "Starting PostgreSQL"]);
    const settings = await ask<{ name: string; setting: string }>(
      url,
      `SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync', 'listen_addresses',
         'password_encryption', 'server_encoding', 'unix_socket_directories', 'TimeZone')`,
    );
    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      data_checksums: "on",
      fsync: "on",
      listen_addresses: "127.0.0.1",
      password_encryption: "scram-sha-256",
      server_encoding: "UTF8",
      TimeZone: "UTC",
      unix_socket_directories: "",
    });
    const methods = await ask(url, "SELECT DISTINCT auth_method FROM pg_hba_file_rules");
    expect(methods).toEqual([{ auth_method: "scram-sha-256" }]);
  });

  it("keeps its password in a file that only we can read", async () => {
    const file = statSync(`${dataDir}.password`);
    expect(file.mode & 0o777).toBe(0o600);
    expect(file.uid).toBe(process.getuid?.());
    const { url } = await startPostgres({ dataDir });
    expect(readFileSync(`${dataDir}.password`, "utf8")).toBe(new URL(url).password);
  });

  it("lets nobody in with another password, or without one", async () => {
    const { url } = await startPostgres({ dataDir });
    expect(await ask(url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    for (const guess of ["postgres", ""]) {
      const other = new URL(url);
      other.password = guess;
      await expect(ask(other.href, "SELECT 1 AS one")).rejects.toThrow(/password/);
    }
  });

  it("still has an acknowledged row after kill -9 of the server", async () => {
    const before = await startPostgres({ dataDir });
    await ask(before.url, "CREATE TABLE kept (word text); INSERT INTO kept VALUES ('nog hier')");
    process.kill(postmasterPid(dataDir), "SIGKILL");

    const after = await startPostgres({ dataDir });
    expect(after.adopted).toBe(false);
    expect(await ask(after.url, "SELECT word FROM kept")).toEqual([{ word: "nog hier" }]);
  });

  it("has one server, however many programs start it", async () => {
    const running = await startPostgres({ dataDir });
    const pid = postmasterPid(dataDir);
    const again = await startPostgres({ dataDir });
    expect(again).toMatchObject({ adopted: true, url: running.url });
    expect(postmasterPid(dataDir)).toBe(pid);

    await again.stop();
    const atOnce = await Promise.all([startPostgres({ dataDir }), startPostgres({ dataDir })]);
    expect(atOnce.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(atOnce[0].url).toBe(atOnce[1].url);
  });

  it("is let go of by stop, and stop may be repeated", async () => {
    const running = await startPostgres({ dataDir });
    expect(await ask(running.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await running.stop();
    await running.stop();
    await expect(ask(running.url, "SELECT 1 AS one")).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe("a database", () => {
  it("is made empty beside the others, and dropped with its connections", async () => {
    const { url } = await startPostgres({ dataDir });
    const name = 'a "test" database';
    const address = await createDatabase(url, name);
    expect(await ask(address, "SELECT current_database() AS name")).toEqual([{ name }]);

    const open = new pg.Client({ connectionString: address });
    const ended = new Promise((resolve) => open.on("error", resolve));
    await open.connect();
    await dropDatabase(url, name);
    await ended;
    await expect(ask(address, "SELECT 1")).rejects.toThrow(/does not exist/);
  });
});

describe("no server is started", () => {
  it("in a folder of another PostgreSQL version", async () => {
    const oldDir = join(baseDir, "old");
    mkdirSync(oldDir);
    writeFileSync(join(oldDir, "PG_VERSION"), "17\n");
    const { code, message } = await refusal(startPostgres({ dataDir: oldDir }));
    expect({ code, message }).toEqual({
      code: "other-version",
      message: expect.stringMatching(/belongs to PostgreSQL 17, and this is PostgreSQL 18/),
    });
  });

  it("in a folder with other files in it, which stay", async () => {
    const otherDir = join(baseDir, "other");
    mkdirSync(otherDir);
    writeFileSync(join(otherDir, "holiday.txt"), "sun");
    expect((await refusal(startPostgres({ dataDir: otherDir }))).code).toBe("data-folder");
    expect(readFileSync(join(otherDir, "holiday.txt"), "utf8")).toBe("sun");
  });

  it("below a file, or in a folder that its account may not enter or write", async () => {
    expect((await refusal(startPostgres({ dataDir: join(`${dataDir}.password`, "x") }))).code).toBe(
      "data-folder",
    );

    const closedDir = join(baseDir, "closed");
    mkdirSync(closedDir, { mode: 0o500 });
    expect((await refusal(startPostgres({ dataDir: join(closedDir, "x") }))).code).toBe("data-folder");
  });

  it("when the password of an existing folder is gone", async () => {
    const lostDir = join(baseDir, "lost");
    mkdirSync(lostDir);
    writeFileSync(join(lostDir, "PG_VERSION"), "18\n");
    expect((await refusal(startPostgres({ dataDir: lostDir }))).code).toBe("password-missing");
  });

  it("on a port that another program has; on a free one it is", async () => {
    await (await startPostgres({ dataDir })).stop();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;

    const { code, message } = await refusal(startPostgres({ dataDir, port }));
    expect({ code, message }).toEqual({ code: "port-taken", message: expect.stringContaining(String(port)) });
    await new Promise((resolve) => other.close(resolve));
    expect(new URL((await startPostgres({ dataDir, port })).url).port).toBe(String(port));
  });
});
