import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/store/global_setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // Stores and browsers are heavy: two files at a time on the two cores that CI has.
    maxWorkers: 2,
    pool: "forks",
    reporters: ["default"],
  },
});
