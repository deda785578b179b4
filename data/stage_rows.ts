import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Store } from "../api/store/open_store.ts";
import type { ImportItem } from "./importers/types.ts";

/** A row of `import_row` in the order of `columns`; the import and the number of the row come before it. */
type Row = readonly (string | number | null)[];

const columns = {
  layer: "text",
  source_id: "text",
  status: "text",
  geom: "text",
  top_m: "float8",
  bottom_m: "float8",
  diameter_m: "float8",
  position_accuracy_m: "float8",
  depth_accuracy_m: "float8",
  depth_source: "text",
  valid_from: "date",
  valid_to: "date",
  attributes: "text",
} as const;
const names = Object.keys(columns);

/**
 * Rows of a delivery on their way into `import_row`: features, centre lines and districts are added one by
 * one and put in with one statement, `COPY` where the store has it, else arrays. For `COPY` a row is
 * written out at once: rows that wait as objects are moved about by the garbage collector, which took
 * longer than reading them.
 */
export class RowBatch {
  rows = 0;
  private readonly waiting: Row[] = [];
  private text = Buffer.allocUnsafe(0);
  private bytes = 0;

  /** Row numbers go on from `first_row`. */
  constructor(
    private readonly store: Store,
    private readonly import_id: number,
    private readonly first_row: number,
  ) {}

  add(item: ImportItem): void {
    const row = row_of(item);
    if (!row) return;
    this.rows++;
    if (this.store.features.copy) this.write(row);
    else this.waiting.push(row);
  }

  /** Puts the rows in; to be called once. */
  async stage(): Promise<void> {
    if (this.rows === 0) return;
    if (!this.store.features.copy) {
      await insert_rows(this.store, this.import_id, this.first_row, this.waiting);
      return;
    }
    await this.store.sql.begin(async (sql) => {
      // A killed process leaves its last statement running in the database: rows of an import that was said to be
      // cut off meanwhile stay out, and nobody says so while they come in.
      const under_way = await sql`
        select from import where id = ${this.import_id} and state not in ('done', 'failed', 'cancelled') for share`;
      if (under_way.length === 0) throw new Error(`import ${this.import_id} was ended by another process`);
      const into: Writable = await sql
        .unsafe(`copy import_row (import_id, row_number, ${names}) from stdin`)
        .writable();
      await pipeline([this.text.subarray(0, this.bytes)], into);
    });
  }

  private write(row: Row): void {
    let line = `${this.import_id}\t${this.first_row + this.rows}`;
    for (const value of row) line += `\t${copied(value)}`;
    line += "\n";
    // A character takes three bytes at most, and two of UTF-16 four.
    if (this.bytes + line.length * 3 > this.text.length) {
      const larger = Buffer.allocUnsafe(
        Math.max(1 << 20, 2 * this.text.length, this.bytes + line.length * 3),
      );
      this.text.copy(larger, 0, 0, this.bytes);
      this.text = larger;
    }
    this.bytes += this.text.write(line, this.bytes);
  }
}

function row_of(item: ImportItem): Row | null {
  if (item.kind === "feature")
    return [
      item.layer,
      item.source_id,
      item.status,
      item.geom_hex,
      item.top_m,
      item.bottom_m,
      item.diameter_m,
      item.position_accuracy_m,
      item.depth_accuracy_m,
      item.depth_source,
      item.valid_from,
      item.valid_to,
      JSON.stringify(item.attributes),
    ];
  if (item.kind !== "segment" && item.kind !== "district") return null;
  const attributes =
    item.kind === "segment"
      ? { ...item.attributes, street_key: item.street_key, street_name: item.street_name }
      : { name: item.name, inhabitants: item.inhabitants, dwellings: item.dwellings };
  return [
    item.kind === "segment" ? "street_segment" : "district",
    item.source_id,
    "in_use",
    item.geom_hex,
    ...[null, null, null, null, null],
    "unknown",
    ...[null, null],
    JSON.stringify(attributes),
  ];
}

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const to_escape = /[\\\t\n\r]/;
/** A value in the text format of `COPY`. */
function copied(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value === "number") return String(value);
  // Nearly no text has anything to escape, and a test costs less than a replacement that finds nothing.
  return to_escape.test(value) ? value.replace(/[\\\t\n\r]/g, (sign) => escapes[sign]!) : value;
}

async function insert_rows(
  store: Store,
  import_id: number,
  first_row: number,
  rows: readonly Row[],
): Promise<void> {
  const arrays = Object.values(columns).map((type, place) => `$${place + 3}::${type}[]`);
  await store.sql.unsafe(
    `insert into import_row (import_id, row_number, ${names})
    select $1::bigint, $2::bigint + place, layer, source_id, status, geom::geometry, top_m, bottom_m, diameter_m,
      position_accuracy_m, depth_accuracy_m, depth_source, valid_from, valid_to, attributes::jsonb
    from unnest(${arrays}) with ordinality as t (${names}, place)`,
    [import_id, first_row, ...names.map((_, place) => rows.map((row) => row[place] ?? null))] as never[],
    { prepare: true },
  );
}
