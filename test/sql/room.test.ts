import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { put_dataset, put_features } from "./put_features.ts";
import { ORIGIN, random_town } from "./random_town.ts";

/** Nearer to the edge of the band than this the two may differ. */
const EDGE_M = 0.05;

const asked = [
  { measure_type: "tree", parameters: { species_class: "small", root_barrier: true, root_radius_m: 2 } },
  { measure_type: "tree", parameters: { species_class: "medium" } },
  { measure_type: "charge_point", parameters: {} },
] as const;

interface Place {
  readonly inside: boolean;
  readonly edge_m: number;
  readonly violated: string[];
}

describe.each(store_kinds)("room on %s", (kind) => {
  /** The embedded store previews more slowly: fewer places there. */
  const step_m = kind === "embedded" ? 4.1 : 2.3;
  let test: TestStore;
  let scenario_id = 0;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    const { authority_id } = test.viewer;
    const dataset_id = await put_dataset(sql, authority_id);
    const sparse = random_town(11, 26, 120).filter(({ layer }) => layer !== "electricity_hv");
    // Parking and an overlap with depth, which the random town has none of.
    await put_features(sql, authority_id, dataset_id, [
      ...sparse,
      {
        layer: "parking",
        wkt: "POLYGON((165080 195005,165110 195005,165110 195012,165080 195012,165080 195005))",
        position_accuracy_m: 0.1,
      },
    ]);
    await sql`
      insert into street (authority_id, id, name, named, length_m, zone, zone_source, axis, search_name)
      values (${authority_id}, 'straat', 'Straat', true, 120,
        st_makeenvelope(${ORIGIN.x}, ${ORIGIN.y}, ${ORIGIN.x + 120}, ${ORIGIN.y + 30}, 31370), 'default_width',
        st_geomfromtext('LINESTRING(165000 195015,165120 195015)', 31370), 'straat')`;
    scenario_id = await test.store.as_viewer(test.viewer, async (tx) => {
      const [row] = await tx<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${authority_id}, 'plaats') returning id`;
      await tx`select save_measure(${row!.id}, null, null, 'heat_line', '',
        st_transform(st_geomfromtext('LINESTRING(165010 195021,165080 195018)', 31370), 4326), '{}')`;
      return row!.id;
    });
  });
  afterAll(() => test.close());

  it.each(asked)(
    "$measure_type $parameters: the band is where previews show no violated conflict",
    async (one) => {
      const places = await test.store.as_viewer(test.viewer, async (sql) => {
        await sql`set local statement_timeout to '60s'`;
        return sql<Place[]>`
        with room as materialized (
          select st_transform(band_wgs84, 31370) as band
          from room(${one.measure_type}, ${sql.json(one.parameters)}, 'straat', ${scenario_id})
        )
        select coalesce(st_intersects(g, band), false) as inside, coalesce(st_distance(g, st_boundary(band)), 1e9) as edge_m,
          array(select rule_id from json_populate_recordset(null::finding_row, (preview(${one.measure_type}, g, ${sql.json(one.parameters)}, ${scenario_id})).findings) p
            where p.kind = 'conflict' and p.verdict = 'violated') as violated
        from room cross join generate_series(0, ${Math.floor(119 / step_m)}::int) i cross join generate_series(0, ${Math.floor(29 / step_m)}::int) j
        cross join lateral (select st_setsrid(st_point(${ORIGIN.x} + 0.4 + ${step_m}::float8 * i, ${ORIGIN.y} + 0.7 + ${step_m}::float8 * j), 31370) as g) p`;
      });
      const clear_of_edge = places.filter((place) => place.edge_m > EDGE_M);
      const wrong = clear_of_edge.filter((place) => place.inside !== (place.violated.length === 0));
      expect(wrong).toEqual([]);
      // Of a band without room or without an obstacle this would say nothing.
      const inside = clear_of_edge.filter((place) => place.inside).length;
      expect(inside).toBeGreaterThan(10);
      expect(clear_of_edge.length - inside).toBeGreaterThan(10);
      expect(clear_of_edge.length).toBeGreaterThan(places.length * 0.9);
    },
  );

  it("leaves what the viewer may not see out of the band, and names its layer", async () => {
    const { sql } = test.store;
    const ask = (viewer: TestStore["viewer"]) =>
      test.store.as_viewer(
        viewer,
        (tx) =>
          tx<{ area_m2: number; hidden_layers: string[]; blocked_by: { layer: string }[] }[]>`
          select area_m2, hidden_layers, blocked_by from room('tree', '{"species_class": "small"}', 'straat')`,
      );
    const [all] = await ask(test.viewer);
    await sql`update dataset set access_class = 'restricted', owner_organisation_id = 'town'`;
    const [some] = await ask({ ...test.viewer, role: "planner", organisation_id: "elders" });
    await sql`update dataset set access_class = 'public'`;
    expect(all!.hidden_layers).toEqual([]);
    expect(some!.hidden_layers.length).toBeGreaterThan(2);
    expect(some!.blocked_by).toEqual([]);
    expect(some!.area_m2).toBeCloseTo(120 * 30, 6);
  });

  it("has no answer for a street that is none", async () => {
    const rows = await test.store.as_viewer(
      test.viewer,
      (sql) => sql`select * from room('tree', '{}', 'nergens')`,
    );
    expect(rows).toHaveLength(0);
  });
});
