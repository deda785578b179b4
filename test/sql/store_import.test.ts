import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportItem } from "../../data/importers/types.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, hex_of, items_of, open_import } from "./deliver.ts";
import { features_of, line_hex, line_item, rejections_of } from "./import_lines.ts";

describe.each(store_kinds)("import on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  const features = (dataset_id: number) => features_of(test, dataset_id);
  const rejections = (import_id: number) => rejections_of(test, import_id);

  it("keeps every sign of a name, an id and an attribute", async () => {
    const odd = [
      "tab\there",
      "line\nbreak\r\n",
      "back\\slash \\N \\t",
      '"quotes" and {braces}, commas',
      "é ’ 管 🚲",
      " ends with a blank ",
      "\\.",
    ];
    const hex = line_hex([
      [165000, 195000],
      [165010, 195000],
    ]);
    const stored = await deliver(
      test,
      "odd_signs.gpkg",
      odd.map((text, place) => line_item(`${place} ${text}`, hex, { attributes: { label: text } })),
      { skip_analysis: true },
    );
    const rows = await features(stored.dataset_ids[0]!);
    expect(rows.map((row) => row.source_id)).toEqual(odd.map((text, place) => `${place} ${text}`));
    expect(rows.map((row) => (row.attributes as { label: string }).label)).toEqual(odd);
  });

  it("a large import leaves the spatial index of its layer as it was, and so does a refused one", async () => {
    const index = () =>
      test.store.sql<{ definition: string; valid: boolean }[]>`
        select pg_get_indexdef(indexrelid) as definition, indisvalid as valid from pg_index
        where indexrelid = to_regclass('feature_telecom_geom')`;
    const before = await index();
    expect(before).toMatchObject([{ valid: true }]);
    const many = (name: string, count: number) =>
      Array.from({ length: count }, (_, place) =>
        line_item(
          `${name}${place}`,
          line_hex([
            [160000 + (place % 100) * 5, 190000 + place / 100],
            [160004 + (place % 100) * 5, 190000 + place / 100],
          ]),
          { layer: "telecom", position_accuracy_m: 0.3 },
        ),
      );
    const rows = many("a", 10_000);
    // The function that drops the index is asked by the import itself: here once by hand, taken back.
    const import_id = await open_import(test, "asked.gpkg");
    await test.store.sql`
      insert into import_row (import_id, row_number, layer, source_id, status, geom, depth_source, attributes)
      select ${import_id}, n, 'telecom', n::text, 'in_use', st_geomfromtext('LINESTRING(160000 190000, 160001 190000)', 31370), 'unknown', '{}'
      from generate_series(1, 10000) n`;
    await test.store.sql
      .begin(async (sql) => {
        expect(await sql`select shelve_spatial_indexes(${import_id}) as layers`).toEqual([
          { layers: ["telecom"] },
        ]);
        expect(await sql`select to_regclass('feature_telecom_geom') as it`).toEqual([{ it: null }]);
        await sql`select make_spatial_indexes(array['telecom'])`;
        throw new Error("taken back");
      })
      .catch((error: Error) => expect(error.message).toBe("taken back"));
    await test.store.sql`delete from import_row where import_id = ${import_id}`;

    const first = await deliver(test, "many.gpkg", rows, { skip_analysis: true });
    expect(first.stored).toBe(10_000);
    expect(await index()).toEqual(before);
    const found = await test.store.sql<{ n: number }[]>`
      select count(*) as n from feature
      where layer = 'telecom' and st_intersects(geom, st_makeenvelope(160000, 190000, 160100, 190010, 31370))`;
    // 21 lines (every 5 m from 0 to 100 m, the last one touching) in each row of 100, rows 0 to 10 m: 1,001 starts.
    const expected = rows.filter((_, place) => (place % 100) * 5 <= 100 && place / 100 <= 10).length;
    expect(found).toEqual([{ n: expected }]);
    const boom = (function* () {
      yield* many("b", 10_000);
      throw new Error("cut off");
    })();
    await expect(deliver(test, "cut.gpkg", boom, { skip_analysis: true })).rejects.toThrow("cut off");
    expect(await index()).toEqual(before);
  });

  it("repairs a bow-tie and counts it", async () => {
    const items = await items_of(test, [
      // Two triangles of 10 × 5 / 2 = 25 m² that meet in (5, 5).
      {
        layer: "building",
        source_id: "bow",
        wkt: "POLYGON((165000 195000,165010 195010,165010 195000,165000 195010,165000 195000))",
      },
      {
        layer: "building",
        source_id: "fine",
        wkt: "POLYGON((165020 195000,165030 195000,165030 195010,165020 195000))",
      },
    ]);
    const done = await deliver(test, "repair.gpkg", items);
    expect(done).toMatchObject({ read: 2, stored: 2, repaired: 1, rejected: 0 });
    expect(done.notes.map((note) => note.code)).toEqual(["repaired"]);
    const [bow, fine] = await features(done.dataset_ids[0]!);
    expect(bow!.area_m2).toBeCloseTo(50, 9);
    expect(fine!.area_m2).toBeCloseTo(50, 9);
  });

  it("refuses rows that cannot be stored, each with its reason, and stores the others", async () => {
    const good: [number, number][] = [
      [165000, 195000],
      [165010, 195000],
    ];
    const [tree_as_line, building_as_point] = await hex_of(test, [
      "LINESTRING(165000 195000,165001 195000)",
      "POINT(165000 195000)",
    ]);
    const nan = Number.NaN;
    const items: ImportItem[] = [
      line_item(
        "a_zero_length",
        line_hex([
          [165000, 195000],
          [165000, 195000],
        ]),
      ),
      line_item(
        "b_nan_first",
        line_hex([
          [nan, 195000],
          [165010, 195000],
        ]),
      ),
      line_item(
        "c_nan_last",
        line_hex([
          [165000, 195000],
          [165010, nan],
        ]),
      ),
      line_item(
        "d_nan_between",
        line_hex([
          [165000, 195000],
          [nan, nan],
          [165010, 195000],
        ]),
      ),
      line_item(
        "e_infinite",
        line_hex([
          [165000, 195000],
          [Number.POSITIVE_INFINITY, 195000],
        ]),
      ),
      line_item("f_tree_as_line", tree_as_line!, { layer: "tree" }),
      line_item("g_building_as_point", building_as_point!, { layer: "building" }),
      line_item("h_period", line_hex(good), { valid_from: "2027-02-01", valid_to: "2027-01-31" }),
      line_item("i_depth", line_hex(good), { top_m: 1.2, bottom_m: 1.1 }),
      line_item("j_good", line_hex(good)),
      { kind: "rejected", row: "77", field: "uom", code: "unit_unknown", message: "expected m, got fathom" },
    ];
    const done = await deliver(test, "refused.gpkg", items);
    expect(done).toMatchObject({ read: 11, stored: 1, repaired: 0, rejected: 10 });
    const rows = await rejections(done.import_id);
    expect(rows.map((row) => [row.row_label, row.field, row.code])).toEqual([
      ["77", "uom", "unit_unknown"],
      ["a_zero_length", "geometry", "geometry_invalid"],
      ["b_nan_first", "geometry", "geometry_not_finite"],
      ["c_nan_last", "geometry", "geometry_not_finite"],
      ["d_nan_between", "geometry", "geometry_not_finite"],
      ["e_infinite", "geometry", "geometry_not_finite"],
      ["f_tree_as_line", "geometry", "geometry_kind"],
      ["g_building_as_point", "geometry", "geometry_kind"],
      ["h_period", "valid_to", "period_reversed"],
      ["i_depth", "bottom_m", "depth_reversed"],
    ]);
    expect(rows[6]!.message).toBe("expected points for layer tree, got a linestring");
    expect(rows[7]!.message).toBe("expected areas for layer building, got a point");
    expect(rows[1]!.message).toMatch(/expected .*extent.* got/);
    const [row] = await test.store
      .sql`select read, stored, repaired, rejected, state, dataset_ids from import where id = ${done.import_id}`;
    expect(row).toMatchObject({ read: 11, stored: 1, repaired: 0, rejected: 10, state: "done" });
    expect((await features(done.dataset_ids[0]!)).map((f) => f.source_id)).toEqual(["j_good"]);
  });

  it("completes depths and says where they come from", async () => {
    const wkt = "LINESTRING(165000 195000,165010 195000)";
    const done = await deliver(
      test,
      "depths.gpkg",
      await items_of(test, [
        {
          layer: "water_main",
          source_id: "a top",
          wkt,
          top_m: 1,
          diameter_m: 0.2,
          depth_accuracy_m: 0.05,
          depth_source: "measured",
        },
        {
          layer: "water_main",
          source_id: "b bottom",
          wkt,
          bottom_m: 1.5,
          diameter_m: 0.25,
          depth_source: "network_default",
        },
        { layer: "water_main", source_id: "c top only", wkt, top_m: 1 },
        {
          layer: "water_main",
          source_id: "d both",
          wkt,
          top_m: 1,
          bottom_m: 2,
          diameter_m: 0.2,
          depth_source: "measured",
        },
        { layer: "water_main", source_id: "e typical", wkt, diameter_m: 0.2 },
        { layer: "sewer_combined", source_id: "f none", wkt, diameter_m: 0.4 },
        {
          layer: "electricity_lv",
          source_id: "g overhead",
          wkt,
          attributes: { vertical_position: "suspendedOrElevated" },
        },
      ]),
    );
    const rows = await features(done.dataset_ids[0]!);
    const depth = (n: number) => {
      const { top_m, bottom_m, depth_accuracy_m, depth_source } = rows[n] as Record<string, number & string>;
      return [top_m, bottom_m, depth_accuracy_m, depth_source];
    };
    expect(depth(0)).toEqual([1, 1.2, 0.05, "measured"]);
    expect(depth(1)).toEqual([1.25, 1.5, null, "network_default"]);
    expect(depth(2)).toEqual([1, 1, null, "measured"]);
    expect(depth(3)).toEqual([1, 2, null, "measured"]);
    // The catalogue's typical cover of a water main is 1.0 m, known to 0.3 m.
    expect(depth(4)).toEqual([1, 1.2, 0.3, "typical"]);
    // Sewers have no typical cover: nothing is made up; and what hangs in the air has no cover.
    expect(depth(5)).toEqual([null, null, null, "unknown"]);
    expect(depth(6)).toEqual([null, null, null, "unknown"]);
  });
});
