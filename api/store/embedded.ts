import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { is_running } from "./process_identity.ts";
import { type StoreHolder, store_holder } from "./store_lock.ts";

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

/** How the store's process ends where another one has the store open. */
export const STORE_IS_HELD = 75;
/** A store whose opener was killed finishes its statement first: a long import's may take a while. */
const PATIENCE_MS = 120_000;
/** Then it is ended: nobody owns it, and a killed store loses nothing that was acknowledged. */
const OWNERLESS_MS = 60_000;

/** The places of an embedded store's parts in its data folder. */
export function embedded_paths(data_dir_given: string) {
  const data_dir = resolve(data_dir_given);
  const socket_dir = socket_dir_of(data_dir);
  return {
    data_dir,
    socket_dir,
    socket_path: join(socket_dir, ".s.PGSQL.5432"),
    store_dir: join(data_dir, "store"),
    lock_path: join(data_dir, "store.lock"),
  };
}

/**
 * Opens the embedded store of a data folder, or joins the one that is already open there (so that
 * `npm run import` works beside a running `npm start`). The first opening takes several seconds. A store
 * whose opener is gone closes by itself: that is waited for, never joined; one that does not is ended.
 */
export async function open_embedded(data_dir_given: string): Promise<Embedded> {
  const { data_dir, socket_dir, socket_path, store_dir, lock_path } = embedded_paths(data_dir_given);
  mkdirSync(data_dir, { recursive: true, mode: 0o700 });
  mkdirSync(socket_dir, { recursive: true, mode: 0o700 });
  for (const started_ms = Date.now(); Date.now() - started_ms < PATIENCE_MS; ) {
    const holder = store_holder(lock_path);
    if (!holder) {
      const open = async () =>
        store_holder(lock_path) ? null : start(data_dir, [store_dir, socket_path, lock_path]);
      const child = await open();
      if (child) return { socket_dir, close: keep_open(child, open) };
    } else if (is_running(holder.opener) && (await answers(socket_path)))
      return { socket_dir, close: async () => undefined };
    else if (!is_running(holder.opener) && Date.now() - started_ms > OWNERLESS_MS) end_ownerless(holder);
    await new Promise((waited) => setTimeout(waited, 100));
  }
  throw new Error(
    `The embedded store in ${data_dir} is held by process ${store_holder(lock_path)?.store.split(":")[0]}, which does not answer. End that process, then start again.`,
  );
}

function end_ownerless({ store }: StoreHolder): void {
  try {
    if (is_running(store)) process.kill(Number.parseInt(store, 10), "SIGKILL");
  } catch {
    // It has just ended, or is another user's: then the wait goes on.
  }
}

/** Starts the store's process and waits until it serves; null where another process was faster. */
async function start(data_dir: string, args: readonly string[]): Promise<ChildProcess | null> {
  const script = fileURLToPath(new URL("./embedded_process.ts", import.meta.url));
  const child = fork(script, args, {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return new Promise((started, failed) => {
    child.once("message", () => started(child));
    child.once("exit", (code) => {
      if (code === STORE_IS_HELD) started(null);
      else failed(new Error(`The embedded store in ${data_dir} did not open (exit ${code}).`));
    });
  });
}

/** A store that dies this often, each time soon after it was opened, is left alone. */
const SHORT_LIVES = 5;
const SHORT_LIFE_MS = 10_000;
const AGAIN_MS = 500;

/** Opens the store again whenever its process ends unasked; answers how to end it for good. */
function keep_open(first: ChildProcess, open: () => Promise<ChildProcess | null>): () => Promise<void> {
  let child: ChildProcess | null = first;
  let closing = false;
  let short_lives = 0;
  let opening: Promise<unknown> = Promise.resolve();
  const watch = (watched: ChildProcess): void => {
    const opened_ms = Date.now();
    watched.once("exit", (code, signal) => {
      child = null;
      if (closing) return;
      console.error(`The embedded store ended unasked (${signal ?? `exit ${code}`}).`);
      short_lives = Date.now() - opened_ms < SHORT_LIFE_MS ? short_lives + 1 : 0;
      if (short_lives >= SHORT_LIVES) return;
      opening = open_again().catch((error: Error) => console.error(error.message));
    });
  };
  async function open_again(): Promise<void> {
    // Another process may have opened it meanwhile, and serves us too for as long as it lives.
    while (!closing && !child) {
      child = await open();
      if (!child) await new Promise((waited) => setTimeout(waited, AGAIN_MS));
    }
    if (!child) return;
    watch(child);
    console.error("The embedded store is open again.");
  }
  watch(first);
  return async () => {
    closing = true;
    await opening;
    if (child) await end(child);
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve_end) => child.once("exit", resolve_end));
  child.kill("SIGTERM");
  await ended;
}
