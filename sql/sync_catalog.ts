import type postgres from "postgres";
import { counted_with } from "../data/catalog/counted_with.ts";
import { layers } from "../data/catalog/index.ts";
import { measure_counts } from "../data/catalog/measure_counts.ts";
import { measure_types } from "../data/catalog/measures/index.ts";
import { rules } from "../data/catalog/rules/index.ts";

/**
 * Writes the catalogue into its tables, so that foreign keys refuse unknown ids, and makes the
 * partition of each layer. Rows that left the catalogue go, unless data still refer to them (then the
 * migration stops: delete or re-import those data first).
 */
export async function sync_catalog(sql: postgres.ReservedSql): Promise<void> {
  const layer_rows = layers.map((layer, index) => ({
    id: layer.id,
    layer_group: layer.group,
    draw_order: index,
    dimensions: layer.geometry.map((kind) => ["point", "line", "area"].indexOf(kind)),
    min_zoom: layer.min_zoom,
    access_class: layer.access,
    typical_top_m: layer.typical_depth?.cover_m ?? null,
    typical_depth_accuracy_m: layer.typical_depth?.accuracy_m ?? null,
    typical_diameter_m: layer.typical_diameter_m ?? null,
    service_life_years: layer.service_life_years ?? null,
  }));
  await sql`
    insert into layer ${sql(layer_rows)}
    on conflict (id) do update set layer_group = excluded.layer_group, draw_order = excluded.draw_order, dimensions = excluded.dimensions,
      min_zoom = excluded.min_zoom, access_class = excluded.access_class, typical_top_m = excluded.typical_top_m,
      typical_depth_accuracy_m = excluded.typical_depth_accuracy_m, typical_diameter_m = excluded.typical_diameter_m,
      service_life_years = excluded.service_life_years`;

  const existing = new Set(
    (
      await sql<{ name: string }[]>`
      select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'feature'::regclass`
    ).map((row) => row.name),
  );
  for (const { id } of layers) {
    const name = `feature_${id}`;
    if (existing.has(name)) continue;
    await sql.unsafe(`
      create table ${name} partition of feature for values in ('${id}');
      create index ${name}_geom on ${name} using gist (geom);
      create index ${name}_dataset on ${name} (authority_id, dataset_id, source_id);`);
  }

  await sql`delete from rule where authority_id is null`;
  for (const rule of rules) {
    await sql`insert into rule ${sql({ ...rule, reason: sql.json(rule.reason) } as never)}`;
  }

  await sql`delete from layer_trait`;
  const trait_rows = layers.flatMap((layer) =>
    layer.traits.map((trait) => ({
      id: `${layer.id}:${trait.id}`,
      layer_id: layer.id,
      trait: trait.id,
      attribute: trait.attribute,
      attribute_values: trait.values as string[],
    })),
  );
  for (const row of trait_rows) await sql`insert into layer_trait ${sql(row)}`;

  for (const type of measure_types) {
    const row = {
      id: type.id,
      geometry: type.geometry,
      becomes: sql.json(type.becomes as never),
      removes: sql.json((type.removes ?? []) as never),
      parameters: sql.json(type.parameters as never),
      counts: sql.json(measure_counts(type) as never),
      counted_with: [...counted_with(type, measure_types)],
    };
    await sql`
      insert into measure_type ${sql(row as never)}
      on conflict (id) do update set geometry = excluded.geometry, becomes = excluded.becomes, removes = excluded.removes,
        parameters = excluded.parameters, counts = excluded.counts, counted_with = excluded.counted_with,
        recount = measure_type.recount or (measure_type.becomes, measure_type.parameters, measure_type.counts) is distinct from (excluded.becomes, excluded.parameters, excluded.counts)`;
  }
  // The partitions refuse features of unknown layers; no foreign key checks each row again.
  const [kept] = await sql<{ layer: string }[]>`
    select layer from feature where layer <> all (${layers.map((layer) => layer.id)}) limit 1`;
  if (kept)
    throw new Error(
      `Expected only layers of the catalogue in the store, got features of ${kept.layer}: delete or re-import those data first.`,
    );
  const gone_layers =
    await sql`delete from layer where id <> all (${layers.map((layer) => layer.id)}) returning id`;
  for (const { id } of gone_layers) await sql.unsafe(`drop table if exists feature_${id}`);
  await sql`delete from measure_type where id <> all (${measure_types.map((type) => type.id)})`;
}
