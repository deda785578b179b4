import { CatalogError } from "../csv_table.ts";
import type { Rule } from "../types.ts";
import { read_rules } from "./read_rules.ts";
import { with_defaults } from "./with_defaults.ts";

/**
 * Every rule: the cited rows of `clearances.csv`, then the rows of `defaults.csv` where those leave a gap.
 * Read from disk when this module loads (server only); a mistake in a table throws CatalogError.
 */
export const rules: readonly Rule[] = with_defaults(
  read_rules(new URL("clearances.csv", import.meta.url)),
  read_rules(new URL("defaults.csv", import.meta.url)),
);

const ids = new Set<string>();
for (const { id } of rules) {
  if (ids.has(id)) throw new CatalogError(`rule ${id}: expected one row of this id, got two`);
  ids.add(id);
}
