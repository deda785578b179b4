import { hold_job_lock, type JobThing, release_job_lock } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";

/**
 * Runs a job while a connection of its own holds the job's lock, by which other processes see that it is alive;
 * does nothing where another process holds it. Where connections are no sessions (embedded store) nothing is held:
 * one process does all jobs there.
 */
export async function with_job_lock(
  store: Store,
  word: string,
  thing: JobThing,
  work: () => Promise<void>,
): Promise<void> {
  if (!store.features.session_locks) return work();
  const connection = await store.sql.reserve();
  try {
    if (!(await hold_job_lock(connection, word, thing))) return;
    try {
      await work();
    } finally {
      await release_job_lock(connection, word, thing).catch(() => undefined);
    }
  } finally {
    connection.release();
  }
}
