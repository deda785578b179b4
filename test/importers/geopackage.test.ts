import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Row } from "../../data/importers/flatgeobuf.ts";
import { write_with_gdal } from "../../data/importers/gdal_session.ts";
import { open_with_gdal } from "../../data/importers/gdal_tables.ts";
import { open_geopackage } from "../../data/importers/geopackage.ts";
import { open_delivery } from "../../data/importers/index.ts";
import { sqlite_columns } from "../../data/importers/sqlite_columns.ts";
import { run_import, with_scratch } from "./run_import.ts";

const signal = new AbortController().signal;

/** One GeoPackage of several layers, as GDAL writes it from GeoJSON. */
async function written(
  folder: string,
  layers: Readonly<Record<string, readonly object[]>>,
  args: readonly string[] = [],
): Promise<string> {
  const input_dir = join(folder, "in");
  await mkdir(input_dir, { recursive: true });
  for (const [name, features] of Object.entries(layers))
    await writeFile(
      join(input_dir, `${name}.geojson`),
      JSON.stringify({
        type: "FeatureCollection",
        crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::31370" } },
        features,
      }),
    );
  const reply = await write_with_gdal(
    {
      input_dir,
      output_dir: folder,
      inputs: Object.keys(layers).map((layer) => ({ file: `${layer}.geojson`, layer })),
      target: "made.gpkg",
      driver: "GPKG",
      translate: args,
    },
    signal,
  );
  expect(reply).toEqual({ kind: "written" });
  return join(folder, "made.gpkg");
}

/** What is read of a GeoPackage: with GDAL, and without it (null where that is left to GDAL). */
async function both(path: string, scratch_dir: string) {
  const source = await open_delivery(path, basename(path), scratch_dir);
  const options = { srid: null, mapping: null, signal, scratch_dir };
  const plain = open_geopackage(source.members[0]!);
  const { tables } = await open_with_gdal(source, options, null, undefined, () => null);
  return { plain: plain && (await all(plain)), gdal: await all(tables) };
}

type Tables = Awaited<ReturnType<typeof open_with_gdal>>["tables"];
async function all(tables: Tables) {
  const out = [];
  for (const { rows, declared, drops_unreadable, ...table } of tables) {
    const list: unknown[] = [];
    for await (const batch of rows()) list.push(...batch.map(shown));
    out.push({ ...table, srid: declared.srid, by: declared.by, rows: list });
  }
  return out;
}

function shown({ row, parts, collection, z, fields }: Row) {
  const flat = (coords: ArrayLike<number>): number[] => Array.from(coords);
  return {
    row,
    parts: parts && {
      points: flat(parts.points),
      lines: parts.lines.map(flat),
      areas: parts.areas.map((rings) => rings.map(flat)),
    },
    collection,
    z,
    fields,
  };
}

const feature = (geometry: object | null, properties: object = {}) => ({
  type: "Feature",
  properties,
  geometry,
});
const line = (...coordinates: number[][]) => ({ type: "LineString", coordinates });
const ring = (x: number, y: number, size: number) => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

const LAYERS: Readonly<Record<string, readonly object[]>> = {
  leidingen: Array.from({ length: 3000 }, (_, place) =>
    feature(line([150_000 + place, 170_000], [150_001.25 + place, 170_010], [150_003 + place, 170_020.5]), {
      nummer: `L${place}`,
      diameter: place % 7 === 0 ? null : 110,
      diepte: 0.8 + place / 7,
      actief: place % 2 === 0,
    }),
  ),
  hoogtes: [
    feature(line([150_000, 170_000, 4.5], [150_010, 170_000, 7]), { naam: 'é ‘quoted’ "x" \\ tab\t' }),
    feature(line([150_000, 170_000, 0], [150_010, 170_000, 0]), { naam: "" }),
  ],
  vlakken: [
    feature(
      { type: "Polygon", coordinates: [ring(150_000, 170_000, 100), ring(150_010, 170_010, 5)] },
      {
        groot: 9_007_199_254_740_993n.toString(),
        lang: "woord ".repeat(5000),
      },
    ),
    feature(
      { type: "MultiPolygon", coordinates: [[ring(150_000, 170_000, 1)], [ring(151_000, 170_000, 1)]] },
      { lang: "kort" },
    ),
  ],
  mengsel: [
    feature(null, { naam: "zonder" }),
    feature({ type: "Point", coordinates: [150_000.5, 170_000] }, { naam: "punt" }),
    feature({
      type: "MultiPoint",
      coordinates: [
        [150_000, 170_000],
        [150_001, 170_001],
      ],
    }),
    feature({
      type: "MultiLineString",
      coordinates: [
        [
          [150_000, 170_000],
          [150_001, 170_001],
        ],
        [
          [150_005, 170_000],
          [150_006, 170_001],
        ],
      ],
    }),
    feature(
      {
        type: "LineString",
        coordinates: [
          [150_000, 170_000],
          [150_000, 170_000],
        ],
      },
      { naam: "zonder lengte" },
    ),
    feature({ type: "LineString", coordinates: [] }, { naam: "leeg" }),
    feature({
      type: "GeometryCollection",
      geometries: [
        { type: "Point", coordinates: [150_000, 170_000] },
        line([150_000, 170_000], [150_001, 170_001]),
      ],
    }),
  ],
};

