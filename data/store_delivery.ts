import { end_checked_import } from "../api/queries/job.ts";
import type { Store } from "../api/store/open_store.ts";
import type { Viewer } from "../api/store/viewer.ts";
import { analyse_extent } from "./analyse_extent.ts";
import { commit_delivery } from "./commit_delivery.ts";
import type {
  ImportedDataset,
  ImportItem,
  ImportMapping,
  ImportNote,
  ImportRejection,
} from "./importers/types.ts";
import { RowBatch } from "./stage_rows.ts";

export interface Delivery {
  readonly items: AsyncIterable<ImportItem> | Iterable<ImportItem>;
  readonly importer: string;
  readonly file_name: string;
  readonly viewer: Viewer;
  readonly import_id: number;
  readonly mapping: ImportMapping | null;
  readonly signal: AbortSignal;
  readonly on_progress?: (progress: { state: string; read: number; fraction: number | null }) => void;
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

const BATCH_ROWS = 5000;

/**
 * Stores what an importer or a generator yields as one dataset: stages the rows in batches, then puts
 * them in place in one transaction, then checks what exists near them. Aborts at the signal or when a
 * cancel was asked for in the import's row; until the transaction commits, the store is as it was.
 */
export async function store_delivery(store: Store, delivery: Delivery): Promise<StoredDelivery> {
  const { import_id, viewer } = delivery;
  const notes: ImportNote[] = [];
  const rejections: ImportRejection[] = [];
  let dataset: ImportedDataset | null = null;
  let batch = new RowBatch(store, import_id, 0);
  let staged = 0;
  let read = 0;
  let fraction: number | null = null;

  // The store takes one batch in while the next is being read.
  let staging: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    await staging;
    const full = batch;
    staged += full.rows;
    batch = new RowBatch(store, import_id, staged);
    staging = full.stage().then(() => report("reading"));
    staging.catch(() => undefined);
  };
  const report = async (state: string): Promise<void> => {
    delivery.on_progress?.({ state, read, fraction });
    const [row] = await store.sql<{ cancel_requested: boolean }[]>`
      update import set state = ${state}, importer = ${delivery.importer}, read = ${read}, fraction = ${fraction},
        rejected = ${rejections.length}
      where authority_id = ${viewer.authority_id} and id = ${import_id} and state not in ('done', 'failed', 'cancelled')
      returning cancel_requested`;
    if (!row) throw new Error(`import ${import_id} was ended by another process`);
    if (row.cancel_requested && !delivery.signal.aborted) throw new DOMException("cancelled", "AbortError");
    delivery.signal.throwIfAborted();
  };

  try {
    for await (const item of delivery.items) {
      if (item.kind === "note") notes.push(item);
      else if (item.kind === "rejected") rejections.push(item);
      else if (item.kind === "dataset") dataset = item;
      else if (item.kind === "progress") {
        read = item.read;
        fraction = item.fraction;
      } else {
        batch.add(item);
        if (batch.rows >= BATCH_ROWS) await flush();
      }
    }
    await flush();
    await staging;
  } finally {
    // Nothing may still be written when the caller clears up after a failure.
    await staging.catch(() => undefined);
  }
  read = Math.max(read, staged + rejections.length);
  await report("storing");

  const committed = await commit_delivery(store, { ...delivery, dataset, notes, rejections, read, staged });
  if (!delivery.skip_analysis) {
    delivery.on_progress?.({ state: "analysing", read, fraction: null });
    await analyse_extent(store, viewer, committed.extent_hex);
  }
  await end_checked_import(store.sql, { authority_id: viewer.authority_id, id: import_id });
  return { read, dataset_ids: [committed.dataset_id], notes: committed.notes, ...committed.counts };
}
