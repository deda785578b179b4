import type { Store } from "../api/store/open_store.ts";
import type { Viewer } from "../api/store/viewer.ts";

export interface AnalysisProgress {
  readonly done: number;
  readonly total: number;
  readonly findings: number;
}

/**
 * Existing against existing for all that lies in an extent (hex EWKB, analysis CRS; null: everywhere),
 * in short statements that as many connections share as the store can use, then the summaries per
 * street. Measures near the extent are evaluated again. Stops at the signal between two statements.
 */
export async function analyse_extent(
  store: Store,
  viewer: Viewer,
  extent_hex: string | null,
  options: {
    readonly signal?: AbortSignal;
    readonly on_progress?: (progress: AnalysisProgress) => void;
  } = {},
): Promise<AnalysisProgress> {
  const chunks = await store.as_viewer(
    viewer,
    (sql) =>
      sql<{ layer: string; from_id: number; to_id: number }[]>`
      select layer, from_id, to_id from analysis_chunks(2000, ${extent_hex}::geometry) order by chunk`,
    { limit_ms: 0 },
  );
  let next = 0;
  let done = 0;
  let findings = 0;
  const work = async (): Promise<void> => {
    for (let chunk = chunks[next++]; chunk; chunk = chunks[next++]) {
      options.signal?.throwIfAborted();
      const { layer, from_id, to_id } = chunk;
      const [row] = await store.as_viewer(
        viewer,
        (sql) =>
          sql<
            { n: number }[]
          >`select analyse_chunk(${layer}, ${from_id}, ${to_id}, ${extent_hex}::geometry) as n`,
        { limit_ms: 0 },
      );
      findings += row?.n ?? 0;
      done++;
      options.on_progress?.({ done, total: chunks.length, findings });
    }
  };
  await Promise.all(Array.from({ length: store.features.parallel }, work));
  await evaluate_measures(store, viewer, extent_hex);
  await store.as_viewer(viewer, (sql) => sql`select summarise_streets()`, { limit_ms: 0 });
  return { done, total: chunks.length, findings };
}

/** A few measures in each transaction, so that whoever draws in their scenario hardly waits. */
const MEASURES_AT_ONCE = 20;

async function evaluate_measures(store: Store, viewer: Viewer, extent_hex: string | null): Promise<void> {
  await store.as_viewer(viewer, (sql) => sql`select await_drawing()`, { limit_ms: 0 });
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    const [row] = await store.as_viewer(
      viewer,
      (sql) =>
        sql<{ last_id: number | null }[]>`
        select last_id from evaluate_measures_near(${extent_hex}::geometry, ${from}, ${MEASURES_AT_ONCE})`,
      { limit_ms: 0 },
    );
    after = row!.last_id;
  }
}
