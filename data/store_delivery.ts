import { end_checked_import } from "../api/queries/job.ts";
import type { Store } from "../api/store/open_store.ts";
import type { Viewer } from "../api/store/viewer.ts";
import { analyse_extent } from "./analyse_extent.ts";
import { type CommittedDelivery, commit_delivery } from "./commit_delivery.ts";
import type { ImportItem, ImportMapping, ImportNote } from "./importers/types.ts";
import { StagedDelivery } from "./staged_delivery.ts";

export interface Delivery {
  readonly items: AsyncIterable<ImportItem> | Iterable<ImportItem>;
  readonly importer: string;
  readonly file_name: string;
  readonly viewer: Viewer;
  readonly import_id: number;
  readonly mapping: ImportMapping | null;
  readonly signal: AbortSignal;
  readonly on_progress?: (progress: { state: string; read: number; fraction: number | null }) => void;
  /** What is said of the dataset comes before the first row. */
  readonly dataset_first?: boolean;
  /** How quickly the first rows must be there for them to be stored while others are read; for tests. */
  readonly early_ms?: number;
  /** Left out: existing is checked against existing near the delivery once it is stored. */
  readonly skip_analysis?: boolean;
}

export interface StoredDelivery {
  readonly read: number;
  readonly stored: number;
  readonly repaired: number;
  readonly rejected: number;
  readonly dataset_ids: readonly number[];
  readonly notes: readonly ImportNote[];
}

/** Rows are stored while others are read where the first so many were there within so much time. */
const EARLY_ROWS = 10_000;
const EARLY_MS = 1000;

/**
 * Stores what an importer or a generator yields as one dataset: stages the rows in batches, then puts
 * them in place in one transaction, then checks what exists near them. Aborts at the signal or when a
 * cancel was asked for in the import's row; until the transaction commits, the store is as it was.
 *
 * A quick reader's rows are put in place while it reads on: the store is what it would wait for. Not a slow
 * one's, since nobody can read a layer whose index is being built anew.
 */
export async function store_delivery(store: Store, delivery: Delivery): Promise<StoredDelivery> {
  const { import_id, viewer } = delivery;
  const early_ms = store.features.copy && delivery.dataset_first ? (delivery.early_ms ?? EARLY_MS) : 0;
  const started_ms = performance.now();
  const begin_early = (staged: number): boolean =>
    staged >= EARLY_ROWS && performance.now() - started_ms < early_ms;
  const staging = new StagedDelivery(store, delivery);
  let committed: CommittedDelivery;
  try {
    const all_read = await staging.read(begin_early);
    committed = await commit_delivery(
      store,
      delivery,
      staging.contents,
      all_read ? undefined : (early) => staging.read_early(early),
    );
  } finally {
    await staging.close();
  }
  const { read } = committed;
  if (!delivery.skip_analysis) {
    delivery.on_progress?.({ state: "analysing", read, fraction: null });
    await analyse_extent(store, viewer, committed.extent_hex);
  }
  await end_checked_import(store.sql, { authority_id: viewer.authority_id, id: import_id });
  return { read, dataset_ids: [committed.dataset_id], notes: committed.notes, ...committed.counts };
}
