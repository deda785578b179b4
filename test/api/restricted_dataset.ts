import type { TestApp } from "./open_test_app.ts";

/** A restricted dataset of an organisation with lines (WKT in Lambert 72) of a layer; its id. */
export async function restricted_dataset(
  { test }: TestApp,
  of: {
    key: string;
    owner: string;
    lines: readonly string[];
    layer?: string;
    expires?: string | null;
    access_class?: string;
    attributes?: Record<string, unknown>;
  },
): Promise<number> {
  const { sql } = test.store;
  const layer = of.layer ?? "gas_low";
  await sql`insert into organisation (authority_id, id, name) values ('testdorp', ${of.owner}, ${of.owner}) on conflict do nothing`;
  const [row] = await sql<{ id: number }[]>`
    insert into dataset (authority_id, key, name, importer, source_file, owner_organisation_id, access_class, srid, expires, extent)
    select 'testdorp', ${of.key}, ${of.key}, 'test', ${of.key}, ${of.owner}, ${of.access_class ?? "restricted"}, 31370, ${of.expires ?? null}::date,
      st_expand(st_setsrid(st_extent(st_geomfromtext(l, 31370))::geometry, 31370), 0.01) from unnest(${of.lines as string[]}::text[]) l
    returning id`;
  await sql`
    insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, depth_source, top_m, bottom_m, diameter_m, position_accuracy_m, attributes)
    select 'testdorp', nextval('feature_id_seq'), ${row!.id}, ${layer}, ${of.key} || n, 'in_use', st_geomfromtext(l, 31370), 'measured', 0.8, 0.91, 0.11, 0.1,
      ${sql.json((of.attributes ?? {}) as never)}
    from unnest(${of.lines as string[]}::text[]) with ordinality l (l, n)`;
  await sql`
    insert into layer_margin as m (authority_id, layer, margin_m) select authority_id, layer, max(margin_m) from feature where dataset_id = ${row!.id} group by 1, 2
    on conflict (authority_id, layer) do update set margin_m = greatest(m.margin_m, excluded.margin_m)`;
  await sql`update authority set data_version = data_version + 1`;
  return row!.id;
}
