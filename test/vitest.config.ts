import { defineConfig } from "vitest/config";

const browser_tests = "test/e2e/**/*.test.ts";

export default defineConfig({
  test: {
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // What a test waits for comes later on a busy machine; one second is vitest's own patience.
    expect: { poll: { timeout: 30_000 } },
    // Stores and browsers are heavy: two files at a time on the two cores that CI has.
    maxWorkers: 2,
    pool: "forks",
    reporters: ["default"],
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          globalSetup: ["test/store/global_setup.ts"],
          include: ["test/**/*.test.ts"],
          exclude: [browser_tests],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        // A browser that draws by software and its store take both cores: these come last, one by one.
        test: {
          name: "browser",
          globalSetup: ["test/e2e/global_setup.ts"],
          include: [browser_tests],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          // Drawn by software, a page takes its time on a slow machine; a state that never comes fails all the same.
          testTimeout: 300_000,
          hookTimeout: 600_000,
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
