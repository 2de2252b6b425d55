import { defineConfig } from "vitest/config";

/** Packages import each other as built (`dist`), as in production: run `tsc -b` first. */
export default defineConfig({
  test: {
    // The second is read by scripts/failures.mjs.
    reporters: ["default", ["json", { outputFile: "test-results/vitest.json" }]],
    projects: [
      {
        test: {
          name: "unit",
          include: [
            "{apps,packages}/*/{src,vectors}/**/*.test.{ts,tsx}",
            "prisma/*.test.ts",
            "test/{harness,faults,fuzz}/*.test.ts",
          ],
          // Whoever replaces a global puts it back, so that modules loaded once serve every file of a worker.
          isolate: false,
          maxWorkers: 2,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "protocol",
          include: [
            "test/protocol/**/*.test.ts",
            "test/gateway/**/*.test.ts",
            "test/regression/**/*.test.ts",
          ],
          globalSetup: ["test/harness/globalSetup.ts"],
          // Every file has a gateway and databases of its own; more at once would only wait for each other.
          maxWorkers: 3,
          // No module is mocked here, so that those loaded once serve every file of a worker.
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
