import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { waiting_upload_paths } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";
import { upload_folder_holder } from "./upload_folder.ts";

const HOUR_MS = 3_600_000;

/**
 * Removes the folders of uploads that nothing waits for any more: what a killed process was receiving, and what an
 * answer left that never came from the database. Where their process cannot be asked after, they stay for an hour,
 * longer than any upload takes. Returns how many there were.
 */
export async function remove_stale_uploads(
  store: Store,
  upload_dir: string,
  now_ms = Date.now(),
): Promise<number> {
  const names = await readdir(upload_dir).catch(() => []);
  if (names.length === 0) return 0;
  const folders = names.map((name) => resolve(join(upload_dir, name)));
  // Before the rows are read: a request lets go of its folder once its row is there.
  const held = new Map(folders.map((dir) => [dir, upload_folder_holder(dir)]));
  const needed = new Set((await waiting_upload_paths(store.sql)).map((path) => resolve(dirname(path))));
  let removed = 0;
  for (const [dir, holder] of held) {
    if (holder === "request" || needed.has(dir)) continue;
    const seen = await stat(dir).catch(() => null);
    if (!seen || (holder !== "nobody" && now_ms - seen.mtimeMs < HOUR_MS)) continue;
    await rm(dir, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

const SWEEP_MS = 5_000;

/** Looks for leftovers now, and again and again: an answer can fail to come at any time. Returns what stops it. */
export async function sweep_uploads(
  store: Store,
  upload_dir: string,
  log: (line: string) => void,
): Promise<() => void> {
  await remove_stale_uploads(store, upload_dir);
  const timer = setInterval(() => {
    remove_stale_uploads(store, upload_dir).catch((error: Error) => log(`uploads: ${error.message}`));
  }, SWEEP_MS);
  timer.unref();
  return () => clearInterval(timer);
}
