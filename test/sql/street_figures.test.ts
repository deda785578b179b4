import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { put_dataset, put_features } from "./put_features.ts";
import { ORIGIN } from "./random_town.ts";

const at = (x: number, y: number) => `${ORIGIN.x + x} ${ORIGIN.y + y}`;
const box = (x0: number, y0: number, x1: number, y1: number) =>
  `POLYGON((${at(x0, y0)},${at(x1, y0)},${at(x1, y1)},${at(x0, y1)},${at(x0, y0)}))`;
const line = (x0: number, y0: number, x1: number, y1: number) => `LINESTRING(${at(x0, y0)},${at(x1, y1)})`;

/** Two streets from west to east, 60 m apart, each 200 m long and 12 m wide; the border of two districts at 100 m. */
describe.each(store_kinds)("figures per street on %s", (kind) => {
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
        values (${authority_id}, ${id}, ${dataset_id}, ${id}, st_multi(st_geomfromtext(${box(x, -50, x + 100, 150)}, 31370)))`;
    for (const [n, [id, y]] of (
      [
        ["lange_straat", 0],
        ["korte_straat", 60],
      ] as const
    ).entries()) {
      await sql`
        insert into street (authority_id, id, name, named, length_m, zone, zone_source, axis, search_name)
        values (${authority_id}, ${id}, ${id}, true, 200, st_geomfromtext(${box(0, y - 6, 200, y + 6)}, 31370), 'parcel',
          st_geomfromtext(${line(0, y, 200, y)}, 31370), ${id})`;
      await sql`
        insert into street_segment (authority_id, id, dataset_id, street_id, source_id, geom)
        values (${authority_id}, ${n + 1}, ${dataset_id}, ${id}, ${id}, st_geomfromtext(${line(0, y, 200, y)}, 31370))`;
    }
    await put_features(sql, authority_id, dataset_id, [
      { layer: "parking", wkt: box(10, 3, 40, 5), attributes: { bays: 6 } },
      { layer: "parking", wkt: box(90, 3, 120, 5), attributes: { bays: 5 } },
      { layer: "parking", wkt: box(150, 3, 160, 5) },
      { layer: "parking", wkt: box(10, 63, 30, 65), attributes: { bays: 4 } },
      // Houses 8 m north of the first street's axis, and one 30 m south of it.
      { layer: "building", wkt: box(10, 8, 20, 18), attributes: { dwellings: 2 } },
      { layer: "building", wkt: box(95, 8, 103, 18), attributes: { dwellings: 3 } },
      { layer: "building", wkt: box(150, 8, 160, 18) },
      { layer: "building", wkt: box(10, -40, 20, -30), attributes: { dwellings: 7 } },
      { layer: "heat_network", wkt: line(140, 0, 190, 0), diameter_m: 0.1 },
      { layer: "works", wkt: box(0, -4, 50, 4), period: ["2027-03-01", "2027-06-30"] },
      { layer: "works", wkt: box(0, 56, 50, 64) },
      // Takes the street and opens nothing.
      {
        layer: "works",
        wkt: box(0, -4, 50, 4),
        period: ["2028-03-01", "2028-03-02"],
        attributes: { event: true },
      },
    ]);
  });
  afterAll(() => test.close());

  type Drawn = readonly [type: string, wkt: string, period?: string | null, parameters?: object];
  async function scenario(...measures: readonly Drawn[]): Promise<number> {
    return test.store.as_viewer(test.viewer, async (sql) => {
      const [row] = await sql<{ id: number }[]>`
        insert into scenario (authority_id, name) values (${test.viewer.authority_id}, 'straten') returning id`;
      for (const [type, wkt, period = null, parameters = {}] of measures)
        await sql`
          select save_measure(${row!.id}, null, null, ${type}, '', st_transform(st_geomfromtext(${wkt}, 31370), 4326),
            ${sql.json(parameters as never)}, ${period}::daterange)`;
      return row!.id;
    });
  }
  const remove_first = (scenario_id: number) =>
    test.store.as_viewer(
      test.viewer,
      (sql) =>
        sql`select delete_measure(id, version) from measure where scenario_id = ${scenario_id} order by id limit 1`,
    );

  describe("heat_reach", () => {
    const ask = async (ids: number[], district: string | null = null) =>
      [
        ...(await test.store.as_viewer(
          test.viewer,
          (sql) =>
            sql`select dwellings::int, buildings::int, without_dwellings::int from heat_reach(${ids}, ${district}) order by scenario_id nulls first`,
        )),
      ].map((row) => [row.dwellings, row.buildings, row.without_dwellings]);

    it("today: the house at 150 has no number of dwellings", async () => {
      expect(await ask([])).toEqual([[0, 1, 1]]);
      const [reach] = await test.store.sql`select heat_reach_m() as reach_m`;
      expect(reach).toEqual({ reach_m: 20 });
    });
    it("clipped: a house belongs to the district of its middle", async () => {
      const id = await scenario(["heat_line", line(0, 0, 130, 0)]);
      // 2 at 10 and 3 at 95 (middle 99: west), besides today's; 7 dwellings stand 30 m away.
      expect(await ask([id])).toEqual([
        [0, 1, 1],
        [5, 3, 1],
      ]);
      expect(await ask([id], "a_west")).toEqual([
        [0, 0, 0],
        [5, 2, 0],
      ]);
      expect(await ask([id], "b_east")).toEqual([
        [0, 1, 1],
        [0, 1, 1],
      ]);
    });
    it("overlapping: two lines past one house count it once", async () => {
      const id = await scenario(["heat_line", line(0, 0, 60, 0)], ["heat_line", line(0, 2, 60, 2)]);
      expect((await ask([id]))[1]).toEqual([2, 2, 1]);
    });
    it("removed: without its line a house is out of reach again", async () => {
      const id = await scenario(["heat_line", line(0, 0, 60, 0)]);
      await remove_first(id);
      expect((await ask([id]))[1]).toEqual([0, 1, 1]);
    });
  });

  describe("street_openings", () => {
    const ask = async (id: number) =>
      [
        ...(await test.store.as_viewer(
          test.viewer,
          (sql) => sql`
            select scenario_id is null as today, street_id, openings::int, undated::int from street_openings(${[id]}) order by 1 desc, 2`,
        )),
      ].map((row) => [row.today, row.street_id, row.openings, row.undated]);
    const today = [
      [true, "korte_straat", 0, 1],
      [true, "lange_straat", 1, 0],
    ];

    it("clipped: a line through both streets opens both, one in a garden none", async () => {
      const id = await scenario(
        ["sewer_replacement", line(150, -5, 150, 65), "[2030-01-01,2030-06-30]"],
        ["sewer_replacement", line(10, 30, 60, 30), "[2031-01-01,2031-06-30]"],
      );
      expect(await ask(id)).toEqual([...today, [false, "korte_straat", 1, 1], [false, "lange_straat", 2, 0]]);
    });
    it("overlapping: what meets in time is one opening, what follows later another", async () => {
      const id = await scenario(
        ["sewer_replacement", line(0, 1, 100, 1), "[2027-06-01,2027-09-30]"],
        ["heat_line", line(0, -1, 100, -1), "[2027-10-01,2027-12-31]"],
        ["cable_renewal", line(0, -2, 100, -2), "[2029-01-01,2029-02-01]"],
      );
      // Works March–June, sewer June–September, heat from the day after: one; the cable of 2029: two.
      expect(await ask(id)).toEqual([...today, [false, "korte_straat", 0, 1], [false, "lange_straat", 2, 0]]);
    });
    it("removed: without the measure the street is opened as today; trees and nothing undated open none", async () => {
      const id = await scenario(["sewer_replacement", line(0, 60, 100, 60)], ["tree", `POINT(${at(80, 4)})`]);
      expect((await ask(id))[2]).toEqual([false, "korte_straat", 0, 2]);
      await remove_first(id);
      expect((await ask(id)).slice(2).map((row) => row.slice(1))).toEqual(today.map((row) => row.slice(1)));
    });
  });

  describe("street_parking", () => {
    const ask = async (id: number) =>
      [
        ...(await test.store.as_viewer(
          test.viewer,
          (sql) => sql`
            select scenario_id is null as today, street_id, spaces, without_spaces::int from street_parking(${[id]}) order by 1 desc, 2`,
        )),
      ].map((row) => [
        row.today,
        row.street_id,
        Math.round((row.spaces as number) * 1000) / 1000,
        row.without_spaces,
      ]);
    const today = [
      [true, "korte_straat", 4, 0],
      [true, "lange_straat", 11, 1],
    ];
    const removal = (wkt: string, bays: number): Drawn => ["parking_removal", wkt, null, { bays }];

    it("clipped: what goes is taken off the street it lies in, over a border of districts too", async () => {
      const id = await scenario(removal(box(95, 3, 115, 5), 4), removal(box(10, 63, 20, 65), 1));
      expect(await ask(id)).toEqual([
        ...today,
        [false, "korte_straat", -1, 0],
        [false, "lange_straat", -4, 0],
      ]);
    });
    it("overlapping: the same strip twice goes once", async () => {
      const id = await scenario(removal(box(10, 3, 30, 5), 4), removal(box(10, 3, 30, 5), 4));
      expect((await ask(id))[2]).toEqual([false, "lange_straat", -4, 0]);
    });
    it("removed: two streets in one measure share by area; without it nothing changes", async () => {
      const both = `MULTIPOLYGON(${box(10, 3, 40, 5).slice(7)},${box(10, 63, 20, 65).slice(7)})`;
      const id = await scenario(removal(both, 8));
      // 60 m² and 20 m²: 6 and 2 of the 8 spaces.
      expect((await ask(id)).slice(2)).toEqual([
        [false, "korte_straat", -2, 0],
        [false, "lange_straat", -6, 0],
      ]);
      await remove_first(id);
      expect(await ask(id)).toEqual(today);
    });
  });
});
