import { type CsvRow, csv_table } from "./csv_table.ts";
import { layer_by_id } from "./index.ts";
import type { Depth } from "./types.ts";

const COLUMNS = [
  ...["id", "layer", "context", "cover_min_m", "cover_typical_m", "cover_max_m", "outer_diameter_min_mm"],
  ...["outer_diameter_max_mm", "trench_width_m", "region", "confidence", "source_title", "source_url"],
];

/** Cited burial depths and sizes, from `depths.csv` (server only); a mistake in it throws CatalogError. */
export const depths: readonly Depth[] = csv_table(
  new URL("depths.csv", import.meta.url),
  COLUMNS,
  read_depth,
);

function read_depth(row: CsvRow): Depth {
  const layer = row.text("layer");
  if (!layer_by_id(layer)) row.fail("layer", "the id of a layer");
  return {
    id: row.text("id"),
    layer,
    context: row.text("context"),
    cover_min_m: row.number_or_null("cover_min_m"),
    cover_typical_m: row.number_or_null("cover_typical_m"),
    cover_max_m: row.number_or_null("cover_max_m"),
    outer_diameter_min_mm: row.number_or_null("outer_diameter_min_mm"),
    outer_diameter_max_mm: row.number_or_null("outer_diameter_max_mm"),
    trench_width_m: row.number_or_null("trench_width_m"),
    region: row.text("region"),
    confidence: row.one_of("confidence", ["high", "medium", "low"]),
    source_title: row.text("source_title"),
    source_url: row.url("source_url"),
  };
}
