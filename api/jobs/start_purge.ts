import { purge_expired } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";

const HOUR_MS = 3_600_000;

/**
 * Deletes datasets whose last day is over: now, and every hour from now on. They vanished from every
 * answer the moment they expired; this takes them off the disk. Returns what stops it.
 */
export function start_purge(store: Store, log: (line: string) => void): () => void {
  const purge = (): void => {
    purge_expired(store.sql).then(
      (ids) => ids.length > 0 && log(`Purged ${ids.length} dataset(s) that had expired.`),
      (error: Error) => log(`jobs: purging failed: ${error.message}`),
    );
  };
  purge();
  const timer = setInterval(purge, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
