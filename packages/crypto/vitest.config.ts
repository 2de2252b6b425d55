import { defineConfig } from "vitest/config";

// Without this the compiled tests in dist would run a second time.
export default defineConfig({
  test: { include: ["src/**/*.test.ts"], testTimeout: 30_000 },
});
