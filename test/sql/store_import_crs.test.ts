import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ImportItem } from "../../data/importers/types.ts";
import { open_test_store, store_kinds, type TestStore } from "../store/test_store.ts";
import { deliver, hex_of } from "./deliver.ts";
import { features_of, line_hex, line_item } from "./import_lines.ts";

const has_gdal = spawnSync("gdaltransform", ["--version"]).status === 0;
if (!has_gdal && !process.env.CI)
  console.warn("SKIPPED: re-projection beside gdaltransform (gdal-bin is missing)");

describe.each(store_kinds)("the coordinate system of an import on %s", (kind) => {
  let test: TestStore;
  beforeAll(async () => {
    test = await open_test_store(kind);
  });
  afterAll(() => test.close());

  const features = (dataset_id: number) => features_of(test, dataset_id);

  it("warns where only what is there already tells that x and y are changed", async () => {
    const notes = async (name: string, x: number, y: number) =>
      (
        await deliver(test, name, [
          line_item(
            "1",
            line_hex([
              [x, y],
              [x + 500, y + 200],
            ]),
          ),
        ])
      ).notes.map((note) => note.code);
    // All four lie in Belgium.
    expect(await notes("here.gpkg", 150_000, 215_000)).toEqual([]);
    expect(await notes("turned.gpkg", 215_050, 150_150)).toEqual(["axes_in_doubt"]);
    expect(await notes("beside.gpkg", 151_000, 215_500)).toEqual([]);
    expect(await notes("elsewhere.gpkg", 100_000, 190_000)).toEqual([]);
    // Where others' data lie is not told: then there is nothing to compare with.
    await test.store.sql`
      insert into organisation (authority_id, id, name) values (${test.viewer.authority_id}, 'other', 'Netbedrijf')`;
    await test.store.sql`update dataset set access_class = 'restricted', owner_organisation_id = 'other'`;
    expect(await notes("turned_again.gpkg", 215_050, 150_150)).toEqual([]);
    await test.store.sql`update dataset set access_class = 'public', owner_organisation_id = 'town'`;
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
});
