import { existsSync, readFileSync, rmSync } from "node:fs";

/** The reports that vitest and Playwright leave (vitest.config.ts, test/journeys/playwright.config.ts). */
const reports = ["test-results/vitest.json", "test-results/journeys.json"];

/** Without those of an earlier run. */
export const forgetFailures = () => {
  for (const report of reports) rmSync(report, { force: true });
};

/** Every test that failed, with the first lines of why: whoever sees only the end of a long log needs no more. */
export const failures = () =>
  reports
    .filter((report) => existsSync(report))
    .map((report) => JSON.parse(readFileSync(report, "utf8")))
    .flatMap((report) => [...vitestFailures(report), ...playwrightFailures(report.suites ?? [])]);

const vitestFailures = ({ testResults = [] }) =>
  testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [said(name, message)] : []),
    ...assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) => said(`${name}: ${fullName}`, failureMessages.join("\n"))),
  ]);

const playwrightFailures = (suites) =>
  suites.flatMap(({ file, specs = [], suites: inner = [] }) => [
    ...specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => {
        const errors = tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? ""));
        return said(`${file}: ${title}`, errors.join("\n"));
      }),
    ...playwrightFailures(inner),
  ]);

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");
const said = (what, why) =>
  `FAILED  ${what}\n${why.replace(colours, "").split("\n").slice(0, 6).join("\n").slice(0, 800)}`;
