import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { import_delivery } from "../../data/import.ts";
import { end_import, type JobThing, waiting_import } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";
import type { Viewer } from "../store/viewer.ts";
import { with_job_lock } from "./with_job_lock.ts";

const cancelled = { code: "cancelled", message: "The import was cancelled; the store is as it was." };
const interrupted = {
  code: "import_interrupted",
  message:
    "The import was cut off because the server was stopped. The store is as it was before; import the file again.",
};

/**
 * The job behind an import's row: takes the uploaded file in and removes it. Progress, counts and
 * the outcome are in the row; a row that is no longer waiting is left alone. Only bugs throw.
 */
export async function run_import(
  store: Store,
  viewer: Viewer,
  thing: JobThing,
  signal: AbortSignal,
): Promise<void> {
  const task = await waiting_import(store.sql, thing);
  if (!task) return;
  if (signal.aborted && signal.reason === "stopping") return;
  if (signal.aborted || task.cancel_requested) {
    await end_import(store.sql, thing, "cancelled", cancelled);
    await rm(dirname(task.file_path), { recursive: true, force: true });
    return;
  }
  try {
    await with_job_lock(store, "import", thing, async () => {
      const report = await import_delivery(store, {
        path: task.file_path,
        file_name: task.file_name,
        // What comes in belongs to whoever brought it, not to the process that stores it.
        viewer: { ...viewer, id: task.created_by, organisation_id: task.organisation_id, role: task.role },
        srid: task.srid,
        mapping: task.mapping,
        signal,
        import_id: thing.id,
      });
      if (report.state === "cancelled" && signal.reason === "stopping")
        await end_import(store.sql, thing, "failed", interrupted);
    });
  } finally {
    await rm(dirname(task.file_path), { recursive: true, force: true });
  }
}
