import type { Store } from "../api/store/open_store.ts";
import type { ImportItem } from "./importers/types.ts";

/**
 * Puts a batch of features, centre lines and districts into `import_row` with one statement
 * (`unnest`, since the embedded store has no `COPY`). Row numbers go on from `first_row`.
 */
export async function stage_rows(
  store: Store,
  import_id: number,
  first_row: number,
  items: readonly ImportItem[],
): Promise<void> {
  if (items.length === 0) return;
  const layer: string[] = [];
  const source_id: string[] = [];
  const status: string[] = [];
  const geom: string[] = [];
  const numbers: (number | null)[][] = [[], [], [], [], []];
  const depth_source: string[] = [];
  const valid_from: (string | null)[] = [];
  const valid_to: (string | null)[] = [];
  const attributes: string[] = [];
  for (const item of items) {
    if (item.kind !== "feature" && item.kind !== "segment" && item.kind !== "district") continue;
    const feature = item.kind === "feature" ? item : null;
    layer.push(feature ? feature.layer : item.kind === "segment" ? "street_segment" : "district");
    source_id.push(item.source_id);
    status.push(feature?.status ?? "in_use");
    geom.push(item.geom_hex);
    const values = feature
      ? [
          feature.top_m,
          feature.bottom_m,
          feature.diameter_m,
          feature.position_accuracy_m,
          feature.depth_accuracy_m,
        ]
      : [null, null, null, null, null];
    for (const [index, value] of values.entries()) numbers[index]!.push(value);
    depth_source.push(feature?.depth_source ?? "unknown");
    valid_from.push(feature?.valid_from ?? null);
    valid_to.push(feature?.valid_to ?? null);
    attributes.push(JSON.stringify(attributes_of(item)));
  }
  await store.sql`
    insert into import_row (import_id, row_number, layer, source_id, status, geom, top_m, bottom_m, diameter_m,
      position_accuracy_m, depth_accuracy_m, depth_source, valid_from, valid_to, attributes)
    select ${import_id}, ${first_row} + place, layer, source_id, status, geom::geometry, top_m, bottom_m, diameter_m,
      position_accuracy_m, depth_accuracy_m, depth_source, valid_from, valid_to, attributes::jsonb
    from unnest(${layer}::text[], ${source_id}::text[], ${status}::text[], ${geom}::text[], ${numbers[0]!}::float8[],
      ${numbers[1]!}::float8[], ${numbers[2]!}::float8[], ${numbers[3]!}::float8[], ${numbers[4]!}::float8[],
      ${depth_source}::text[], ${valid_from}::date[], ${valid_to}::date[], ${attributes}::text[])
      with ordinality as t (layer, source_id, status, geom, top_m, bottom_m, diameter_m, position_accuracy_m,
        depth_accuracy_m, depth_source, valid_from, valid_to, attributes, place)`;
}

function attributes_of(
  item: Exclude<ImportItem, { kind: "note" | "rejected" | "progress" | "dataset" }>,
): object {
  if (item.kind === "feature") return item.attributes;
  if (item.kind === "segment")
    return { ...item.attributes, street_key: item.street_key, street_name: item.street_name };
  return { name: item.name, inhabitants: item.inhabitants, dwellings: item.dwellings };
}
