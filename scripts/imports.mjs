import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import { rootDir } from "./pnpm.mjs";

/** Checks who imports whom, by the rules of .dependency-cruiser.cjs. */
process.chdir(rootDir);
const places = ["apps", "packages", "prisma", "test"].filter((dir) => existsSync(dir));
const { output } = await cruise(places, await extractOptions(join(rootDir, ".dependency-cruiser.cjs")));
const sources = output.modules.map(({ source }) => source);

// Without a TypeScript that it can use the cruiser reads nothing, and finds nothing wrong in it.
const projects = ["apps", "packages"].flatMap((parent) =>
  readdirSync(parent).map((name) => `${parent}/${name}`),
);
const unread = projects.filter(
  (dir) =>
    existsSync(join(dir, "tsconfig.json")) && !sources.some((source) => source.startsWith(`${dir}/src/`)),
);
const complaints = [
  ...unread.map((dir) => `no module was read in ${dir}`),
  ...output.summary.violations.map(({ rule, from, to, cycle }) => {
    const route = cycle ? cycle.map(({ name }) => name).join(" → ") : to;
    return `${rule.name}: ${from}${route === from ? "" : ` → ${route}`}`;
  }),
];
for (const complaint of complaints) console.error(complaint);
console.log(`imports: ${sources.length} modules, ${complaints.length} complaints`);
process.exitCode = complaints.length === 0 ? 0 : 1;
