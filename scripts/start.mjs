import { spawn } from "node:child_process";
import { join } from "node:path";
import { install, requireNode } from "./install.mjs";
import { rootDir } from "./pnpm.mjs";

requireNode();
try {
  await install();
  // Only now: the build needs what was just installed.
  const { build } = await import("./build.mjs");
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const demo = spawn(process.execPath, [join(rootDir, "apps/demo/dist/main.js"), ...process.argv.slice(2)], {
  cwd: rootDir,
  stdio: "inherit",
});
// A terminal sends Ctrl-C to both of us: stay until the demo has put everything away, and pass on what only we got.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => demo.kill(signal));
demo.once("close", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));
