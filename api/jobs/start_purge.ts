import { purge_expired } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";

const LOOK_MS = 60_000;

/**
 * Deletes datasets whose last day is over: now, and every minute from now on. Nobody was shown
 * anything of them from the moment that they expired; this takes them off the disk, and with them what was known of
 * them without being shown (findings with something hidden, counts). Returns what stops it.
 */
export function start_purge(store: Store, log: (line: string) => void): () => void {
  const purge = (): void => {
    purge_expired(store.sql).then(
      (ids) => ids.length > 0 && log(`Purged ${ids.length} dataset(s) that had expired.`),
      (error: Error) => log(`jobs: purging failed: ${error.message}`),
    );
  };
  purge();
  const timer = setInterval(purge, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}
