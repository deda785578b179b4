import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transaction } from "../../api/store/open_store.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { open_import } from "./deliver.ts";
import { put_dataset } from "./put_features.ts";

/** Geometry as an expression, since no text may hold what is not a number; its state; and as it is stored (null: it is not). */
const GEOMETRIES: readonly (readonly [string, string, number, string | null])[] = [
  ["a point", "st_point(1, 2)", 0, "POINT(1 2)"],
  ["a line", "'LINESTRING(0 0,3 4)'::geometry", 1, "LINESTRING(0 0,3 4)"],
  ["an area", "st_makeenvelope(0, 0, 2, 1)", 2, "POLYGON((0 0,0 1,2 1,2 0,0 0))"],
  ["a line with heights", "'LINESTRING Z(0 0 5,3 4 6)'::geometry", -1, "LINESTRING(0 0,3 4)"],
  ["a line that goes nowhere", "'LINESTRING(1 1,1 1)'::geometry", -2, "LINESTRING EMPTY"],
  ["nothing", "'LINESTRING EMPTY'::geometry", -3, null],
  ["a line into infinity", "st_makeline(st_point(0, 0), st_point(1, 'infinity'))", -3, null],
  ["a line out of this world", "'LINESTRING(0 0,1e10 0)'::geometry", -3, null],
  ["a point that is no number", "st_point('nan', 'nan')", -3, null],
  [
    "a line over what is no number",
    "st_makeline(array[st_point(0, 0), st_point('nan', 1), st_point(3, 0)])",
    -2,
    null,
  ],
];

