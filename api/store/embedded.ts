import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export interface Embedded {
  /** The folder of the socket, to be given as `host`; the port is 5432. */
  readonly socket_dir: string;
  /** Ends the process if this call started it; a store that another process opened stays open. */
  close(): Promise<void>;
}

/** A Unix socket's path may not be longer than about 107 bytes; long data folders get one in the temporary folder. */
function socket_dir_of(data_dir: string): string {
  const inside = join(data_dir, "socket");
  if (inside.length <= 80) return inside;
  return join(tmpdir(), `straatlagen-${createHash("sha256").update(data_dir).digest("hex").slice(0, 16)}`);
}

async function answers(socket_path: string): Promise<boolean> {
  if (!existsSync(socket_path)) return false;
  return new Promise((resolve_answer) => {
    const socket = connect(socket_path);
    socket.once("connect", () => {
      socket.destroy();
      resolve_answer(true);
    });
    socket.once("error", () => resolve_answer(false));
  });
}

/**
 * Opens the embedded store of a data folder, or joins the one that is already open there (so that
 * `npm run import` works beside a running `npm start`). The first opening takes several seconds.
 */
export async function open_embedded(data_dir_given: string): Promise<Embedded> {
  const data_dir = resolve(data_dir_given);
  const socket_dir = socket_dir_of(data_dir);
  mkdirSync(data_dir, { recursive: true, mode: 0o700 });
  mkdirSync(socket_dir, { recursive: true, mode: 0o700 });
  const socket_path = join(socket_dir, ".s.PGSQL.5432");
  if (await answers(socket_path)) return { socket_dir, close: async () => undefined };

  const script = fileURLToPath(new URL("./embedded_process.ts", import.meta.url));
  const child = fork(script, [join(data_dir, "store"), socket_path], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  await new Promise<void>((ready, failed) => {
    child.once("message", () => ready());
    child.once("exit", (code) =>
      failed(new Error(`The embedded store in ${data_dir} did not open (exit ${code}).`)),
    );
  });
  return { socket_dir, close: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve_end) => child.once("exit", resolve_end));
  child.kill("SIGTERM");
  await ended;
}
