import { type CsvRow, csv_table } from "./csv_table.ts";
import { layer_by_id } from "./index.ts";
import { region_names } from "./region_names.ts";
import type { Cost } from "./types.ts";

const COLUMNS = [
  ...["id", "item_nl", "item_en", "item_fr", "layer", "unit", "low", "high", "currency", "price_year"],
  ...["region", "confidence", "source_title", "source_url"],
];

/** What the cost is per; `pct` is a share, not a price. */
export const cost_units = [
  ...(["m", "m2", "m3", "cm2", "kwp", "tree", "tank", "post"] as const),
  ...(["connection", "tree_year", "request", "pct"] as const),
] as const;

/**
 * Cited unit costs, from `costs.csv` (server only); a mistake in it throws CatalogError. Years and
 * countries differ: never add them up without showing the price year, and index before use.
 */
export const costs: readonly Cost[] = csv_table(new URL("costs.csv", import.meta.url), COLUMNS, read_cost);

function read_cost(row: CsvRow): Cost {
  const layer = row.text_or_null("layer");
  if (layer !== null && !layer_by_id(layer)) row.fail("layer", "the id of a layer or nothing");
  const low = row.number("low");
  const high = row.number("high");
  if (high < low) row.fail("high", `${low} or more`);
  return {
    id: row.text("id"),
    item: { nl: row.text("item_nl"), en: row.text("item_en"), fr: row.text("item_fr") },
    layer,
    unit: row.one_of("unit", cost_units),
    low,
    high,
    currency: row.text_or_null("currency"),
    price_year: row.number_or_null("price_year"),
    region: row.one_of("region", Object.keys(region_names)),
    confidence: row.one_of("confidence", ["high", "medium", "low"]),
    source_title: row.text("source_title"),
    source_url: row.url("source_url"),
  };
}
