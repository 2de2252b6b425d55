import { readConfig } from "./config.js";
import { claimDataFolder, openDataFolder } from "./dataFolder.js";
import { Running } from "./running.js";
import { start } from "./start.js";
import { StartFailure } from "./startFailure.js";

/** Runs the demo until somebody stops it or the gateway ends; answers with the exit code. */
async function run(halt: AbortSignal): Promise<number> {
  const read = readConfig(process.env, process.cwd());
  if (!read.ok) throw new StartFailure(read.why);
  const { config } = read;
  await openDataFolder(config.dataDir);
  const claim = await claimDataFolder(config.dataDir, process.pid);
  const running = new Running();
  try {
    const halted = new Promise<"halted">((resolve) => {
      if (halt.aborted) resolve("halted");
      halt.addEventListener("abort", () => resolve("halted"), { once: true });
    });
    const { gatewayEnded } = await start(config, { running, halt, found: claim.found, tell });
    if ((await Promise.race([halted, gatewayEnded])) !== "halted") {
      throw new StartFailure(`The gateway ended; its log is gateway.log in ${config.dataDir}.`);
    }
    return 0;
  } finally {
    if (halt.aborted) tell("Stoppen…");
    await running.stopAll();
    await claim.release();
  }
}

const tell = (step: string): void => console.log(step);

const halt = new AbortController();
// Whoever reads our lines may go before us (a closed terminal): then nobody is told, and everything is still put away.
process.stdout.on("error", () => undefined);
process.stderr.on("error", () => undefined);
/** One Ctrl-C can come twice, from the terminal and from whoever started us; only a later one means "at once". */
const impatienceMs = 2_000;
let haltedMs: number | undefined;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    haltedMs ??= performance.now();
    if (performance.now() - haltedMs > impatienceMs) process.exit(1);
    halt.abort();
  });
}

try {
  process.exitCode = await run(halt.signal);
} catch (error) {
  // Whatever a step says that was broken off on request is not a failure.
  process.exitCode = halt.signal.aborted ? 0 : 1;
  if (!halt.signal.aborted) {
    const isForeseen = error instanceof StartFailure;
    console.error(
      isForeseen ? error.message : `The demo cannot go on: ${error instanceof Error ? error.message : error}`,
    );
  }
}
if (halt.signal.aborted) tell("Gestopt.");
process.exit();
