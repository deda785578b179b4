import type postgres from "postgres";
import { put_dataset, put_features, type TestFeature } from "../sql/put_features.ts";

const WEST = 165000;
const EAST = 165100;

/** The same things in the west and in the east, 100 m apart. */
const things_at = (x: number, side: string, dwellings: number): Record<string, TestFeature> => {
  const line = (from: number, to: number, y: number) =>
    `LINESTRING(${x + from} ${195000 + y},${x + to} ${195000 + y})`;
  const box = (from: number, to: number, low: number, high: number) =>
    `POLYGON((${[
      [from, low],
      [to, low],
      [to, high],
      [from, high],
      [from, low],
    ]
      .map(([across, up]) => `${x + across!} ${195000 + up!}`)
      .join(",")}))`;
  return {
    works: { layer: "works", wkt: box(20, 30, 20, 30), period: ["2090-01-01", "2090-03-01"] },
    heat_network: { layer: "heat_network", wkt: line(40, 60, 40) },
    building: { layer: "building", wkt: box(45, 55, 45, 55), attributes: { dwellings } },
    gas_low: {
      layer: "gas_low",
      wkt: line(10, 90, 70),
      source_id: `geheim-${side}`,
      top_m: 0.8,
      bottom_m: 0.91,
      diameter_m: 0.11,
      position_accuracy_m: 0.1,
    },
  };
};

/**
 * Puts the same restricted things in the west and in the east of a dataset, a public main beside each gas line, two
 * streets and a trial pit on each gas line; answers their ids and what a viewer is shown of them, one entry for
 * each function that has to ask.
 */
export async function partly_granted(
  sql: postgres.Sql,
  dataset_id: number,
  as_viewer: <T extends object>(statement: string) => Promise<readonly T[]>,
) {
  const sides = { inside: things_at(WEST, "binnen", 7), outside: things_at(EAST, "buiten", 5) };
  const ids: Record<"inside" | "outside", Record<string, number>> = { inside: {}, outside: {} };
  for (const side of ["inside", "outside"] as const) {
    const stored = await put_features(sql, "testdorp", dataset_id, Object.values(sides[side]));
    Object.keys(sides[side]).forEach((name, place) => {
      ids[side][name] = stored[place]!;
    });
  }
  const open = await put_dataset(sql, "testdorp");
  const main = {
    layer: "water_main",
    top_m: 0.8,
    bottom_m: 0.95,
    diameter_m: 0.15,
    position_accuracy_m: 0.1,
  };
  await put_features(
    sql,
    "testdorp",
    open,
    [WEST, EAST].map((x) => ({ ...main, wkt: `LINESTRING(${x + 10} 195070.3,${x + 90} 195070.3)` })),
  );
  await sql`
    insert into street (authority_id, id, name, named, length_m, zone, zone_source, axis, search_name)
    select 'testdorp', id, id, true, 100, st_makeenvelope(x, 195000, x + 100, 195100, 31370), 'parcel',
      st_setsrid(st_makeline(st_point(x, 195050), st_point(x + 100, 195050)), 31370), id
    from (values ('west', ${WEST}::float8), ('east', ${EAST}::float8)) s (id, x)`;
  await sql`
    insert into trial_pit (authority_id, layer, feature_id, dataset_id, geom, position_accuracy_m, top_m, depth_accuracy_m, measured_on, created_by, organisation_id)
    select 'testdorp', 'gas_low', f.id, f.dataset_id, st_centroid(f.geom), 0.05, 0.8, 0.02, '2026-01-01', 'x', 'gas'
    from feature f where f.id = any (${[ids.inside.gas_low!, ids.outside.gas_low!]}::bigint[])`;
  await sql.begin(async (owner) => {
    await owner`select set_config('straatlagen.authority', 'testdorp', true)`;
    await owner`select analyse_chunk(layer, from_id, to_id) from analysis_chunks()`;
  });

  const lines = [WEST, EAST].map(
    (x) => `st_transform(st_geomfromtext('LINESTRING(${x + 10} 195070.6,${x + 90} 195070.6)', 31370), 4326)`,
  );
  const ask = async <T>(statement: string): Promise<T> =>
    ((await as_viewer<{ said: T }>(`select to_json((${statement})) as said`))[0] as { said: T }).said;
  const both = async <T>(statement: (id: number) => string): Promise<{ inside: T; outside: T }> => ({
    inside: await ask<T>(statement(ids.inside.gas_low!)),
    outside: await ask<T>(statement(ids.outside.gas_low!)),
  });
  const list = (what: string, from: string) => `select coalesce(json_agg(${what}), '[]') from ${from}`;
  const seen = async () => {
    // Found from centre lines, which this town has not.
    await sql`update finding set street_id = 'west'`;
    return shown();
  };
  const shown = async () => ({
    openings: await ask(list("id order by id", "openings(null, null)")),
    street_openings: await ask(list("street_id order by street_id", "street_openings('{}')")),
    heat_reach: await ask("select dwellings from heat_reach('{}') where scenario_id is null"),
    restricted_words: await ask(
      "restricted_words('Let op geheim-binnen en geheim-buiten', 'street', 'west')",
    ),
    corridor_findings: await ask(
      list(
        "distinct other_id",
        `corridor_findings('heat_line', array[${lines.join(",")}], array['{}', '{}']::jsonb[]) where other_layer = 'gas_low' and other_id is not null`,
      ),
    ),
    sees_feature: await both((id) => `sees_feature('gas_low', ${id})`),
    trial_pits: await both((id) => `select count(*) from trial_pits('gas_low', ${id})`),
    history: await ask("select count(*) from change where word = 'trial_pit' and action = 'insert'"),
    row: await both((id) => `exists (select from feature where id = ${id})`),
    hidden_works_owners: {
      west: await ask(list("o", "hidden_works_owners('west') o")),
      east: await ask(list("o", "hidden_works_owners('east') o")),
    },
  });
  return { seen, inside: ids.inside, outside: ids.outside };
}
