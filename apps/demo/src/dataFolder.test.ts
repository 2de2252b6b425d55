import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimDataFolder, openDataFolder } from "./dataFolder.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "demo-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the data folder", () => {
  it("is made, so that others can pass through but not list it", async () => {
    const dataDir = join(folder, "a", "data");
    await openDataFolder(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
  });

  it("is refused in one sentence where there is a file", async () => {
    const path = join(folder, "file");
    await writeFile(path, "");
    await expect(openDataFolder(path)).rejects.toThrow(
      /^The data folder .* cannot be read and written: [A-Z]+\.$/,
    );
    await expect(openDataFolder(join(path, "data"))).rejects.toThrow("ENOTDIR");
  });
});

describe("claiming the data folder", () => {
  /** A process that looks like a demo, for as long as the test asks. */
  const otherDemo = (): Promise<{ pid: number; end(): Promise<void> }> =>
    new Promise((started) => {
      const child = spawn(process.execPath, ["-e", "setInterval(() => 0, 1000); console.log('up')", "demo"]);
      const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
      const end = () => {
        child.kill("SIGKILL");
        return ended;
      };
      child.stdout.once("data", () => started({ pid: child.pid ?? 0, end }));
    });

  it("is refused while another demo has it, and possible again once that one let go", async () => {
    const other = await otherDemo();
    const first = await claimDataFolder(folder, other.pid);
    expect(first.found).toBe("tidy");
    await expect(claimDataFolder(folder, process.pid)).rejects.toThrow(`process ${other.pid}`);
    await first.release();
    expect((await claimDataFolder(folder, process.pid)).found).toBe("tidy");
    await other.end();
  });

  it("takes over from one that was killed", async () => {
    const other = await otherDemo();
    await claimDataFolder(folder, other.pid);
    await other.end();
    expect((await claimDataFolder(folder, process.pid)).found).toBe("left-behind");
    expect(await readFile(join(folder, "demo.pid"), "utf8")).toBe(`${process.pid}\n`);
  });

  it("takes over from a lock that names nobody, or a program that is no demo", async () => {
    await writeFile(join(folder, "demo.pid"), "");
    expect((await claimDataFolder(folder, process.pid)).found).toBe("left-behind");
    const elsewhere = join(folder, "elsewhere");
    await mkdir(elsewhere);
    await claimDataFolder(elsewhere, 1);
    expect((await claimDataFolder(elsewhere, process.pid)).found).toBe("left-behind");
  });
});
