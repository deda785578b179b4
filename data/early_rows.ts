import type { Transaction } from "../api/store/open_store.ts";

/**
 * Rows of a delivery that are stored while those after them are still being read, in the transaction
 * that will store the rest. Only where that costs nothing: the dataset is new (no object has to keep an id),
 * and the indexes of the layers are put aside, as they are for the many rows of such a delivery. From the
 * first batch with another layer on everything is left to the end, so that rows are stored in their order.
 */
export class EarlyRows {
  /** The first so many rows were stored, or are about to be. */
  rows = 0;
  features = 0;
  shelved: readonly string[] = [];
  private open = false;
  private given_up = false;
  private storing: Promise<void> = Promise.resolve();

  constructor(
    private readonly sql: Transaction,
    private readonly authority_id: string,
    private readonly import_id: number,
    private readonly dataset_id: number,
  ) {}

  /** Begins with the rows that are staged, `count` of them, of the given layers. */
  async begin(count: number, layers: Iterable<string>): Promise<void> {
    const [there] = await this.sql<{ features: boolean }[]>`
      select exists (select from feature where authority_id = ${this.authority_id} and dataset_id = ${this.dataset_id}) as features`;
    if (there!.features) return;
    // Counts of now, for the planner: the table fills and empties with every import.
    await this.sql`analyze import_row (import_id, row_number, layer, source_id)`;
    const [row] = await this.sql<{ shelved: string[] }[]>`
      select shelve_spatial_indexes(${this.import_id}) as shelved`;
    this.shelved = row!.shelved;
    this.open = true;
    this.add(count, layers);
  }

  /** The rows until the `until`th are staged, of the given layers. Does not wait until they are stored. */
  add(until: number, layers: Iterable<string>): void {
    this.open &&= [...layers].every((layer) => this.shelved.includes(layer));
    if (!this.open) return;
    const after = this.rows;
    this.rows = until;
    this.storing = this.storing.then(async () => {
      if (this.given_up) return;
      const [row] = await this.sql<{ features: number }[]>`
        select store_import_features(${this.import_id}, ${this.dataset_id}, ${after}, ${until}) as features`;
      this.features += row!.features;
    });
    this.storing.catch(() => undefined);
  }

  /**
   * Reads on, and waits until all that was added is stored; throws what went wrong. Nothing is asked of the
   * transaction any more once this has ended: its connection is soon another's.
   */
  async during<T>(read_on: () => Promise<T>): Promise<T> {
    try {
      const contents = await read_on();
      await this.storing;
      return contents;
    } catch (error) {
      this.given_up = true;
      await this.storing.catch(() => undefined);
      throw error;
    }
  }
}
