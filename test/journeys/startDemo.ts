import { deepEqual, equal, match } from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { chmod, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rootUrl } from "../harness/root.js";

const launcher = fileURLToPath(new URL("apps/demo/dist/main.js", rootUrl));

/** The demo as `npm start` runs it. */
const runDemo = (settings: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [launcher], {
    env: { ...process.env, LOG_LEVEL: "debug", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });

/** The demo town, in a folder of its own, for all journeys of a run; afterwards, what stopping and starting again promise. */
const startDemo = async (): Promise<() => Promise<void>> => {
  const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-journeys-"));
  await chmod(dir, 0o711);
  const dataDir = join(dir, "data");
  // Hundreds sign in: what a passphrase costs at least is enough for them.
  const work = { ARGON2_MEM: "64MiB" };
  const settings = { ...work, DATA_DIR: dataDir, PORT: String(await fourFreePorts()) };
  const demo = runDemo(settings);
  const told = createWriteStream(outputFile(dataDir));
  demo.stdout?.pipe(told);
  demo.stderr?.pipe(told);
  await ready(demo);
  process.env.DEMO_DATA_DIR = dataDir;
  return async () => {
    const { organisation, rootVk } = await demoFile();
    await stopWith("SIGTERM", demo, dataDir);
    await refuses({ ...settings, DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none" });
    const again = runDemo(settings);
    await ready(again);
    deepEqual(await demoFile().then((now) => [now.organisation, now.rootVk]), [organisation, rootVk]);
    await refuses({ ...settings, DATA_DIR: join(dir, "other") });
    await stopWith("SIGINT", again, dataDir);
    await rm(dir, { recursive: true, force: true });
  };
};

/** Stops the demo, which ends in order and takes both its databases along. */
const stopWith = async (signal: NodeJS.Signals, demo: ChildProcess, dataDir: string) => {
  demo.kill(signal);
  const [code] = await once(demo, "exit");
  equal(code, 0, `the demo ended with ${code} at ${signal}`);
  const files = await readdir(dataDir, { recursive: true });
  const alive = files.filter((file) => file.endsWith("postmaster.pid"));
  deepEqual(alive, [], "a database is still running");
};

/** A demo that cannot start ends by itself, with one sentence. */
const refuses = async (settings: Record<string, string>) => {
  const demo = runDemo(settings);
  let said = "";
  demo.stderr?.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [code] = await once(demo, "close");
  equal(code, 1, said);
  match(said, /^[^\n]+\.\n$/, "not one sentence");
};

/** Resolves when the demo says how to stop it; rejects with all it said when it ends before that. */
const ready = (demo: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    let told = "";
    const hear = (chunk: Buffer) => {
      told += chunk.toString();
      if (told.includes("Ctrl-C")) resolve();
    };
    demo.stdout?.on("data", hear);
    demo.stderr?.on("data", hear);
    demo.once("exit", (code) => reject(new Error(`the demo ended with ${code}: ${told}`)));
  });

/** A port with three free ones behind it, as the demo wants them. */
const fourFreePorts = async (): Promise<number> => {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await Promise.all([0, 1, 2, 3].map((offset) => isFree(port + offset)));
    if (free.every(Boolean)) return port;
  }
};

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  const listening = Promise.race([
    once(server, "listening").then(() => true),
    once(server, "error").then(() => false),
  ]);
  server.listen(port);
  const free = await listening;
  server.close();
  return free;
};

/** Beside the data, because the demo does not know of it. */
const outputFile = (dataDir: string) => `${dataDir}.output`;

/** Where the demo of this run keeps everything, and what it printed. */
export const demoPlaces = () => {
  const dataDir = process.env.DEMO_DATA_DIR ?? "";
  return { dataDir, output: outputFile(dataDir) };
};

/** The demo's own description of itself, for scripts. */
export const demoFile = async (): Promise<DemoFile> =>
  JSON.parse(await readFile(join(demoPlaces().dataDir, "demo.json"), "utf8"));
type DemoFile = {
  urls: { widget: string; site: string; inbox: string };
  organisation: string;
  rootVk: string;
  staff: { account: string; passphrase: string; alias: string; name: string }[];
};

// Playwright takes a global set-up as a default export.
export default startDemo;
