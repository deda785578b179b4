import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depths } from "../../data/catalog/depths.ts";
import { layers } from "../../data/catalog/index.ts";
import { demo_district } from "../../data/demo/demo_district.ts";
import { load_generated } from "../../data/load_demo.ts";
import { expect_a_section_of_every_street } from "../sql/every_street.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";

const surfaces = ["carriageway", "footway", "cycle_path", "parking"];
const mains = layers.filter((layer) => layer.buried_line).map((layer) => layer.id);

// One store is enough: what is asked is whether the generator draws well. The faster one where it is here.
describe("the demo district in the store", () => {
  let town: TestStore;
  beforeAll(async () => {
    town = await open_test_store(store_kinds[store_kinds.length - 1]!);
    const reports = await load_generated(town.store, demo_district({ seed: 1, streets: 40 }));
    console.log(reports.map(({ file, stored }) => `${stored} ${file}`).join("\n"));
    for (const report of reports) {
      expect(report, report.file).toMatchObject({ repaired: 0, rejected: 0, stored: report.read });
      expect(report.stored).toBeGreaterThan(0);
    }
  });
  afterAll(() => town?.close());

  test("the town's planners see the town's own sewers, and of other networks only that they are there", async () => {
    const planner = { ...town.viewer, role: "planner" } as const;
    const seen = await town.store.as_viewer(
      planner,
      (sql) => sql<{ layer: string; n: number }[]>`
      select layer, count(*)::int as n from feature where layer in ('sewer_combined', 'sewer_rain', 'sewer_foul', 'gas_low', 'water_main', 'public_lighting') group by 1 order by 1`,
    );
    const [owner] = await town.store.sql<{ name: string }[]>`
      select o.name from dataset d join organisation o on o.authority_id = d.authority_id and o.id = d.owner_organisation_id where d.key = 'demo_sewers'`;
    expect(owner!.name).toBe("Testdorp");
    expect(seen.map((one) => one.layer).filter((layer) => layer.startsWith("sewer")).length).toBeGreaterThan(
      0,
    );
    expect(seen.map((one) => one.layer)).not.toContain("gas_low");
    expect(seen.map((one) => one.layer)).not.toContain("water_main");
  });

  test("every geometry is valid", async () => {
    const [row] = await town.store.sql<{ bad: number; all: number }[]>`
      select count(*) filter (where not st_isvalid(geom) or st_isempty(geom))::int as bad, count(*)::int as all from feature`;
    expect(row!.bad).toBe(0);
    expect(row!.all).toBeGreaterThan(8_000);
  });

  test("no building stands on the street, no surface of the street lies on another", async () => {
    const overlaps = await town.store.sql<{ a: string; b: string; area_m2: number }[]>`
      select a.source_id as a, b.source_id as b, st_area(st_intersection(a.geom, b.geom)) as area_m2
      from feature a join feature b on a.geom && b.geom and (a.layer, a.id) < (b.layer, b.id)
      where a.layer = any (${[...surfaces, "building"]}) and b.layer = any (${[...surfaces, "building"]})
        and st_area(st_intersection(a.geom, b.geom)) >= 0.05`;
    expect(overlaps).toEqual([]);
  });

  test("mains lie in the street, between its facades or on its surfaces, at least 99 % of their length", async () => {
    // The transport lines run beside the town; cabinets are points.
    const in_streets = mains.filter((id) => !["gas_high", "electricity_hv", "utility_other"].includes(id));
    const rows = await town.store.sql<{ layer: string; length_m: number; inside_m: number }[]>`
      with zone as materialized (
        select st_subdivide(st_buffer(st_union(s.geom), 0.02), 100) as geom
        from (
          select zone as geom from street
          union all select geom from feature where layer = any (${surfaces}) or (layer = 'green' and attributes ->> 'kind' in ('verge', 'planting'))
        ) s
      ),
      main as (select layer, geom from feature where layer = any (${in_streets}) and attributes ->> 'connection' is distinct from 'true'),
      whole as (select layer, sum(st_length(geom)) as length_m from main group by layer)
      select w.layer, w.length_m, (
        select sum(st_length(st_intersection(m.geom, z.geom))) from main m join zone z on st_intersects(z.geom, m.geom) where m.layer = w.layer
      ) as inside_m
      from whole w`;
    expect(rows.map((row) => row.layer).sort()).toEqual([...in_streets].sort());
    for (const { layer, length_m, inside_m } of rows)
      expect(inside_m / length_m, `${layer} of ${Math.round(length_m)} m`).toBeGreaterThan(0.99);
  });

  test("covers are within the sources' bounds", async () => {
    const rows = await town.store.sql<{ layer: string; least_m: number; most_m: number }[]>`
      select layer, min(top_m) as least_m, max(top_m) as most_m from feature
      where layer = any (${mains}) and top_m is not null and depth_source in ('measured', 'network_default')
      group by layer`;
    let bounded = 0;
    for (const { layer, least_m, most_m } of rows) {
      const cited = depths.filter((row) => row.layer === layer);
      const lows = cited.flatMap((row) => row.cover_min_m ?? []);
      if (lows.length > 0)
        expect(least_m, `least cover of ${layer}`).toBeGreaterThanOrEqual(Math.min(...lows));
      const highs = cited.flatMap((row) => row.cover_max_m ?? []);
      if (highs.length > 0) expect(most_m, `most cover of ${layer}`).toBeLessThanOrEqual(Math.max(...highs));
      bounded += lows.length + highs.length;
    }
    expect(bounded).toBeGreaterThan(10);
  });

  test("every street yields a section", () => expect_a_section_of_every_street(town));

  test("has streets that are fine and streets that are not", async () => {
    const streets = await town.store.sql<{ name: string; hot: number }[]>`
      select t.name, coalesce(sum(s.findings) filter (where s.verdict = 'violated' and s.severity <> 'inform'), 0)::int as hot
      from street t left join street_summary s on s.authority_id = t.authority_id and s.street_id = t.id
      group by t.id, t.name order by hot desc`;
    const hot = streets.map((street) => street.hot);
    const median = hot[Math.floor(hot.length / 2)]!;
    console.log(
      `${streets.length} streets, too close at ${hot.reduce((sum, n) => sum + n, 0)} places; worst ${streets[0]!.name} ${hot[0]}, median ${median}, best ${hot[hot.length - 1]}`,
    );
    expect(streets.length).toBeGreaterThanOrEqual(36);
    expect(streets.length).toBeLessThanOrEqual(46);
    expect(hot[0]).toBeGreaterThan(60);
    expect(median).toBeLessThan(80);
    expect(hot[hot.length - 1]).toBeLessThan(15);
  });
});
