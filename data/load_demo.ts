import type { Store } from "../api/store/open_store.ts";
import { local_administrator, type Viewer } from "../api/store/viewer.ts";
import { analyse_extent } from "./analyse_extent.ts";
import { demo_district } from "./demo/demo_district.ts";
import { ensure_authority } from "./ensure_authority.ts";
import type { ImportedDataset, ImportItem } from "./importers/types.ts";
import { store_delivery } from "./store_delivery.ts";

/** One generated delivery: its dataset and its rows. */
export interface GeneratedDataset {
  readonly dataset: ImportedDataset;
  readonly items: Iterable<ImportItem>;
}

/** What became of a generated delivery, in the words of an import's report. */
export interface GeneratedReport {
  readonly file: string;
  readonly read: number;
  readonly stored: number;
  readonly repaired: number;
  readonly rejected: number;
}

export interface DemoProgress {
  /** What is being done, for people: the dataset's name, or `checking`. */
  readonly step: string;
  /** 0 to 1. */
  readonly fraction: number;
  /** Rows of this step so far. */
  readonly rows?: number;
}

/** True where nothing was ever imported, so that the demo may be loaded. */
export async function store_is_empty(store: Store): Promise<boolean> {
  const [row] = await store.sql<{ empty: boolean }[]>`select not exists (select from import) as empty`;
  return row!.empty;
}

/** Loads the demo district as an import of each of its datasets, then checks existing against existing. */
export async function load_demo(
  store: Store,
  on_progress: (progress: DemoProgress) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  await load_generated(store, demo_district({ seed: 1, streets: 40 }), on_progress, signal);
}

/** Loads generated datasets, each all or nothing; what lies near them is checked once, at the end. */
export async function load_generated(
  store: Store,
  datasets: readonly GeneratedDataset[],
  on_progress: (progress: DemoProgress) => void = () => undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<GeneratedReport[]> {
  const viewer = local_administrator(await ensure_authority(store));
  const reports: GeneratedReport[] = [];
  const dataset_ids: number[] = [];
  // Half of the time goes into loading, half into checking.
  for (const [index, { dataset, items }] of datasets.entries()) {
    on_progress({ step: dataset.name, fraction: (index / datasets.length) * 0.5 });
    const [row] = await store.sql<{ id: number }[]>`
      insert into import (authority_id, file_name, state, created_by)
      values (${viewer.authority_id}, ${dataset.name}, 'reading', ${viewer.id}) returning id`;
    const import_id = row!.id;
    try {
      const stored = await store_delivery(store, {
        items: with_dataset(dataset, items),
        dataset_first: true,
        importer: "demo",
        file_name: dataset.name,
        viewer,
        import_id,
        mapping: null,
        signal,
        on_progress: ({ read }) =>
          on_progress({ step: dataset.name, fraction: (index / datasets.length) * 0.5, rows: read }),
        skip_analysis: true,
      });
      const { read, repaired, rejected } = stored;
      reports.push({ file: dataset.name, read, stored: stored.stored, repaired, rejected });
      dataset_ids.push(...stored.dataset_ids);
    } catch (error) {
      const cancelled = signal.aborted || (error as Error | null)?.name === "AbortError";
      await store.sql`
        update import set importer = 'demo', state = ${cancelled ? "cancelled" : "failed"}, finished_at = now()
        where authority_id = ${viewer.authority_id} and id = ${import_id}`;
      throw error;
    } finally {
      await store.sql`delete from import_row where import_id = ${import_id}`;
    }
  }
  await analyse_extent(store, viewer, await extent_of(store, viewer, dataset_ids), {
    signal,
    on_progress: ({ done, total }) => on_progress({ step: "checking", fraction: 0.5 + (done / total) * 0.5 }),
  });
  return reports;
}

/** Where datasets lie, as hex EWKB; null where the authority has no others, so that no search need be bounded. */
async function extent_of(
  store: Store,
  viewer: Viewer,
  dataset_ids: readonly number[],
): Promise<string | null> {
  const [row] = await store.sql<{ extent: string | null }[]>`
    select case when bool_or(id <> all (${[...dataset_ids]}::bigint[]))
      then (st_envelope(st_collect(extent) filter (where id = any (${[...dataset_ids]}::bigint[]))))::text end as extent
    from dataset where authority_id = ${viewer.authority_id}`;
  return row!.extent;
}

function* with_dataset(dataset: ImportedDataset, items: Iterable<ImportItem>): Iterable<ImportItem> {
  yield dataset;
  yield* items;
}
