import type { Store } from "../api/store/open_store.ts";
import type { DeliveryContents } from "./commit_delivery.ts";
import type { EarlyRows } from "./early_rows.ts";
import type { ImportedDataset, ImportItem, ImportNote, ImportRejection } from "./importers/types.ts";
import { RowBatch } from "./stage_rows.ts";
import type { Delivery } from "./store_delivery.ts";

const BATCH_ROWS = 5000;

/**
 * A delivery on its way from the importer into `import_row`, batch by batch: the store takes one in while
 * the next is being read. To be closed, also after an error.
 */
export class StagedDelivery {
  private readonly items: AsyncIterator<ImportItem> | Iterator<ImportItem>;
  private readonly notes: ImportNote[] = [];
  private readonly rejections: ImportRejection[] = [];
  private readonly layers = new Set<string>();
  private dataset: ImportedDataset | null = null;
  private batch: RowBatch;
  private staged = 0;
  private count = 0;
  private fraction: number | null = null;
  private staging: Promise<void> = Promise.resolve();
  private early: EarlyRows | null = null;

  constructor(
    private readonly store: Store,
    private readonly delivery: Delivery,
  ) {
    const { items, import_id } = delivery;
    this.items =
      Symbol.asyncIterator in items
        ? items[Symbol.asyncIterator]()
        : (items as Iterable<ImportItem>)[Symbol.iterator]();
    this.batch = new RowBatch(store, import_id, 0);
  }

  /** What was read so far; complete once `read` has answered true. */
  get contents(): DeliveryContents {
    const { dataset, notes, rejections, staged } = this;
    return { dataset, notes, rejections, staged, read: Math.max(this.count, staged + rejections.length) };
  }

  /** Reads on until the end (true), or until `stop` says so after a batch; all that was read is then staged. */
  async read(stop: (staged: number) => boolean = () => false): Promise<boolean> {
    for (let next = await this.items.next(); !next.done; next = await this.items.next()) {
      this.take(next.value);
      if (this.batch.rows < BATCH_ROWS) continue;
      await this.flush();
      if (!stop(this.staged)) continue;
      await this.staging;
      return false;
    }
    await this.flush();
    await this.staging;
    await this.report("storing");
    return true;
  }

  /** Reads the rest while `early` stores what is staged. */
  async read_early(early: EarlyRows): Promise<DeliveryContents> {
    await early.begin(this.staged, this.layers);
    this.early = early;
    await this.read();
    return this.contents;
  }

  /** Waits for what is still being written, and closes what is being read. */
  async close(): Promise<void> {
    await this.staging.catch(() => undefined);
    await this.items.return?.();
  }

  private take(item: ImportItem): void {
    if (item.kind === "note") this.notes.push(item);
    else if (item.kind === "rejected") this.rejections.push(item);
    else if (item.kind === "dataset") {
      if (this.early) throw new Error(`expected ${this.delivery.importer} to say what the dataset is first`);
      this.dataset = item;
    } else if (item.kind === "progress") {
      this.count = item.read;
      this.fraction = item.fraction;
    } else this.batch.add(item);
  }

  private async flush(): Promise<void> {
    await this.staging;
    const full = this.batch;
    const until = this.staged + full.rows;
    this.staged = until;
    for (const layer of full.layers) this.layers.add(layer);
    this.batch = new RowBatch(this.store, this.delivery.import_id, until);
    this.staging = full.stage().then(() => {
      this.early?.add(until, full.layers);
      return this.report("reading");
    });
    this.staging.catch(() => undefined);
  }

  private async report(state: string): Promise<void> {
    const { delivery, fraction } = this;
    const { viewer, import_id, importer, signal } = delivery;
    const { read, rejections } = this.contents;
    delivery.on_progress?.({ state, read, fraction });
    const [row] = await this.store.sql<{ cancel_requested: boolean }[]>`
      update import set state = ${state}, importer = ${importer}, read = ${read}, fraction = ${fraction},
        rejected = ${rejections.length}
      where authority_id = ${viewer.authority_id} and id = ${import_id} and state not in ('done', 'failed', 'cancelled')
      returning cancel_requested`;
    if (!row) throw new Error(`import ${import_id} was ended by another process`);
    if (row.cancel_requested && !signal.aborted) throw new DOMException("cancelled", "AbortError");
    signal.throwIfAborted();
  }
}
