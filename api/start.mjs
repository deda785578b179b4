// `npm start` on a fresh clone: plain JavaScript, since nothing is installed yet. Installs what the lock file
// names, builds the web client when it is older than its sources, and becomes the server.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ensure_installed } from "./ensure_installed.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));

function newest_change_ms(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // The compiled texts are themselves a product of the build.
  return Math.max(
    0,
    ...readdirSync(path)
      .filter((name) => name !== "compiled")
      .map((name) => newest_change_ms(`${path}/${name}`)),
  );
}

ensure_installed(root);
const built = `${root}dist/index.html`;
const sources = ["web", "data/catalog", "package-lock.json"].map((path) => newest_change_ms(root + path));
if (!existsSync(built) || statSync(built).mtimeMs < Math.max(...sources)) {
  console.log("Building the web client …");
  const { status } = spawnSync("npm", ["run", "--silent", "build"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}
const server = spawn(process.execPath, ["--import", "tsx", "api/server.ts"], { cwd: root, stdio: "inherit" });
// Ctrl-C reaches the server by itself; a TERM sent to us alone has to be passed on.
process.on("SIGTERM", () => server.kill("SIGTERM"));
process.on("SIGINT", () => undefined);
server.on("exit", (code) => process.exit(code ?? 1));
