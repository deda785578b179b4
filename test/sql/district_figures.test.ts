import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { put_dataset, put_features } from "./put_features.ts";
import { ORIGIN } from "./random_town.ts";

const at = (x: number, y: number) => `${ORIGIN.x + x} ${ORIGIN.y + y}`;
const box = (x0: number, y0: number, x1: number, y1: number) =>
  `POLYGON((${at(x0, y0)},${at(x1, y0)},${at(x1, y1)},${at(x0, y1)},${at(x0, y0)}))`;

describe.each(store_kinds)("figures of a district on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
    const { sql } = test.store;
    const { authority_id } = test.viewer;
    const dataset_id = await put_dataset(sql, authority_id);
    for (const [id, x] of [
      ["a_west", 0],
      ["b_east", 100],
    ] as const)
      await sql`
        insert into district (authority_id, id, dataset_id, name, geom)
        values (${authority_id}, ${id}, ${dataset_id}, ${id}, st_multi(st_geomfromtext(${box(x, 0, x + 100, 100)}, 31370)))`;
    await put_features(sql, authority_id, dataset_id, [
      { layer: "carriageway", wkt: box(-20, 40, 150, 46) },
      { layer: "parking", wkt: box(90, 46, 110, 48), attributes: { bays: 4 } },
      { layer: "parking", wkt: box(10, 46, 20, 48) },
      {
        layer: "gas_low",
        wkt: `LINESTRING(${at(0, 50)},${at(200, 50)})`,
        diameter_m: 0.1,
        position_accuracy_m: 0.1,
      },
    ]);
  });
  afterAll(() => test.close());

  it("surface_today clips areas; a parking's spaces belong where its middle lies", async () => {
    const ask = (id: string | null) =>
      test.store.as_viewer(test.viewer, (sql) => sql`select * from surface_today(${id}) order by surface`);
    expect([...(await ask("a_west"))]).toEqual([
      { surface: "carriageway", area_m2: expect.closeTo(600, 6), spaces: null, without_spaces: 0 },
      { surface: "parking", area_m2: expect.closeTo(40, 6), spaces: expect.anything(), without_spaces: 1 },
    ]);
    expect([...(await ask(null))]).toMatchObject([
      { surface: "carriageway", area_m2: expect.closeTo(1020, 6) },
      { surface: "parking", area_m2: expect.closeTo(60, 6), spaces: 4, without_spaces: 1 },
    ]);
    // East has 20 m² of the parking whose middle lies on the border, and 300 m² of carriageway.
    expect((await ask("b_east")).map((row) => Math.round(row.area_m2 as number))).toEqual([300, 20]);
  });

  it("finding_count_by_district counts each finding once, where its measure is or where it is found; copy_scenario has the same", async () => {
    const made = await test.store.as_viewer(test.viewer, async (sql) => {
      const [scenario] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'counted') returning id`;
      const id = scenario!.id;
      const trees = `MULTIPOINT((${at(50, 51)}),(${at(150, 51)}),(${at(160, 51)}))`;
      for (const [type, wkt] of [
        ["tree", trees],
        ["tree", `POINT(${at(20, 51)})`],
      ] as const)
        await sql`
          select save_measure(${id}, null, null, ${type}, '', st_transform(st_geomfromtext(${wkt}, 31370), 4326), '{}', null::daterange)`;
      const [copy] = await sql<{ id: number }[]>`select copy_scenario(${id}, 'copy') as id`;
      return [id, copy!.id];
    });
    const rows = await test.store.as_viewer(
      test.viewer,
      (sql) => sql<{ scenario_id: number; district_id: string; findings: number }[]>`
        select scenario_id, district_id, sum(findings)::int as findings from finding_count_by_district(${made}) group by 1, 2 order by 1, 2`,
    );
    const [all] = await test.store.sql<{ n: number }[]>`
      select count(*)::int as n from finding where scenario_id = ${made[0]!}`;
    for (const id of made) {
      const of = rows.filter((row) => row.scenario_id === id);
      expect(of.reduce((sum, row) => sum + row.findings, 0)).toBe(all!.n);
      expect(of.map((row) => row.district_id)).toEqual(["a_west", "b_east"]);
    }
    expect(all!.n).toBeGreaterThan(4);
    // Removed: what the tree in the west alone was found to be is gone, all else stays.
    const [tree] = await test.store.sql<{ id: number; version: number; n: number }[]>`
      select m.id, m.version, (select count(*)::int from finding f where f.scenario_id = m.scenario_id
        and (f.a_kind = 'measure' and f.a_id = m.id or f.b_kind = 'measure' and f.b_id = m.id)) as n
      from measure m where m.scenario_id = ${made[0]!} and st_numgeometries(m.geom) = 1`;
    const [left] = await test.store.as_viewer(test.viewer, async (sql) => {
      await sql`select delete_measure(${tree!.id}, ${tree!.version})`;
      return sql<{ n: number }[]>`
        select sum(findings)::int as n from finding_count_by_district(${[made[0]!]})`;
    });
    expect(tree!.n).toBeGreaterThan(0);
    expect(left!.n).toBe(all!.n - tree!.n);
  });

  it("another authority's scenarios are not counted", async () => {
    const stranger = { ...test.viewer, authority_id: "elders" };
    await test.store.sql`insert into authority (id, name) values ('elders', 'Elders') on conflict do nothing`;
    const ids = (await test.store.sql<{ id: number }[]>`select id from scenario`).map((row) => row.id);
    expect(ids.length).toBeGreaterThan(0);
    const seen = await test.store.as_viewer(stranger, (sql) =>
      Promise.all([
        sql`select * from finding_count_by_district(${ids})`,
        sql`select * from measure_effect`,
        sql`select copy_scenario(${ids[0]!}, 'stolen') as id`,
      ]),
    );
    expect(seen.map((rows) => [...rows])).toEqual([[], [], [{ id: null }]]);
  });
});
