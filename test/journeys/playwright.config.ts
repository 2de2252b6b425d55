import { defineConfig } from "@playwright/test";
import { chromiumPath } from "./chromium.js";

/** Real Chromium against the real product; pictures of what the journeys pass through go to .pictures. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../test-results",
  timeout: 90_000,
  expect: { timeout: 15_000 },
  workers: 2,
  reporter: "line",
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
