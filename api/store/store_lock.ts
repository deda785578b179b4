import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { is_running, process_identity } from "./process_identity.ts";

/** Who has an embedded store open: the process that reads and writes its files, and the one that started it. */
export interface StoreHolder {
  readonly store: string;
  readonly opener: string;
}

/** Who has the store of this lock file open at the moment; null where nobody has, whatever the file says. */
export function store_holder(lock_path: string): StoreHolder | null {
  try {
    const holder = JSON.parse(readFileSync(lock_path, "utf8")) as StoreHolder | null;
    return typeof holder?.store === "string" && is_running(holder.store) ? holder : null;
  } catch {
    return null;
  }
}

/**
 * Takes a store's lock for this process; false where a running process holds it. Two processes on the
 * files of one store would ruin it; a lock whose process was killed counts for nothing.
 */
export function take_store_lock(lock_path: string): boolean {
  const own_path = `${lock_path}.${process.pid}`;
  const holder: StoreHolder = {
    store: process_identity(process.pid) as string,
    opener: process_identity(process.ppid) ?? "0",
  };
  writeFileSync(own_path, JSON.stringify(holder), { mode: 0o600 });
  try {
    for (let tries = 0; tries < 10; tries++) {
      try {
        // Appears whole or not at all.
        linkSync(own_path, lock_path);
        return true;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      if (store_holder(lock_path)) return false;
      const stale_path = `${own_path}.stale`;
      try {
        renameSync(lock_path, stale_path);
      } catch {
        continue;
      }
      // Another process may have put its lock there just before: it gets it back.
      if (store_holder(stale_path)) linkSync(stale_path, lock_path);
      rmSync(stale_path, { force: true });
    }
    return false;
  } finally {
    rmSync(own_path, { force: true });
  }
}
