import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./chromium.js";

/** Real Chromium against the real product; with `PICTURES=1`, pictures of what the journeys pass through in .pictures. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  // The longest journeys cross three people's screens and several reloads, and wait a good part of it: three at a time on two cores.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  workers: 3,
  // A busy machine makes somebody wait too long now and then; `npm test` names at its end what passed at the second try only.
  retries: 1,
  reporter: [["line"], ["json", { outputFile: "../../test-results/journeys.json" }]],
  globalSetup: "./startDemo.ts",
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
