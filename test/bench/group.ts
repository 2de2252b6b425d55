import type { Effort, Figure, Measure } from "./figure.js";

/** Runs one group: `group.js <name> full|quick`; hands its figures to whoever forked this process. */

const [, , group, thoroughness] = process.argv;
const report = (step: string) => console.log(`${group}: ${step}`);
const efforts: Record<string, Effort> = {
  full: { rounds: 7, secondsEach: 4, connections: 5_000, report },
  quick: { rounds: 3, secondsEach: 2, connections: 1_000, report },
};
const effort = efforts[thoroughness ?? "full"];
if (!effort) throw new Error(`no effort ${thoroughness}`);
const { measure }: { measure: Measure } = await import(new URL(`groups/${group}.js`, import.meta.url).href);
const figures: Figure[] = await measure(effort);
for (const figure of figures) process.send?.(figure);
process.disconnect?.();
process.exit(0);
