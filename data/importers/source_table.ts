import type { DeclaredCrs } from "./crs.ts";
import type { Row } from "./flatgeobuf.ts";
import type { ImportNote, ImportRejection } from "./types.ts";

/** A layer of a delivery as the reading side hands it to the mapping side, whatever its format. */
export interface SourceTable {
  readonly name: string;
  /** The member of the delivery it comes from. */
  readonly member: string;
  /** The source's name of the geometry type, for the mapping dialogue. */
  readonly geometry: string;
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  readonly feature_count: number | null;
  readonly declared: DeclaredCrs;
  /** True where the reader skips objects whose geometry it cannot parse: `feature_count` tells how many. */
  readonly drops_unreadable?: boolean;
  /** The rows in batches; may be called again. */
  rows(): AsyncIterable<Row[]>;
}

/** A delivery opened: its tables, what is worth knowing, and rows that could not be read at all. */
export interface OpenedDelivery {
  readonly tables: readonly SourceTable[];
  readonly notes: readonly ImportNote[];
  /** Rows refused while opening; they count as read. */
  readonly rejected: readonly ImportRejection[];
}
