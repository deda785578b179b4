import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportedFeature, ImportItem } from "../../data/importers/types.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, hex_of, items_of, open_import } from "./deliver.ts";

const has_gdal = spawnSync("gdaltransform", ["--version"]).status === 0;
if (!has_gdal && !process.env.CI)
  console.warn("SKIPPED: re-projection beside gdaltransform (gdal-bin is missing)");

/** Extended WKB of a line, written here so that it may hold what no parser of text accepts. */
function line_hex(points: readonly (readonly [number, number])[], srid = 31370): string {
  const view = new DataView(new ArrayBuffer(13 + 16 * points.length));
  view.setUint8(0, 1);
  view.setUint32(1, 2 + 0x20000000, true);
  view.setUint32(5, srid, true);
  view.setUint32(9, points.length, true);
  points.forEach(([x, y], i) => {
    view.setFloat64(13 + 16 * i, x, true);
    view.setFloat64(21 + 16 * i, y, true);
  });
  return Buffer.from(view.buffer).toString("hex");
}

const line_item = (
  source_id: string,
  geom_hex: string,
  more: Partial<ImportedFeature> = {},
): ImportedFeature => ({
  kind: "feature",
  layer: "water_main",
  source_id,
  geom_hex,
  srid: 31370,
  status: "in_use",
  top_m: null,
  bottom_m: null,
  diameter_m: null,
  position_accuracy_m: null,
  depth_accuracy_m: null,
  depth_source: "unknown",
  valid_from: null,
  valid_to: null,
  attributes: {},
  ...more,
});

