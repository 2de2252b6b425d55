import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { rootUrl } from "../harness/root.js";
import { type Figure, verdictOn } from "./figure.js";

/** `npm run bench [-- group …] [--quick]`: measures, prints a table and writes `.bench/latest.json`. */

const here = new URL(".", import.meta.url);
const outDir = new URL(".bench/", rootUrl);

const machine = () => ({
  processor: cpus()[0]?.model ?? "unknown",
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${arch()}`,
  node: process.version,
  loadAverage: loadavg()[0],
});

/** Each group in a process of its own: it is the load generator, and what one leaves behind disturbs no other. */
const run = async (group: string, effort: string): Promise<Figure[]> => {
  const child: ChildProcess = fork(new URL("group.js", here), [group, effort]);
  const figures: Figure[] = [];
  child.on("message", (figure: Figure) => figures.push(figure));
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`The group ${group} ended with ${code}.`);
  return figures;
};

const asRow = (figure: Figure) => {
  const { id, value, unit, of } = figure;
  const verdict = verdictOn(figure);
  return { figure: id, value, unit, target: verdict?.bound ?? "", met: verdict ? verdict.met : "", of };
};

const { values, positionals } = parseArgs({
  options: { quick: { type: "boolean", default: false } },
  allowPositionals: true,
});
const groups = (await readdir(new URL("groups/", here)))
  .filter((name) => name.endsWith(".js"))
  .map((name) => name.slice(0, -".js".length));
const unknown = positionals.filter((name) => !groups.includes(name));
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(", ")}; there are ${groups.join(", ")}.`);
  process.exit(1);
}

const before = machine();
const figures: Figure[] = [];
for (const group of positionals.length > 0 ? positionals : groups)
  figures.push(...(await run(group, values.quick ? "quick" : "full")));
await mkdir(outDir, { recursive: true });
await writeFile(
  new URL("latest.json", outDir),
  `${JSON.stringify({ figures, machine: before, quick: values.quick }, null, 2)}\n`,
);
console.table(figures.map(asRow));
