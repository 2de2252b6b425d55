import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./chromium.js";

/** Real Chromium against the real product; with `PICTURES=1`, pictures of what the journeys pass through in .pictures. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  // The longest journeys cross three people's screens and several reloads, and wait a good part of it: three at a time on two cores.
  timeout: 240_000,
  // No test says how fast something is; on a busy machine people wait, and nothing is tried twice.
  expect: { timeout: 30_000 },
  workers: 3,
  reporter: [["line"], ["json", { outputFile: "../../test-results/journeys.json" }]],
  globalSetup: "./startDemo.ts",
  // One town for all: what changes it for everybody comes after the others, and what writes into its archive at the end.
  projects: [
    { name: "beside each other", testIgnore: ["*.last.spec.ts", "*.end.spec.ts"] },
    { name: "last", testMatch: "*.last.spec.ts", dependencies: ["beside each other"] },
    { name: "end", testMatch: "*.end.spec.ts", dependencies: ["last"] },
  ],
  use: {
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    launchOptions: {
      executablePath: await chromiumPath(),
      // No calls home of the browser itself; as root Chromium has no sandbox to offer.
      args: [
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
    },
  },
});