describe.each(store_kinds)("the parts of an import on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  /** Whatever it does is taken back. */
  const tried = async <T>(work: (sql: Transaction) => Promise<T>): Promise<T> => {
    let out: T | undefined;
    await test.store.sql
      .begin(async (sql) => {
        await sql`select set_config('straatlagen.authority', ${test.viewer.authority_id}, true), set_config('straatlagen.role', 'administrator', true)`;
        out = await work(sql);
        throw new Error("taken back");
      })
      .catch((error: Error) => {
        if (error.message !== "taken back") throw error;
      });
    return out as T;
  };
  const stage = (sql: Transaction, import_id: number, rows: readonly (readonly [string, string])[]) =>
    sql.unsafe(
      rows
        .map(
          ([layer, geom], place) => `
          insert into import_row (import_id, row_number, layer, source_id, status, geom, depth_source, attributes)
          values (${import_id}, ${place + 1}, '${layer}', '${place + 1}', 'in_use', st_setsrid(${geom}, 31370), 'unknown', '{"opens_ground": true}')`,
        )
        .join(";"),
    );

  it.each(GEOMETRIES)("state and ready_geometry: %s", async (_, geom, state, stored) => {
    const import_id = await open_import(test, "states.gpkg");
    const [row] = await tried(async (sql) => {
      await stage(sql, import_id, [["water_main", geom]]);
      return sql`select state, st_astext(ready_geometry(geom, state)) as stored from import_row where import_id = ${import_id}`;
    });
    expect(row).toEqual({ state, stored });
  });

  it("ready_geometry: arcs are stroked, a bow-tie becomes two triangles, another system is left for ours", async () => {
    const [row] = await tried(
      (sql) => sql`
        select st_hasarc(arc) as arcs, st_length(arc) as length_m, st_isvalid(bow) as valid, st_area(bow) as area_m2, st_astext(moved, 0) as moved, st_srid(moved) as srid
        from (select ready_geometry(st_setsrid('CIRCULARSTRING(0 0,1 1,2 0)'::geometry, 31370), -1) as arc,
          ready_geometry(st_setsrid('POLYGON((0 0,10 10,10 0,0 10,0 0))'::geometry, 31370), -2) as bow,
          ready_geometry(st_setsrid(st_point(4.7, 50.88), 4326), 0) as moved) s`,
    );
    expect(row).toMatchObject({ arcs: false, valid: true, area_m2: 50, srid: 31370 });
    expect(Math.abs(Number(row!.length_m) - Math.PI)).toBeLessThan(0.01);
    // Leuven, in the map of the country.
    expect(String(row!.moved)).toMatch(/^POINT\(17\d{4} 17\d{4}\)$/);
  });

  it("store_import_features: features in their order, refused ones and centre lines left", async () => {
    const import_id = await open_import(test, "features.gpkg");
    const answer = await tried(async (sql) => {
      const dataset_id = await put_dataset(sql, test.viewer.authority_id);
      await stage(sql, import_id, [
        ["water_main", "'LINESTRING(0 0,3 4)'::geometry"],
        ["water_main", "st_point(1, 2)"],
        ["street_segment", "'LINESTRING(0 0,3 4)'::geometry"],
        ["tree", "st_point(1, 2)"],
      ]);
      const [stored] = await sql`select store_import_features(${import_id}, ${dataset_id}) as n`;
      const rows = await sql`
        select layer, source_id, traits from feature where dataset_id = ${dataset_id} order by id`;
      return { stored, rows: [...rows] };
    });
    expect(answer).toEqual({
      stored: { n: 2 },
      rows: [
        { layer: "water_main", source_id: "1", traits: ["opens_ground"] },
        { layer: "tree", source_id: "4", traits: [] },
      ],
    });
  });

  it("long_side_m and stretch_length_m: the longer side of an area, the length of a line, nothing of a point", async () => {
    const [row] = await test.store.sql`
      select long_side_m(st_exteriorring(st_makeenvelope(0, 0, 3, 4))) as side, stretch_length_m(st_makeenvelope(0, 0, 3, 4)) as area,
        stretch_length_m('LINESTRING(0 0,3 4)') as line, stretch_length_m('POINT(0 0)') as point, stretch_length_m(null) as none`;
    expect(row).toEqual({ side: 4, area: 4, line: 5, point: 0, none: null });
  });

  it("described_things: seen or not, gone ones named by nothing and told of by nothing", async () => {
    const answer = await tried(async (sql) => {
      const dataset_id = await put_dataset(sql, test.viewer.authority_id);
      await sql`
        insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, depth_source)
        select ${test.viewer.authority_id}, n, ${dataset_id}, 'tree', n::text, 'in_use', st_setsrid(st_point(160000 + n, 190000), 31370), 'unknown' from generate_series(-2, -1) n`;
      const things = await sql`
        select array_agg(feature_thing(f) order by f.id)::text as things from feature f where f.dataset_id = ${dataset_id}`;
      await sql`delete from feature where id = -2 and dataset_id = ${dataset_id}`;
      const [described] =
        await sql`select seen, array_to_json(named) as named, described from described_things(${things[0]!.things}::thing[])`;
      const [none] =
        await sql`select seen, array_to_json(named) as named, described from described_things('{}')`;
      return { described, none };
    });
    expect(answer.none).toEqual({ seen: null, named: null, described: null });
    expect(answer.described!.seen).toEqual([false, true]);
    expect(answer.described!.named).toEqual([
      null,
      { thing: 0, kind: "feature", layer: "tree", id: -1, part: 0, visible: true },
    ]);
    expect(answer.described!.described).toMatchObject([
      { kind: "feature", layer: "tree", id: -1, visible: true },
    ]);
  });

  it("named_things: by name alone, of what may not be seen its owner, of an expired dataset nothing", async () => {
    const answer = await tried(async (sql) => {
      const dataset_id = await put_dataset(sql, test.viewer.authority_id);
      await sql`
        insert into feature (authority_id, id, dataset_id, layer, source_id, status, geom, depth_source)
        values (${test.viewer.authority_id}, -1, ${dataset_id}, 'tree', 't', 'in_use', st_setsrid(st_point(160000, 190000), 31370), 'unknown')`;
      const named = async () => {
        const [row] = await sql`
          select n.seen, array_to_json(n.named) as named
          from (
            select feature_thing(f) as other, (select t from measure_things('tree', f.geom, '{}') t limit 1) as own
            from feature f where f.dataset_id = ${dataset_id}
          ) p
          cross join lateral named_things(array[row(
            row('CLR016', p.own, p.other, 'conflict', 'block', 'violated', 1, 0, 1, null, null, null, null, null, '{}', null)::pair_finding,
            gen_random_uuid(), null, 0, null)::finding_with_things]) n`;
        return row;
      };
      const seen = await named();
      await sql`update dataset set access_class = 'restricted' where id = ${dataset_id}`;
      await sql`select set_config('straatlagen.role', 'planner', true), set_config('straatlagen.organisation', 'nobody', true)`;
      const hidden = await named();
      await sql`update dataset set expires = current_date - 1 where id = ${dataset_id}`;
      const expired = await named();
      const [none] = await sql`select seen, named from named_things('{}')`;
      return { seen, hidden, expired, none };
    });
    const own = { thing: null, kind: "measure", layer: "tree", id: 0, part: 1, visible: true };
    const tree = { thing: null, kind: "feature", layer: "tree" };
    expect(answer.seen).toEqual({
      seen: [true, true],
      named: [own, { ...tree, id: -1, part: 0, visible: true }],
    });
    expect(answer.hidden).toEqual({
      seen: [true, false],
      named: [own, { ...tree, id: null, part: 0, visible: false, owner: expect.any(String) }],
    });
    expect(answer.expired).toEqual({ seen: [true, false], named: [own, null] });
    expect(answer.none).toEqual({ seen: null, named: null });
  });
});
