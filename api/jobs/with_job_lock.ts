import { hold_job_lock, type JobThing, release_job_lock } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";

/**
 * Runs a job while a connection of its own holds the job's lock, by which other processes see that
 * it is alive. Where connections are no sessions (embedded store) nothing is held: one process does all jobs there.
 */
export async function with_job_lock<T>(
  store: Store,
  word: string,
  thing: JobThing,
  work: () => Promise<T>,
): Promise<T> {
  if (!store.features.session_locks) return work();
  const connection = await store.sql.reserve();
  try {
    await hold_job_lock(connection, word, thing);
    return await work();
  } finally {
    await release_job_lock(connection, word, thing).catch(() => undefined);
    connection.release();
  }
}
