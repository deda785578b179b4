import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** A server of ours in a process group of its own, as a machine runs it. */
export interface ServerProcess {
  readonly child: ChildProcess;
  readonly url: string;
  said(): string;
  /** Ends the server alone, or it and all it started, with no chance to do anything. */
  kill(what: "server" | "tree"): Promise<void>;
  stop(): Promise<void>;
}

async function free_port(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

/** Nothing will come any more. */
export class GivenUp extends Error {}

/** Asks until there is an answer, two minutes at most where nothing else is said. */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  what: string,
  patience_ms = 120_000,
): Promise<T> {
  let trouble: unknown;
  for (const started_ms = Date.now(); Date.now() - started_ms < patience_ms; ) {
    try {
      const found = await ask();
      if (found !== undefined) return found;
    } catch (error) {
      if (error instanceof GivenUp) throw error;
      trouble = error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited ${patience_ms} ms for ${what}: ${trouble}`, { cause: trouble });
}

/** Starts a server without demo data and waits until it is ready. */
export async function start_server_process(
  env: Readonly<Record<string, string | undefined>>,
): Promise<ServerProcess> {
  const port = await free_port();
  const child = spawn(process.execPath, ["--import", "tsx", "api/server.ts"], {
    cwd: root,
    detached: true,
    env: { ...process.env, DATABASE_URL: undefined, STRAATLAGEN_DEMO: "no", ...env, PORT: String(port) },
  });
  let said = "";
  for (const stream of [child.stdout!, child.stderr!])
    stream.on("data", (text) => {
      said += text;
    });
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (child.exitCode !== null || child.signalCode !== null) throw new GivenUp(said);
    return (await fetch(`${url}/readyz`)).ok || undefined;
  }, "the server to be ready");
  return {
    child,
    url,
    said: () => said,
    async kill(what) {
      process.kill(what === "tree" ? -child.pid! : child.pid!, "SIGKILL");
      await ended;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      await ended;
    },
  };
}
