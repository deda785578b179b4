import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Product {
  readonly url: string;
  /** What the server printed so far. */
  log(): string;
  /** Ends the server and its store, and removes what was made for it. */
  stop(): Promise<void>;
}

async function free_port(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/**
 * Starts the whole product as a user does (embedded store, demo district) on a free port, and waits until
 * `/readyz` says so. `data_dir` stays as the product leaves it; without one it has a data folder of its own,
 * which goes with it. Throws with the server's output where it does not become ready.
 */
export async function run_product(
  env: Readonly<Record<string, string>> = {},
  data_dir?: string,
): Promise<Product> {
  if (!existsSync(join(root, "dist/index.html"))) {
    throw new Error("Expected the built web client in dist/: run `npm run build` first.");
  }
  const own_dir = data_dir ?? mkdtempSync(join(tmpdir(), "straatlagen-e2e-"));
  const port = await free_port();
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "api/server.ts"], {
    cwd: root,
    env: { ...process.env, PORT: String(port), STRAATLAGEN_DATA: own_dir, DATABASE_URL: "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  child.stdout?.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    output += chunk;
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => {
      // The store is a child of the server: the whole group goes, and nothing else.
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    }, 20_000);
    await ended;
    clearTimeout(late);
    if (!data_dir) rmSync(own_dir, { recursive: true, force: true });
  };
  const url = `http://localhost:${port}`;
  const until_ms = Date.now() + 420_000;
  while (Date.now() < until_ms) {
    const ready = await fetch(`${url}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return { url, log: () => output, stop };
    if (child.exitCode !== null) break;
    await new Promise((done) => setTimeout(done, 100));
  }
  await stop();
  throw new Error(`Expected the product to become ready, got:\n${output}`);
}
