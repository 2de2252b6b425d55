import { failures, forgetFailures } from "./failures.mjs";
import { install, requireNode } from "./install.mjs";
import { pnpm } from "./pnpm.mjs";

/** Each is a script of package.json, so that it can be run on its own. */
const STEPS = [
  ...["build", "lint", "imports", "unused", "unit", "protocol"],
  ...["faults", "faults-several", "fuzz", "journeys"],
];

requireNode();
let passed = 0;
let failed = 0;
const report = [];
forgetFailures();
try {
  await install();
  for (const step of STEPS) {
    console.log(`\n== ${step}`);
    const startedAt = performance.now();
    const ok = (await pnpm(["run", step])) === 0;
    report.push(
      `${ok ? "passed" : "FAILED"}  ${step}  ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    );
    if (ok) passed++;
    else failed++;
    if (!ok) break;
  }
} catch (error) {
  failed++;
  report.push(`FAILED  ${error.message}`);
}
const skipped = STEPS.slice(passed + failed).map((step) => `not run ${step}`);
console.log(`\n${[...failures(), ...report, ...skipped].join("\n")}`);
console.log(`steps: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
