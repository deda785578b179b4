import { make_digests } from "../queries/delivery.ts";
import type { Store } from "../store/open_store.ts";

const HOUR_MS = 3_600_000;

/** Looks now, and every hour from now on, which organisations are due their digest. Returns what stops it. */
export function start_digest(store: Store, log: (line: string) => void): () => void {
  const make = (): void => {
    make_digests(store.sql, new Date()).catch((error: Error) =>
      log(`jobs: the digest failed: ${error.message}`),
    );
  };
  make();
  const timer = setInterval(make, HOUR_MS);
  timer.unref();
  return () => clearInterval(timer);
}
