// `npm test`: installs, then types, lint and formatting, the build, and every test. Ends with one plain line.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensure_installed } from "../api/ensure_installed.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
ensure_installed(root);
const run = (title, command, args) => {
  console.log(`\n— ${title}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  return status === 0;
};

// The stores that tests are copied from take a minute of one core: made beside the checks.
const templates = spawn(process.execPath, ["--import", "tsx", "test/make_templates.ts"], {
  cwd: root,
  stdio: ["ignore", "ignore", "inherit"],
});
const made = new Promise((done) => templates.once("exit", done).once("error", done));
const checks_passed = run("types, lint, formatting", "npm", ["run", "--silent", "check"]);
const build_passed = run("build of the web client", "npm", ["run", "--silent", "build"]);
await made;

const folder = mkdtempSync(join(tmpdir(), "straatlagen-results-"));
const results = join(folder, "results.json");
const tests_passed = run("tests", "npx", [
  "vitest",
  "run",
  "--config",
  "test/vitest.config.ts",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);
let counts = { passed: 0, failed: 1, skipped: 0 };
if (existsSync(results)) {
  const report = JSON.parse(readFileSync(results, "utf8"));
  counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
rmSync(folder, { recursive: true, force: true });
const failed_steps = [checks_passed, build_passed].filter((passed) => !passed).length;
const failed = counts.failed + failed_steps + (tests_passed || counts.failed > 0 ? 0 : 1);
console.log(`\n${counts.passed + 2 - failed_steps} passed, ${failed} failed, ${counts.skipped} skipped`);
process.exit(failed === 0 ? 0 : 1);
