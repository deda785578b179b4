import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Throws where the web client is not built: what asks for a page would only hear that there is none. */
export function expect_built(): void {
  if (!existsSync(join(root, "dist/index.html")))
    throw new Error("Expected the built web client in dist/: run `npm run build` first.");
}

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
  const own_dir = data_dir ?? mkdtempSync(join(tmpdir(), "straatlagen-e2e-"));
  const remove = () => {
    if (!data_dir) rmSync(own_dir, { recursive: true, force: true });
  };
  for (let tries = 3; ; tries--) {
    const started = await start_server({ STRAATLAGEN_DATA: own_dir, DATABASE_URL: "", ...env });
    if (await is_ready(started))
      return { url: started.url, log: started.said, stop: () => started.stop().finally(remove) };
    await started.stop();
    // Between looking for a free port and listening on it another process may take it.
    if (tries > 1 && /Port \d+ is already in use/.test(started.said())) continue;
    remove();
    throw new Error(`Expected the product to become ready, got:\n${started.said()}`);
  }
}

type Started = Awaited<ReturnType<typeof start_server>>;

async function start_server(env: Readonly<Record<string, string>>) {
  const port = await free_port();
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "api/server.ts"], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  let told_to_stop = false;
  const ended = new Promise<void>((done) =>
    child.once("exit", (code, signal) => {
      // Whoever asks it something next only hears that nobody is there.
      if (!told_to_stop)
        console.error(
          `The product on port ${port} ended by itself (${code ?? signal}):\n${output.slice(-4000)}`,
        );
      done();
    }),
  );
  return {
    child,
    url: `http://localhost:${port}`,
    said: () => output,
    async stop() {
      told_to_stop = true;
      child.kill("SIGTERM");
      const late = setTimeout(() => {
        // The store is a child of the server: the whole group goes, and nothing else.
        if (child.pid) process.kill(-child.pid, "SIGKILL");
      }, 20_000);
      if (child.exitCode === null && child.signalCode === null) await ended;
      clearTimeout(late);
    },
  };
}

/** Waits until this server, and no other that had its port before, says that it is ready; false where it ended instead. */
async function is_ready({ child, url, said }: Started): Promise<boolean> {
  const until_ms = Date.now() + 420_000;
  while (Date.now() < until_ms && child.exitCode === null && child.signalCode === null) {
    const ready =
      said().includes("listens on") &&
      (await fetch(`${url}/readyz`).then(
        (response) => response.ok,
        () => false,
      ));
    if (ready) return true;
    await new Promise((done) => setTimeout(done, 100));
  }
  return false;
}
