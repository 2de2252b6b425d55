import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest begin first, by what a run took: whichever begins last runs alone for as long as it takes. */
const longest = [
  "gateway/production",
  "regression/keysAndReloads",
  "protocol/notices",
  "gateway/operation",
  "regression/trust",
  "protocol/secondFactor",
  "gateway/assignment",
  "regression/hostileGateway",
  "regression/clients",
  "gateway/import",
  "protocol/limits",
  "regression/partsAway",
];
const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = longest.findIndex((file) => moduleId.endsWith(`/test/${file}.test.ts`));
  return rank === -1 ? longest.length : rank;
};
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

/** Packages import each other as built (`dist`), as in production: run `tsc -b` first. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
