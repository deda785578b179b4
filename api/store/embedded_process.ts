import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { STORE_IS_HELD } from "./embedded.ts";
import { ExclusiveQueue } from "./exclusive_queue.ts";
import { StatementLimit } from "./statement_limit.ts";
import { take_store_lock } from "./store_lock.ts";

/**
 * The embedded store's own process: PostgreSQL compiled to WebAssembly, with PostGIS, served on a
 * Unix socket that only this user may open. A process of its own keeps long statements from
 * blocking the API's event loop.
 *
 * Arguments: the store's folder, socket path, lock file. Tells the parent `ready` over IPC and ends when the parent does.
 */
const [store_dir, socket_path, lock_path] = process.argv.slice(2);
if (store_dir === undefined || socket_path === undefined || lock_path === undefined)
  throw new Error("expected: the store's folder, socket path, lock file");

if (!take_store_lock(lock_path)) process.exit(STORE_IS_HELD);

/** A store that was asked to close and hangs does so without farewell: a killed one loses nothing either. */
const CLOSING_MS = 20_000;
let close_parts = async (): Promise<void> => undefined;
let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  setTimeout(() => process.exit(0), CLOSING_MS).unref();
  await close_parts().catch(() => undefined);
  rmSync(socket_path as string, { force: true });
  rmSync(lock_path as string, { force: true });
  process.exit(0);
}
// Before anything is opened, which takes seconds: an opener that dies meanwhile is not heard of again, and a store
// that nobody owns would keep everybody out.
process.on("SIGTERM", stop);
// Ctrl-C reaches the whole process group: the parent closes us once its last statements are done.
process.on("SIGINT", () => undefined);
process.on("disconnect", stop);
if (process.send && !process.connected) await stop();

mkdirSync(store_dir, { recursive: true, mode: 0o700 });
const db = await PGlite.create({ dataDir: store_dir, extensions: { postgis } });
close_parts = () => db.close();

// One backend serves all connections, so what a server takes from each connection's start-up message is set once.
await db.exec("set search_path to straatlagen, public");
const limit = new StatementLimit(db);

// A process that was killed leaves its socket file behind; listening would fail on it.
if (existsSync(socket_path)) rmSync(socket_path);
const previous_mask = process.umask(0o177);
const server = new PGLiteSocketServer({ db, path: socket_path, maxConnections: 64 });
// The library has no option for its scheduling; the three versions are pinned together.
(server as unknown as { queryQueue: ExclusiveQueue }).queryQueue = new ExclusiveQueue(db, limit);
close_parts = async () => {
  // Not waited for: a client that died with something unread in its socket would be waited for for ever.
  server.stop().catch(() => undefined);
  await limit.stop();
  await db.close();
};
await server.start();
process.umask(previous_mask);
chmodSync(socket_path, 0o600);
process.send?.("ready");
