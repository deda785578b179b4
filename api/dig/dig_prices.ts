import { costs } from "../../data/catalog/costs.ts";
import { paving_item, trench_of, trench_share_item } from "../../data/catalog/trenches.ts";
import type { Cost } from "../../data/catalog/types.ts";
import type { Price } from "./types.ts";

const price_of = (id: string): Cost => {
  const found = costs.find((one) => one.id === id);
  if (!found) throw new Error(`Expected the cost item ${id} in data/catalog/costs.csv, got none.`);
  return found;
};

const span = ({ low, high }: Cost, factor = 1): Price => ({
  low: low * factor,
  mid: ((low + high) / 2) * factor,
  high: high * factor,
});

/** What putting a m² of paving back costs. */
export const paving_price = (): Price => span(price_of(paving_item));

/** What digging and filling a metre of trench for a line of a layer costs; null where no source has a price. */
export function trench_price(layer: string | null): Price | null {
  const item = trench_of(layer)?.item;
  return item ? span(price_of(item), price_of(trench_share_item).low / 100) : null;
}
