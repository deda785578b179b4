import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { analyse_extent } from "../../data/analyse_extent.ts";
import { import_delivery } from "../../data/import.ts";
import { to_problem } from "../errors.ts";
import {
  clear_staged_rows,
  end_checked_import,
  end_import,
  ended_import_file,
  type JobThing,
  unchecked_import,
  waiting_import,
} from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";
import type { Viewer } from "../store/viewer.ts";
import { with_job_lock } from "./with_job_lock.ts";

const cancelled = { code: "cancelled", message: "The import was cancelled; the store is as it was." };

/**
 * The job behind an import's row: takes the uploaded file in and removes it once the import has ended. Progress,
 * counts and the outcome are in the row; one that was stored but not checked is checked. Only bugs throw, and a
 * database that is away: then the row has not ended and the file stays.
 */
export async function run_import(
  store: Store,
  viewer: Viewer,
  thing: JobThing,
  signal: AbortSignal,
): Promise<void> {
  // Looked at under the lock: another process may just have done it.
  await with_job_lock(store, "import", thing, async () => {
    const task = await waiting_import(store.sql, thing);
    if (task && signal.aborted && signal.reason === "stopping") return;
    try {
      if (!task) await go_on_checking(store, viewer, thing);
      else if (signal.aborted || task.cancel_requested)
        await end_import(store.sql, thing, "cancelled", cancelled);
      else
        await import_delivery(store, {
          path: task.file_path,
          file_name: task.file_name,
          // What comes in belongs to whoever brought it, not to the process that stores it.
          viewer: { ...viewer, id: task.created_by, organisation_id: task.organisation_id, role: task.role },
          srid: task.srid,
          mapping: task.mapping,
          signal,
          import_id: thing.id,
          // Beside the upload, so that what a killed process unpacked goes with it.
          scratch_in: dirname(task.file_path),
        });
    } catch (error) {
      await give_up_checking(store, thing, error);
      throw error;
    } finally {
      await clear_import_file(store, thing).catch(() => undefined);
    }
  });
}

/** Goes on where a process was cut off after it had stored the delivery: checks what lies around it. */
async function go_on_checking(store: Store, viewer: Viewer, thing: JobThing): Promise<void> {
  const unchecked = await unchecked_import(store.sql, thing);
  if (!unchecked) return;
  await analyse_extent(store, viewer, unchecked.check_extent);
  await clear_staged_rows(store.sql, thing);
  await end_checked_import(store.sql, thing);
}

/** A delivery that is stored but cannot be checked is done, with a note; where the database was away, checking goes on later. */
async function give_up_checking(store: Store, thing: JobThing, error: unknown): Promise<void> {
  if (to_problem(error)?.code === "store_unavailable") return;
  if (await unchecked_import(store.sql, thing)) await end_checked_import(store.sql, thing, true);
}

/** Removes the file of an import that has ended, and all that was unpacked beside it. */
export async function clear_import_file(store: Store, thing: JobThing): Promise<void> {
  const path = await ended_import_file(store.sql, thing);
  if (path) await rm(dirname(path), { recursive: true, force: true });
}
