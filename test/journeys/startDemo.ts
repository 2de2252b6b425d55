import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rootUrl } from "../harness/root.js";

const launcher = fileURLToPath(new URL("apps/demo/dist/main.js", rootUrl));

/** The demo town as `npm start` makes it, in a folder of its own, for all journeys of a run. */
const startDemo = async (): Promise<() => Promise<void>> => {
  const dir = await mkdtemp(join(tmpdir(), "eigenkanaal-journeys-"));
  await chmod(dir, 0o711);
  const dataDir = join(dir, "data");
  const port = await fourFreePorts();
  const demo = spawn(process.execPath, [launcher], {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), LOG_LEVEL: "debug" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told = createWriteStream(outputFile(dataDir));
  demo.stdout.pipe(told);
  demo.stderr.pipe(told);
  await ready(demo);
  process.env.DEMO_DATA_DIR = dataDir;
  return async () => {
    demo.kill("SIGTERM");
    await once(demo, "exit");
    await rm(dir, { recursive: true, force: true });
  };
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
