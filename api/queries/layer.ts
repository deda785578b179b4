import type { Transaction } from "../store/open_store.ts";

export interface LayerRow {
  readonly id: string;
  readonly group: "above" | "below";
  readonly feature_count: number;
}

/** Every layer of the catalogue in draw order, with the number of features the viewer may see. */
export async function list_layers(sql: Transaction): Promise<LayerRow[]> {
  return sql<LayerRow[]>`
    select l.id, l.layer_group as "group", c.feature_count
    from layer_counts() c join layer l on l.id = c.layer
    order by l.draw_order`;
}
