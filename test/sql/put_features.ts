import type postgres from "postgres";

/** A feature as a test writes it down; what is left out is unknown, in use, without period or attributes. */
export interface TestFeature {
  readonly layer: string;
  /** In EPSG:31370. */
  readonly wkt: string;
  readonly source_id?: string;
  readonly status?: string;
  readonly diameter_m?: number | null;
  readonly position_accuracy_m?: number | null;
  readonly top_m?: number | null;
  readonly bottom_m?: number | null;
  readonly depth_accuracy_m?: number | null;
  readonly depth_source?: string;
  /** First and last day; null: open. */
  readonly period?: readonly [string | null, string | null] | null;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** The dataset that directly inserted features belong to; made once. */
export async function put_dataset(
  sql: postgres.Sql | postgres.TransactionSql,
  authority_id: string,
): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid)
    values (${authority_id}, 'case', 'case', 'test', 'case', 'town', 'public', 31370)
    on conflict (authority_id, key) do update set name = excluded.name returning id`;
  return row!.id;
}

/**
 * Inserts features with plain statements, without the import: their ids in the order given. As the
 * import does, keeps `layer_margin` large enough and derives the traits from the attributes.
 */
export async function put_features(
  sql: postgres.Sql,
  authority_id: string,
  dataset_id: number,
  features: readonly TestFeature[],
): Promise<number[]> {
  const rows = features.map((feature, place) => ({
    place,
    source_id: `${place}`,
    status: "in_use",
    depth_source: feature.top_m === undefined || feature.top_m === null ? "unknown" : "measured",
    attributes: {},
    from: feature.period?.[0] ?? null,
    to: feature.period?.[1] ?? null,
    has_period: Boolean(feature.period),
    ...feature,
  }));
  const stored = await sql<{ id: number }[]>`
    insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, top_m, bottom_m, diameter_m,
      position_accuracy_m, depth_accuracy_m, depth_source, period, blocked_until, traits, attributes)
    select ${authority_id}, nextval('feature_id_seq'), ${dataset_id}, layer, source_id, status, st_geomfromtext(wkt, 31370), top_m, bottom_m,
      diameter_m, position_accuracy_m, depth_accuracy_m, depth_source,
      case when has_period then daterange("from", "to", '[]') end,
      (attributes ->> 'blocked_until')::date, traits_of(layer, attributes), attributes
    from (select * from jsonb_to_recordset(${sql.json(rows as never)}) as r (place int, layer text, source_id text, status text, wkt text,
      top_m float8, bottom_m float8, diameter_m float8, position_accuracy_m float8, depth_accuracy_m float8, depth_source text,
      "from" date, "to" date, has_period boolean, attributes jsonb) order by place) o
    returning id`;
  await sql`
    insert into layer_margin as m (authority_id, layer, margin_m)
    select authority_id, layer, max(margin_m) from feature where authority_id = ${authority_id} group by 1, 2
    on conflict (authority_id, layer) do update set margin_m = greatest(m.margin_m, excluded.margin_m)`;
  return stored.map((row) => row.id);
}
