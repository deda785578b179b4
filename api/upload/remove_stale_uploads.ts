import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { waiting_upload_paths } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";

const HOUR_MS = 3_600_000;

/**
 * Removes the folders of uploads that nothing waits for any more: what a killed process left behind.
 * Younger than an hour they stay where another process may still be receiving them.
 */
export async function remove_stale_uploads(
  store: Store,
  upload_dir: string,
  now_ms = Date.now(),
): Promise<number> {
  const names = await readdir(upload_dir).catch(() => []);
  if (names.length === 0) return 0;
  const needed = new Set((await waiting_upload_paths(store.sql)).map((path) => resolve(dirname(path))));
  // Sessions mean a server, which several processes may share; the embedded store has one.
  const patience_ms = store.features.session_locks ? HOUR_MS : 0;
  let removed = 0;
  for (const name of names) {
    const dir = resolve(join(upload_dir, name));
    const { mtimeMs } = await stat(dir);
    if (needed.has(dir) || now_ms - mtimeMs < patience_ms) continue;
    await rm(dir, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}