describe("a GeoPackage read without GDAL", () => {
  it("gives what GDAL gives: tables, fields, ids, geometry of every kind, heights, long records", () =>
    with_scratch(async (folder) => {
      const { plain, gdal } = await both(await written(folder, LAYERS), folder);
      expect(plain?.map(({ name, rows }) => [name, rows.length])).toEqual(
        Object.entries(LAYERS).map(([name, features]) => [name, features.length]),
      );
      expect(plain).toEqual(gdal);
    }));

  const fixtures = new URL("../../../shared/fixtures/", import.meta.url).pathname;
  it
    .skipIf(!existsSync(fixtures))
    .each(["nasty/polygon_multiple_31370.gpkg", "street-furniture/straatmeubilair.gpkg"])(
    "the same for the real %s",
    (name) =>
      with_scratch(async (folder) => {
        const { plain, gdal } = await both(join(fixtures, name), folder);
        expect(plain).toEqual(gdal);
      }),
  );

  it("leaves to GDAL what is not plain: an unknown system, a table of its own, a type it does not know", () =>
    with_scratch(async (folder) => {
      const path = await written(folder, { punten: LAYERS.mengsel!.slice(1, 2) });
      const bytes = await readFile(path);
      const changed = async (from: string, to: string): Promise<unknown> => {
        const text = bytes.toString("latin1");
        expect(text).toContain(from);
        expect(to.length).toBe(from.length);
        const other = join(folder, "other.gpkg");
        await writeFile(other, Buffer.from(text.replaceAll(from, to), "latin1"));
        return open_geopackage((await open_delivery(other, "other.gpkg", folder)).members[0]!);
      };
      expect(await changed("EPSG", "EPSG")).toMatchObject([{ name: "punten", declared: { srid: 31370 } }]);
      expect(await changed("EPSG", "ESRI")).toBeNull();
      expect(await changed('"naam" TEXT', '"naam" BLOB')).toBeNull();
      expect(await changed("features", "featured")).toBeNull();
      expect(await changed("gpkg_ogr_contents", "town_ogr_contents")).toBeNull();
      expect(await changed("AUTOINCREMENT NOT NULL", "DEFAULT 0     NOT NULL")).toBeNull();
      const cut = join(folder, "cut.gpkg");
      await writeFile(cut, bytes.subarray(0, 4096));
      expect(open_geopackage((await open_delivery(cut, "cut.gpkg", folder)).members[0]!)).toBeNull();
    }));

  it("a page that is damaged: refused as a whole, with the file and the layer", () =>
    with_scratch(async (folder) => {
      const path = await written(folder, { leidingen: LAYERS.leidingen! });
      const bytes = await readFile(path);
      const row = bytes.indexOf("L1500");
      expect(row).toBeGreaterThan(0);
      // The kind of the page, and how many rows it has.
      bytes.fill(0xff, Math.floor(row / 4096) * 4096, Math.floor(row / 4096) * 4096 + 8);
      await writeFile(path, bytes);
      await expect(run_import(path)).rejects.toMatchObject({
        code: "file_damaged",
        message: expect.stringMatching(/^made\.gpkg could not be read as GPKG, layer leidingen: expected /),
      });
    }));
});

describe("sqlite_columns", () => {
  it("names, types and what follows, whatever the quotes; constraints of the table apart", () => {
    const sql = `CREATE TABLE "a ""b"" (c)" (\n[fid] INTEGER PRIMARY KEY AUTOINCREMENT, -- the id
      "d, e" TEXT(50) NOT NULL DEFAULT 'x, ("y")', \`geom\` "LINESTRING", z, n NUMERIC(10, 2) /* m */ CHECK (n > 0),
      CONSTRAINT pk PRIMARY KEY ("fid"), UNIQUE (z, n)) WITHOUT ROWID`;
    expect(sqlite_columns(sql)).toEqual({
      columns: [
        { name: "fid", type: "INTEGER", rest: "PRIMARY KEY AUTOINCREMENT" },
        { name: "d, e", type: "TEXT", rest: "NOT NULL DEFAULT" },
        { name: "geom", type: "LINESTRING", rest: "" },
        { name: "z", type: "", rest: "" },
        { name: "n", type: "NUMERIC", rest: "CHECK ( N > 0 )" },
      ],
      constraints: ['CONSTRAINT pk PRIMARY KEY ( "fid" )', "UNIQUE ( z , n )"],
      options: "WITHOUT ROWID",
    });
    expect(sqlite_columns("CREATE VIEW v AS SELECT 1")).toBeNull();
    expect(sqlite_columns("CREATE TABLE t (a, b")).toBeNull();
  });
});