describe.each(store_kinds)("import on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  const features = (dataset_id: number) =>
    test.store.sql<Record<string, unknown>[]>`
      select *, st_astext(geom, 3) as wkt, st_area(geom) as area_m2, geom::text as geom_hex, lower(period)::text as first_day, (upper(period) - 1)::text as last_day
      from feature where dataset_id = ${dataset_id} order by source_id, id`;
  const rejections = (import_id: number) =>
    test.store.sql<{ row_label: string; field: string; code: string; message: string }[]>`
      select row_label, field, code, message from import_rejection where import_id = ${import_id} order by position`;
  /** One number for everything an import may touch. */
  async function state_of_the_store(): Promise<string> {
    const parts: string[] = [];
    for (const table of [
      "feature",
      "dataset",
      "organisation",
      "street",
      "street_segment",
      "district",
      "finding",
      "layer_margin",
      "authority",
    ]) {
      const [row] = await test.store.sql.unsafe(
        `select count(*) as n, md5(string_agg(t::text, '|' order by t::text)) as md5 from ${table} t`,
      );
      parts.push(`${table} ${row!.n} ${row!.md5}`);
    }
    return parts.join("\n");
  }

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

  it.skipIf(!has_gdal && !process.env.CI)(
    "re-projects to within 1 cm of GDAL and adds 0.2 m to the accuracy",
    async () => {
      // Ghent, Ostend, Hasselt and Arlon, in the systems that deliveries come in.
      const given: [number, [number, number][]][] = [
        [
          4326,
          [
            [3.7218, 51.0536],
            [2.9118, 51.2274],
            [5.3378, 50.9311],
            [5.8161, 49.6834],
          ],
        ],
        [
          3812,
          [
            [604623.1, 693812.4],
            [548110.2, 713890.7],
            [717204.9, 680541.5],
          ],
        ],
        [
          28992,
          [
            [22000.5, 375000.25],
            [80000.1, 390000.2],
          ],
        ],
        [3857, [[414308.8, 6633012.2]]],
      ];
      const items: ImportItem[] = [];
      const expected: number[][] = [];
      for (const [srid, points] of given) {
        const asked = spawnSync(
          "gdaltransform",
          ["-s_srs", `EPSG:${srid}`, "-t_srs", "EPSG:31370", "-output_xy"],
          {
            input: points.map((p) => p.join(" ")).join("\n"),
            encoding: "utf8",
          },
        );
        expect(asked.status, asked.stderr).toBe(0);
        expected.push(
          ...asked.stdout
            .trim()
            .split("\n")
            .map((line) => line.split(" ").map(Number)),
        );
        const hex = await hex_of(
          test,
          points.map(([x, y]) => `POINT(${x} ${y})`),
          srid,
        );
        for (const geom_hex of hex)
          items.push(
            line_item(`${items.length}`.padStart(2, "0"), geom_hex, {
              layer: "tree",
              srid,
              position_accuracy_m: 0.1,
            }),
          );
      }
      const done = await deliver(test, "moved.gpkg", items);
      const rows = await test.store.sql<{ x: number; y: number; accuracy_m: number }[]>`
      select st_x(geom) as x, st_y(geom) as y, position_accuracy_m as accuracy_m from feature where dataset_id = ${done.dataset_ids[0]!} order by source_id`;
      expect(rows.length).toBe(expected.length);
      rows.forEach((row, i) => {
        expect(Math.hypot(row.x - expected[i]![0]!, row.y - expected[i]![1]!), `point ${i}`).toBeLessThan(
          0.01,
        );
        expect(row.accuracy_m).toBeCloseTo(0.3, 12);
      });
    },
  );

  it("leaves coordinates and accuracy alone that come in the analysis system", async () => {
    const geom_hex = line_hex([
      [165000.123456789, 195000.1],
      [165010.7, 195003.3],
    ]);
    const done = await deliver(test, "same.gpkg", [
      line_item("1", geom_hex, { position_accuracy_m: 0.05 }),
      line_item("2", geom_hex),
    ]);
    const rows = await features(done.dataset_ids[0]!);
    expect(String(rows[0]!.geom_hex).toLowerCase()).toBe(geom_hex);
    expect(rows.map((row) => row.position_accuracy_m)).toEqual([0.05, null]);
  });

  it("warns of data outside the area that the analysis system is made for", async () => {
    const [paris] = await hex_of(test, ["POINT(2.35 48.85)"], 4326);
    const done = await deliver(test, "paris.geojson", [
      line_item("1", paris!, { layer: "tree", srid: 4326 }),
    ]);
    expect(done.notes.map((note) => [note.code, note.severity])).toEqual([
      ["outside_area_of_use", "warning"],
    ]);
    const [row] = await test.store
      .sql`select outside_area_of_use, srid from dataset where id = ${done.dataset_ids[0]!}`;
    expect(row).toEqual({ outside_area_of_use: true, srid: 4326 });
  });

  it("replaces what the same delivery held, keeping the ids of the same objects", async () => {
    const at = (x: number): string => `POINT(${165000 + x} 195500)`;
    const first = await deliver(
      test,
      "trees.gpkg",
      await items_of(test, [
        { layer: "tree", source_id: "a", wkt: at(0) },
        { layer: "tree", source_id: "b", wkt: at(10) },
        { layer: "tree", source_id: "c", wkt: at(20) },
      ]),
    );
    const before = await features(first.dataset_ids[0]!);
    const second = await deliver(
      test,
      "trees.gpkg",
      await items_of(test, [
        { layer: "tree", source_id: "d", wkt: at(40) },
        { layer: "tree", source_id: "c", wkt: at(25), attributes: { species_class: "large" } },
        { layer: "tree", source_id: "a", wkt: at(0) },
        { layer: "tree", source_id: "a", wkt: at(1) },
      ]),
    );
    expect(second.dataset_ids).toEqual(first.dataset_ids);
    const after = await features(first.dataset_ids[0]!);
    expect(after.map((row) => [row.source_id, row.wkt])).toEqual([
      ["a", "POINT(165000 195500)"],
      ["a", "POINT(165001 195500)"],
      ["c", "POINT(165025 195500)"],
      ["d", "POINT(165040 195500)"],
    ]);
    const id_of = (rows: typeof before, source_id: string) =>
      rows.find((row) => row.source_id === source_id)!.id;
    expect(id_of(after, "a")).toBe(id_of(before, "a"));
    expect(id_of(after, "c")).toBe(id_of(before, "c"));
    expect(after.find((row) => row.source_id === "c")!.traits).toEqual(["species_large"]);
    expect(new Set(after.map((row) => row.id)).size).toBe(4);
    const [row] = await test.store.sql`select version from dataset where id = ${first.dataset_ids[0]!}`;
    expect(row!.version).toBe(2);
  });

  it("stores periods by their first and last day", async () => {
    const wkt = "POLYGON((165000 195000,165010 195000,165010 195010,165000 195000))";
    const done = await deliver(
      test,
      "works.gpkg",
      await items_of(test, [
        {
          layer: "works",
          source_id: "a",
          wkt,
          period: ["2027-03-01", "2027-03-31"],
          attributes: { blocked_until: "2029-03-31", blocking_years: 2 },
        },
        { layer: "works", source_id: "b", wkt, period: ["2027-03-01", null] },
        { layer: "works", source_id: "c", wkt },
      ]),
    );
    const rows = await features(done.dataset_ids[0]!);
    expect(rows.map((row) => [row.first_day, row.last_day])).toEqual([
      ["2027-03-01", "2027-03-31"],
      ["2027-03-01", null],
      [null, null],
    ]);
    expect(rows[0]!.traits).toEqual(["works_blocking"]);
    const [blocked] = await test.store
      .sql`select blocked_until::text as day from feature where id = ${rows[0]!.id as number}`;
    expect(blocked!.day).toBe("2029-03-31");
  });

  it("makes the owner's organisation once", async () => {
    const about = (key: string, owner: string): ImportItem => ({
      kind: "dataset",
      key,
      name: key,
      owner,
      licence: "CC-BY",
      purpose: "test",
      access_class: "restricted",
      dated: "2026-01-01",
      expires: "2030-01-01",
      attachments: [],
    });
    for (const key of ["one", "two"])
      await deliver(test, `${key}.zip`, [
        about(key, "Fluvius System Operator"),
        ...(await items_of(test, [{ layer: "tree", wkt: "POINT(165000 195000)" }])),
      ]);
    const owners = await test.store.sql`select id, name from organisation where id <> 'town'`;
    expect([...owners]).toEqual([{ id: "fluvius_system_operator", name: "Fluvius System Operator" }]);
    const rows = await test.store.sql`
      select key, owner_organisation_id, access_class, licence, dated::text, expires::text from dataset where key in ('one', 'two') order by key`;
    expect([...rows]).toEqual(
      ["one", "two"].map((key) => ({
        key,
        owner_organisation_id: "fluvius_system_operator",
        access_class: "restricted",
        licence: "CC-BY",
        dated: "2026-01-01",
        expires: "2030-01-01",
      })),
    );
  });

  describe("cut short", () => {
    /** More rows than one batch, so that some are staged when it ends. */
    async function* long(then: () => void): AsyncGenerator<ImportItem> {
      const geom_hex = line_hex([
        [165000, 195000],
        [165010, 195000],
      ]);
      for (let n = 0; n < 7000; n++) {
        if (n === 6500) then();
        yield line_item(`${n}`, geom_hex);
      }
    }
    beforeAll(async () => {
      await deliver(
        test,
        "kept.gpkg",
        await items_of(
          test,
          [
            { layer: "water_main", source_id: "1", wkt: "LINESTRING(165000 195000,165050 195000)" },
            { layer: "gas_low", source_id: "2", wkt: "LINESTRING(165000 195000.2,165050 195000.2)" },
          ],
          [{ source_id: "s", name: "Dorpsstraat", wkt: "LINESTRING(165000 195001,165050 195001)" }],
        ),
      );
    });

    it("by an error in the middle leaves the store as it was", async () => {
      const before = await state_of_the_store();
      await expect(
        deliver(
          test,
          "kept.gpkg",
          long(() => {
            throw new Error("the file ends here");
          }),
        ),
      ).rejects.toThrow("the file ends here");
      expect(await state_of_the_store()).toBe(before);
    });

    it("by the caller leaves the store as it was", async () => {
      const before = await state_of_the_store();
      const cancel = new AbortController();
      await expect(
        deliver(
          test,
          "kept.gpkg",
          long(() => cancel.abort()),
          { signal: cancel.signal },
        ),
      ).rejects.toThrow(/abort/i);
      expect(await state_of_the_store()).toBe(before);
    });

    it("by a cancel asked for in its row leaves the store as it was", async () => {
      const before = await state_of_the_store();
      const { store_delivery } = await import("../../data/store_delivery.ts");
      const import_id = await open_import(test, "kept.gpkg");
      const asked = store_delivery(test.store, {
        items: (async function* () {
          for await (const item of long(() => undefined)) {
            if (item.kind === "feature" && item.source_id === "100")
              await test.store.as_viewer(
                test.viewer,
                (sql) => sql`update import set cancel_requested = true where id = ${import_id}`,
              );
            yield item;
          }
        })(),
        importer: "test",
        file_name: "kept.gpkg",
        viewer: test.viewer,
        import_id,
        mapping: null,
        signal: new AbortController().signal,
      });
      await expect(asked).rejects.toMatchObject({ name: "AbortError" });
      expect(await state_of_the_store()).toBe(before);
      await test.store.sql`delete from import_row where import_id = ${import_id}`;
    });
  });
});
