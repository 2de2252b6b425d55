import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Loaded into a gateway with `--import`: on SIGUSR2 it collects its garbage and tells what is left, in bytes. */

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
process.on("SIGUSR2", () => {
  collect();
  process.stdout.write(`memory ${JSON.stringify({ heapBytes: process.memoryUsage().heapUsed })}\n`);
});
