import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { line_hex, point_hex, polygon_hex } from "../../data/importers/ewkb.ts";
import { choose_importer, inspect_file, open_delivery } from "../../data/importers/index.ts";
import type { ImportMapping } from "../../data/importers/types.ts";
import { codes, run_text, with_scratch } from "./run_import.ts";
import { zip_of } from "./zip.ts";

const LAMBERT = { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::31370" } };
const point = (x: number, y: number, properties: object = {}, extra: object = {}) => ({
  type: "Feature",
  ...extra,
  properties,
  geometry: { type: "Point", coordinates: [x, y] },
});
const collection = (features: readonly object[], crs: object | null = LAMBERT): string =>
  JSON.stringify({ type: "FeatureCollection", name: "things", ...(crs ? { crs } : {}), features });
const to = (
  source_layer: string,
  layer: string | null,
  fields: ImportMapping["layers"][number]["fields"] = {},
): ImportMapping => ({ layers: [{ source_layer, layer, fields }] });

describe("formats", () => {
  it("GeoJSON: features, row ids, and values that are not mapped under their own names", async () => {
    const run = await run_text(
      "trees.geojson",
      collection([
        point(150_000, 170_000, { soort: "Tilia", hoogte: 12, leeg: null }, { id: 7 }),
        point(150_010, 170_000, { soort: "Quercus" }, { id: 9 }),
      ]),
      { mapping: to("things", "tree", { species: { field: "soort" } }) },
    );
    expect(run.importer).toBe("gis");
    expect(
      run.features.map(({ source_id, geom_hex, srid, attributes }) => [
        source_id,
        geom_hex,
        srid,
        attributes,
      ]),
    ).toEqual([
      ["7", point_hex(150_000, 170_000, 31370), 31370, { species: "Tilia", hoogte: 12 }],
      ["9", point_hex(150_010, 170_000, 31370), 31370, { species: "Quercus" }],
    ]);
  });

  it("CSV: x and y with a decimal comma, longitude and latitude by name, WKT", async () => {
    const comma = await run_text(
      "bomen.csv",
      "boomnr;x;y;boomsoort\n1;150000,5;170000,25;Tilia\n2;150010;170000;Acer\n",
      { srid: 31370 },
    );
    expect(comma.features.map(({ geom_hex, attributes }) => [geom_hex, attributes.species])).toEqual([
      [point_hex(150_000.5, 170_000.25, 31370), "Tilia"],
      [point_hex(150_010, 170_000, 31370), "Acer"],
    ]);
    const degrees = await run_text("laadpalen.csv", "naam,lat,lon\nEen,50.88,4.7\n");
    expect(degrees.features.map(({ geom_hex, layer }) => [layer, geom_hex])).toEqual([
      ["charge_point", point_hex(4.7, 50.88, 4326)],
    ]);
    expect(codes(degrees.notes)).toContain("crs_from_columns");
    const wkt = await run_text("riolen.csv", 'id;wkt\n1;"LINESTRING (150000 170000,150010 170005)"\n', {
      srid: 31370,
    });
    expect(wkt.features.map(({ layer, geom_hex }) => [layer, geom_hex])).toEqual([
      ["sewer_combined", line_hex([150_000, 170_000, 150_010, 170_005], 31370)],
    ]);
  });

  it("CSV without coordinates is refused with what was expected", async () => {
    await expect(run_text("kosten.csv", "post;bedrag\nweg;12\n")).rejects.toMatchObject({
      code: "no_coordinates",
      message: expect.stringContaining("lon and lat"),
    });
  });

  it("DXF: entities, with the user's word on the system", async () => {
    const dxf = [
      "0",
      "SECTION",
      "2",
      "ENTITIES",
      "0",
      "LINE",
      "8",
      "WATER",
      "10",
      "150000.0",
      "20",
      "170000.0",
      "11",
      "150020.0",
      "21",
      "170000.0",
      "0",
      "ENDSEC",
      "0",
      "EOF",
      "",
    ].join("\n");
    await expect(run_text("net.dxf", dxf, { mapping: to("entities", "water_main") })).rejects.toMatchObject({
      code: "crs_missing",
    });
    const run = await run_text("net.dxf", dxf, { srid: 31370, mapping: to("entities", "water_main") });
    expect(run.features.map(({ geom_hex }) => geom_hex)).toEqual([
      line_hex([150_000, 170_000, 150_020, 170_000], 31370),
    ]);
  });

  it("KML: longitude and latitude", async () => {
    const kml =
      '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>bomen</name><Placemark><name>a</name><Point><coordinates>4.7,50.88</coordinates></Point></Placemark></Folder></Document></kml>';
    const run = await run_text("x.kml", kml);
    expect(run.features.map(({ layer, geom_hex }) => [layer, geom_hex])).toEqual([
      ["tree", point_hex(4.7, 50.88, 4326)],
    ]);
  });

  it("one GeoJSON feature a line", async () => {
    const lines = [point(4.7, 50.88, { boomsoort: "Tilia" }), point(4.71, 50.87, { boomsoort: "Acer" })]
      .map((one) => JSON.stringify(one))
      .join("\n");
    expect((await run_text("bomen.geojsonl", lines)).features.length).toBe(2);
  });

  it("GML curves: an arc is stroked to 1 cm", async () => {
    const gml = `<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml/3.2"><ogr:featureMember><ogr:kerb gml:id="k.1"><ogr:geom><gml:Curve gml:id="c.1" srsName="urn:ogc:def:crs:EPSG::31370"><gml:segments><gml:ArcString><gml:posList>150000 170000 150100 170100 150200 170000</gml:posList></gml:ArcString></gml:segments></gml:Curve></ogr:geom></ogr:kerb></ogr:featureMember></ogr:FeatureCollection>`;
    const run = await run_text("kerb.gml", gml, { mapping: to("kerb", "carriageway") });
    const bytes = Buffer.from(run.features[0]!.geom_hex, "hex");
    const count = bytes.readUInt32LE(9);
    let worst = 0;
    for (let i = 0; i + 1 < count; i++) {
      const at = 13 + 16 * i;
      const [x, y] = [
        (bytes.readDoubleLE(at) + bytes.readDoubleLE(at + 16)) / 2,
        (bytes.readDoubleLE(at + 8) + bytes.readDoubleLE(at + 24)) / 2,
      ];
      worst = Math.max(worst, Math.abs(100 - Math.hypot(x - 150_100, y - 170_000)));
    }
    expect(count).toBeGreaterThan(50);
    expect(worst).toBeLessThan(0.01);
  });

  it("a geometry collection is split into its parts, with a note", async () => {
    const mixed = {
      type: "Feature",
      properties: {},
      geometry: {
        type: "GeometryCollection",
        geometries: [
          {
            type: "Polygon",
            coordinates: [
              [
                [0, 0],
                [9, 0],
                [9, 9],
                [0, 0],
              ].map(([x, y]) => [150_000 + x!, 170_000 + y!]),
            ],
          },
          { type: "Point", coordinates: [150_000, 170_000] },
        ],
      },
    };
    const run = await run_text("mix.geojson", collection([mixed]), { mapping: to("things", "works") });
    expect(run.features.map(({ source_id, geom_hex }) => [source_id, geom_hex.slice(2, 4)])).toEqual([
      ["1", "03"],
      ["1#point", "01"],
    ]);
    expect(codes(run.notes)).toContain("collection_split");
  });

  it("heights are kept as attributes, never taken as depths", async () => {
    const pipe = {
      type: "Feature",
      properties: {},
      geometry: {
        type: "LineString",
        coordinates: [
          [150_000, 170_000, 12.5],
          [150_010, 170_000, 11],
        ],
      },
    };
    const run = await run_text("pipe.geojson", collection([pipe]), { mapping: to("things", "water_main") });
    expect(run.features[0]).toMatchObject({
      top_m: null,
      bottom_m: null,
      depth_source: "unknown",
      attributes: { z_min_m: 11, z_max_m: 12.5 },
      geom_hex: line_hex([150_000, 170_000, 150_010, 170_000], 31370),
    });
    expect(codes(run.notes)).toContain("z_kept");
  });

  it("an id that is too large for a number keeps its digits", async () => {
    const big = `{"type":"FeatureCollection","name":"bomen","features":[{"type":"Feature","properties":{"nr":9007199254740993},"geometry":{"type":"Point","coordinates":[4.7,50.88]}}]}`;
    const run = await run_text("bomen.geojson", big, { mapping: to("bomen", "tree") });
    expect(run.features[0]!.attributes.nr).toBe("9007199254740993");
  });
});

describe("what is refused", () => {
  const two = collection([
    point(150_000, 170_000, { d: "0,8", dn: "110" }),
    point(150_001, 170_000, { d: "deep", dn: "110" }),
  ]);

  it("a row whose depth is no number, with its field; the others go in with their units", async () => {
    const run = await run_text("x.geojson", two, {
      mapping: to("things", "utility_other", {
        top_m: { field: "d", unit: "m" },
        diameter_m: { field: "dn", unit: "mm" },
      }),
    });
    expect(
      run.features.map(({ top_m, diameter_m, depth_source }) => ({ top_m, diameter_m, depth_source })),
    ).toEqual([{ top_m: 0.8, diameter_m: 0.11, depth_source: "measured" }]);
    expect(run.rejected).toMatchObject([{ field: "d", code: "number_expected" }]);
    expect(run.read).toBe(2);
  });

  it("a mapping to an unknown layer or from an unknown field", async () => {
    await expect(run_text("x.geojson", two, { mapping: to("things", "pipe") })).rejects.toMatchObject({
      code: "mapping_unknown_layer",
    });
    await expect(
      run_text("x.geojson", two, { mapping: to("things", "tree", { species: { field: "nope" } }) }),
    ).rejects.toMatchObject({ code: "mapping_unknown_field" });
  });

  it("geometry the layer does not take, and none at all", async () => {
    const rows = collection([point(150_000, 170_000), { type: "Feature", properties: {}, geometry: null }]);
    const run = await run_text("x.geojson", rows, { mapping: to("things", "building") });
    expect(codes(run.rejected)).toEqual(["geometry_kind", "geometry_empty"]);
  });

  it("a damaged file, an unknown format, and metres in a GeoJSON without crs", async () => {
    await expect(
      run_text(
        "x.gpkg",
        Buffer.concat([
          Buffer.from("SQLite format 3\0"),
          Buffer.alloc(52),
          Buffer.from("GPKG"),
          Buffer.alloc(500),
        ]),
      ),
    ).rejects.toMatchObject({ code: "file_damaged" });
    await expect(run_text("x.bin", "what is this")).rejects.toMatchObject({
      code: "format_unknown",
      message: expect.stringContaining("GeoPackage"),
    });
    await expect(
      run_text("bomen.geojson", collection([point(150_000, 170_000)], null)),
    ).rejects.toMatchObject({ code: "crs_missing", detail: { candidates: [31370] } });
  });

  it("XML with a document type, before any entity is expanded", async () => {
    const lol = `<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>&b;</name></Document></kml>`;
    await expect(run_text("x.kml", lol)).rejects.toMatchObject({ code: "xml_doctype" });
    const osm = '<?xml version="1.0"?><!DOCTYPE osm SYSTEM "file:///etc/passwd"><osm version="0.6"></osm>';
    await expect(run_text("x.osm", osm)).rejects.toMatchObject({ code: "xml_doctype" });
    // Behind more than is looked at: what seems the root element is in a comment, or in an instruction.
    const [, ...pieces] = /^(<\?.*?\?>)(<!DOCTYPE.*)$/s.exec(osm)!;
    for (const hiding of [
      `<!-- <osm > ${"x".repeat(70_000)} -->`,
      `<?x <osm > ${"x".repeat(70_000)} ?>`,
      `<!-- <a:b xmlns="http://www.opengis.net/gml"> ${"x".repeat(70_000)} -->`,
      `<?a <!-- ?><?b --> <osm > ${"x".repeat(70_000)} ?>`,
    ])
      await expect(run_text("x.osm", pieces.join(hiding))).rejects.toMatchObject({ code: "format_unknown" });
    const commented = `<?xml version="1.0"?><!-- <gpx > --><osm version="0.6"><node id="1" lat="51" lon="4.7"><tag k="natural" v="tree"/></node></osm>`;
    expect((await run_text("x.osm", commented)).features.length).toBe(1);
  });

  it("a shapefile without .shx and .dbf is read, and says so", async () => {
    const header = Buffer.alloc(100);
    header.writeInt32BE(9994, 0);
    header.writeInt32BE((100 + 28) / 2, 24);
    header.writeInt32LE(1000, 28);
    header.writeInt32LE(1, 32);
    const record = Buffer.alloc(28);
    record.writeInt32BE(1, 0);
    record.writeInt32BE(10, 4);
    record.writeInt32LE(1, 8);
    record.writeDoubleLE(150_000, 12);
    record.writeDoubleLE(170_000, 20);
    const run = await run_text(
      "d.zip",
      zip_of([{ name: "bomen.shp", data: Buffer.concat([header, record]) }]),
      { srid: 31370 },
    );
    expect(run.features.map(({ layer, geom_hex }) => [layer, geom_hex])).toEqual([
      ["tree", point_hex(150_000, 170_000, 31370)],
    ]);
    expect(codes(run.notes)).toEqual(expect.arrayContaining(["shx_missing", "dbf_missing"]));
  });
});

describe("reading", () => {
  const many = collection(
    Array.from({ length: 20_000 }, (_, i) =>
      point(150_000 + (i % 200), 170_000 + Math.floor(i / 200), { nr: i, boomsoort: "Tilia" }),
    ),
  );

  it("streams: a consumer that stops early ends it, one that waits holds it back", async () => {
    await with_scratch(async (folder) => {
      const path = join(folder, "bomen.geojson");
      await writeFile(path, many);
      const source = await open_delivery(path, "bomen.geojson", folder);
      const options = {
        srid: null,
        mapping: null,
        signal: new AbortController().signal,
        scratch_dir: folder,
      };
      let seen = 0;
      let last_read = 0;
      for await (const item of choose_importer(source).read(source, options)) {
        if (item.kind === "feature") seen++;
        if (item.kind === "progress") last_read = item.read;
        if (seen === 10) break;
      }
      expect(seen).toBe(10);
      expect(last_read).toBeLessThan(20_000);
    });
  });

  it("stops at the signal, also in the middle of GDAL's work, with the signal's reason", async () => {
    const before = new AbortController();
    before.abort(new Error("cancelled by the user"));
    await expect(run_text("bomen.geojson", many, { signal: before.signal })).rejects.toThrow(
      "cancelled by the user",
    );
    const during = new AbortController();
    setTimeout(() => during.abort(new Error("cancelled while reading")), 30);
    await expect(run_text("bomen.geojson", many, { signal: during.signal })).rejects.toThrow(
      "cancelled while reading",
    );
    // The thread that was ended is no burden for the next.
    expect((await run_text("bomen.geojson", many)).features.length).toBe(20_000);
  });

  it("writes nothing beside the delivery and leaves it as it was", async () => {
    await with_scratch(async (folder) => {
      const own = join(folder, "own");
      const scratch = join(folder, "scratch");
      await mkdir(own);
      await mkdir(scratch);
      const gml = `<?xml version="1.0"?><ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml/3.2"><ogr:featureMember><ogr:boom gml:id="k.1"><ogr:geom><gml:Point gml:id="c.1" srsName="urn:ogc:def:crs:EPSG::31370"><gml:pos>150000 170000</gml:pos></gml:Point></ogr:geom></ogr:boom></ogr:featureMember></ogr:FeatureCollection>`;
      await writeFile(join(own, "boom.gml"), gml);
      const source = await open_delivery(join(own, "boom.gml"), "boom.gml", scratch);
      const options = {
        srid: null,
        mapping: null,
        signal: new AbortController().signal,
        scratch_dir: scratch,
      };
      let features = 0;
      for await (const item of choose_importer(source).read(source, options))
        if (item.kind === "feature") features++;
      expect(features).toBe(1);
      expect(await readdir(own)).toEqual(["boom.gml"]);
      expect(existsSync(source.path)).toBe(true);
    });
  });
});

describe("inspect_file", () => {
  it("shows layers, fields with a sample, the CRS, and the guess with units", async () => {
    await with_scratch(async (folder) => {
      const path = join(folder, "net.geojson");
      const pipes = Array.from({ length: 5 }, (_, i) => ({
        type: "Feature",
        properties: { leiding_id: `w${i}`, diameter_mm: 110, dekking_cm: 80 + i, materiaal: "PVC" },
        geometry: {
          type: "LineString",
          coordinates: [
            [150_000, 170_000 + i],
            [150_010, 170_000 + i],
          ],
        },
      }));
      await writeFile(
        path,
        JSON.stringify({ type: "FeatureCollection", name: "waterleidingen", crs: LAMBERT, features: pipes }),
      );
      const source = await open_delivery(path, "net.geojson", folder);
      const seen = await inspect_file(source, {
        srid: null,
        mapping: null,
        signal: new AbortController().signal,
        scratch_dir: folder,
      });
      expect(seen).toMatchObject({ importer: "gis", srid: 31370, fixed: false });
      expect(seen.layers).toMatchObject([
        { name: "waterleidingen", feature_count: 5, geometry: "LineString" },
      ]);
      expect(seen.layers[0]!.fields).toContainEqual({ name: "materiaal", type: "String", sample: "PVC" });
      expect(seen.guess.layers).toEqual([
        {
          source_layer: "waterleidingen",
          layer: "water_main",
          fields: {
            top_m: { field: "dekking_cm", unit: "cm" },
            diameter_m: { field: "diameter_mm", unit: "mm" },
            material: { field: "materiaal" },
          },
        },
      ]);
    });
  });

  it("tells of a missing CRS instead of refusing: the dialogue asks for it", async () => {
    await with_scratch(async (folder) => {
      const path = join(folder, "bomen.geojson");
      await writeFile(path, collection([point(150_000, 170_000)], null));
      const source = await open_delivery(path, "bomen.geojson", folder);
      const seen = await inspect_file(source, {
        srid: null,
        mapping: null,
        signal: new AbortController().signal,
        scratch_dir: folder,
      });
      expect(seen.srid).toBeNull();
      expect(codes(seen.notes)).toContain("crs_missing");
    });
  });
});

it("polygons keep their holes and rings", async () => {
  const outer = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ].map(([x, y]) => [150_000 + x!, 170_000 + y!]);
  const hole = [
    [2, 2],
    [2, 4],
    [4, 4],
    [4, 2],
    [2, 2],
  ].map(([x, y]) => [150_000 + x!, 170_000 + y!]);
  const feature = {
    type: "Feature",
    properties: {},
    geometry: { type: "Polygon", coordinates: [outer, hole] },
  };
  const run = await run_text("p.geojson", collection([feature]), { mapping: to("things", "building") });
  expect(run.features[0]!.geom_hex).toBe(polygon_hex([outer.flat(), hole.flat()], 31370));
});
