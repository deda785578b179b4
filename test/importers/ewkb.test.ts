import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  from_geojson,
  geojson_parts,
  line_hex,
  multi_line_hex,
  multi_point_hex,
  multi_polygon_hex,
  point_hex,
  polygon_hex,
} from "../../data/importers/ewkb.ts";
import { with_scratch } from "./run_import.ts";

const has_ogr2ogr = spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!has_ogr2ogr) console.log("skipped: comparing EWKB with GDAL (ogr2ogr is not installed)");

const OUTER = [0, 0, 10, 0, 10, 10, 0, 10, 0, 0];
const HOLE = [2, 2, 2, 4, 4, 4, 4, 2, 2, 2];
const pairs = (flat: number[]): number[][] =>
  Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2));

const CASES: readonly (readonly [string, string, { type: string; coordinates: unknown }])[] = [
  [
    "point",
    point_hex(155_000.125, 170_000.5, 31370),
    { type: "Point", coordinates: [155_000.125, 170_000.5] },
  ],
  [
    "line",
    line_hex([1, 2, 3.25, 4, 5, 6], 31370),
    {
      type: "LineString",
      coordinates: [
        [1, 2],
        [3.25, 4],
        [5, 6],
      ],
    },
  ],
  [
    "line of doubles",
    line_hex(new Float64Array([1, 2, 3.25, 4]), 31370),
    {
      type: "LineString",
      coordinates: [
        [1, 2],
        [3.25, 4],
      ],
    },
  ],
  [
    "polygon with a hole",
    polygon_hex([OUTER, HOLE], 31370),
    { type: "Polygon", coordinates: [pairs(OUTER), pairs(HOLE)] },
  ],
  [
    "multipoint",
    multi_point_hex([1, 2, 3, 4], 31370),
    {
      type: "MultiPoint",
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    "multiline",
    multi_line_hex(
      [
        [1, 2, 3, 4],
        [5, 6, 7, 8, 9, 9],
      ],
      31370,
    ),
    {
      type: "MultiLineString",
      coordinates: [
        [
          [1, 2],
          [3, 4],
        ],
        [
          [5, 6],
          [7, 8],
          [9, 9],
        ],
      ],
    },
  ],
  [
    "multipolygon",
    multi_polygon_hex([[OUTER, HOLE], [[20, 20, 30, 20, 30, 30, 20, 20]]], 31370),
    {
      type: "MultiPolygon",
      coordinates: [
        [pairs(OUTER), pairs(HOLE)],
        [
          [
            [20, 20],
            [30, 20],
            [30, 30],
            [20, 20],
          ],
        ],
      ],
    },
  ],
];

describe("hex EWKB", () => {
  it.skipIf(!has_ogr2ogr).each(CASES)("writes a %s as GDAL does", async (_name, hex, geometry) => {
    await with_scratch(async (folder) => {
      const file = join(folder, "one.geojson");
      const feature = { type: "Feature", properties: {}, geometry };
      await writeFile(file, JSON.stringify({ type: "FeatureCollection", features: [feature] }));
      const dump = spawnSync("ogr2ogr", [
        "-f",
        "PGDump",
        "/vsistdout/",
        file,
        "-a_srs",
        "EPSG:31370",
        "-nlt",
        "GEOMETRY",
      ]).stdout.toString();
      const written = /0[01](?:[0-9A-F]{2}){12,}/.exec(dump)?.[0];
      expect(hex.toUpperCase()).toBe(written);
    });
  });

  it("writes from GeoJSON what the writers write, without Z", () => {
    for (const [, hex, geometry] of CASES) expect(from_geojson(geometry, 31370)).toEqual([hex]);
    expect(from_geojson({ type: "Point", coordinates: [1, 2, 99] }, 4326)).toEqual([point_hex(1, 2, 4326)]);
  });

  it("splits a collection by kind and drops empty parts", () => {
    const collection = {
      type: "GeometryCollection",
      geometries: [
        { type: "Point", coordinates: [1, 2] },
        { type: "LineString", coordinates: [] },
        { type: "GeometryCollection", geometries: [{ type: "MultiPolygon", coordinates: [[pairs(OUTER)]] }] },
        { type: "Point", coordinates: [3, 4] },
      ],
    };
    expect(from_geojson(collection, 31370)).toEqual([
      multi_point_hex([1, 2, 3, 4], 31370),
      polygon_hex([OUTER], 31370),
    ]);
    expect(from_geojson(null, 31370)).toEqual([]);
    expect(from_geojson({ type: "MultiPolygon", coordinates: [] }, 31370)).toEqual([]);
  });

  it("refuses what is no geometry", () => {
    expect(() => geojson_parts({ type: "Circle", coordinates: [1, 2] })).toThrow(/Circle/);
    expect(() => geojson_parts({ type: "Point", coordinates: ["1", 2] })).toThrow(RangeError);
    expect(() => geojson_parts({ type: "LineString", coordinates: 5 })).toThrow(RangeError);
    expect(() => geojson_parts({ type: "Point", coordinates: [1, Number.NaN] })).toThrow(RangeError);
  });
});
