import { type AnalysisProgress, analyse_extent } from "../../data/analyse_extent.ts";
import { analysis_progress, begin_analysis, end_analysis, type JobThing } from "../queries/job.ts";
import type { Store } from "../store/open_store.ts";
import type { Viewer } from "../store/viewer.ts";
import { with_job_lock } from "./with_job_lock.ts";

const cancelled = {
  code: "cancelled",
  message:
    "The run was cancelled. Pieces that were done have their new findings, the others their former ones.",
};
const interrupted = {
  code: "analysis_interrupted",
  message:
    "The run was cut off because the server was stopped. What was done until then stands; start it again.",
};

/**
 * The job behind a city-wide run: existing against existing, piece by piece, with progress in the
 * run's row; it ends between two pieces when a cancel is asked for. Throws what the store throws,
 * after saying in the row that the run failed.
 */
export async function run_analysis(
  store: Store,
  viewer: Viewer,
  thing: JobThing,
  signal: AbortSignal,
): Promise<void> {
  await with_job_lock(store, "analysis", thing, async () => {
    const begun = await begin_analysis(store.sql, thing);
    if (!begun) return;
    const asked = new AbortController();
    if (begun.cancel_requested) asked.abort("cancelled");
    const progress = progress_writer(store, thing, () => asked.abort("cancelled"));
    try {
      await analyse_extent(store, viewer, null, {
        signal: AbortSignal.any([signal, asked.signal]),
        on_progress: progress.write,
      });
      await progress.written();
      await end_analysis(store.sql, thing, "done", null);
    } catch (error) {
      if (signal.aborted && signal.reason === "stopping")
        await end_analysis(store.sql, thing, "failed", interrupted);
      else if (signal.aborted || asked.signal.reason === "cancelled")
        await end_analysis(store.sql, thing, "cancelled", cancelled);
      else {
        const message = "The run stopped on an unexpected error; the log has the details. Start it again.";
        await end_analysis(store.sql, thing, "failed", { code: "unexpected", message });
        throw error;
      }
    }
  });
}

/** Writes progress one statement after the other, always the newest; what came in between is left out. */
function progress_writer(store: Store, thing: JobThing, on_cancel: () => void) {
  let newest: AnalysisProgress | null = null;
  let writing: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    while (newest) {
      const progress = newest;
      newest = null;
      if (await analysis_progress(store.sql, thing, progress)) on_cancel();
    }
    writing = null;
  };
  return {
    write(progress: AnalysisProgress): void {
      newest = progress;
      writing ??= run();
      // Whoever waits for the last write sees its failure; until then it must not be unhandled.
      writing.catch(() => undefined);
    },
    written: (): Promise<void> => writing ?? Promise.resolve(),
  };
}
