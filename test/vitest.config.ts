import { defineConfig } from "vitest/config";
import { BaseSequencer } from "vitest/node";

const browser_tests = "test/e2e/**/*.test.ts";
/** Tables and functions: no store, nothing that lasts, so that they need no process each. */
const pure_tests = ["test/web/**/*.test.ts", "test/catalog/**/*.test.ts"];
const pure_with_store = "test/catalog/added_measure_type.test.ts";

/** Small files that take long; at the end each would have one of two cores idle. */
const long_ones = /kill_rounds|hostile_text|refused|room|upgrade|lay_utilities|rights_matrix/;

/** The largest files first, as ever, and before them those that take long though they are small. */
class LongestFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer["sort"]>[0]) {
    const by_size = await super.sort(files);
    const is_long = ({ moduleId }: (typeof files)[number]) => long_ones.test(moduleId);
    return [...by_size.filter(is_long), ...by_size.filter((file) => !is_long(file))];
  }
}

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
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          globalSetup: ["test/store/global_setup.ts"],
          include: [
            "test/{api,data,demo,importers,sql,store}/**/*.test.ts",
            "test/*.test.ts",
            pure_with_store,
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "pure",
          include: pure_tests,
          exclude: [pure_with_store],
          isolate: false,
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
