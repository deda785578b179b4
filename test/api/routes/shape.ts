import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { zip_of } from "../../importers/zip.ts";
import type { RouteTests } from "../route_tests.ts";
import { at_town, town } from "../small_town.ts";

const corners = [
  [town.x, town.y],
  [town.x + 10, town.y],
  [town.x + 10, town.y + 10],
  [town.x, town.y + 10],
  [town.x, town.y],
];
const wkt = (list: number[][]) => `POLYGON((${list.map((at) => at.join(" ")).join(",")}))`;
const gml = (srs: string) => `<?xml version="1.0"?>
<ogr:FeatureCollection xmlns:ogr="http://ogr.maptools.org/" xmlns:gml="http://www.opengis.net/gml">
<gml:featureMember><ogr:zone fid="zone.0"><ogr:geom><gml:Polygon${srs}><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>${corners
  .map((at) => at.join(","))
  .join(
    " ",
  )}</gml:coordinates></gml:LinearRing></gml:outerBoundaryIs></gml:Polygon></ogr:geom></ogr:zone></gml:featureMember>
</ogr:FeatureCollection>`;

const parcels = fileURLToPath(
  new URL("../../../../shared/fixtures/grb-leuven/perceel_vs_gebouw.geojson", import.meta.url),
);
const can_convert = existsSync(parcels) && spawnSync("ogr2ogr", ["--version"]).status === 0;
if (!can_convert)
  console.warn("SKIPPED: real areas as DXF, Shapefile and FlatGeobuf (ogr2ogr, ../shared/fixtures)");

/** Real parcels of Leuven as GDAL writes them: DXF knows no coordinate system, of a Shapefile all parts go in a zip. */
function converted(): File[] {
  const folder = mkdtempSync(join(tmpdir(), "straatlagen-shapes-"));
  const made = (format: string, name: string, ...more: string[]): string => {
    spawnSync("ogr2ogr", ["-f", format, join(folder, name), parcels, ...more]);
    return join(folder, name);
  };
  const file = (path: string, name: string) => new File([readFileSync(path)], name);
  try {
    const parts = made("ESRI Shapefile", "shp");
    const members = readdirSync(parts).map((name) => ({ name, data: readFileSync(join(parts, name)) }));
    return [
      file(parcels, "parcels.geojson"),
      file(made("FlatGeobuf", "parcels.fgb"), "parcels.fgb"),
      new File([zip_of(members) as Uint8Array<ArrayBuffer>], "parcels.zip"),
      file(made("DXF", "parcels.dxf"), "parcels.dxf"),
      file(made("DXF", "lambert_2008.dxf", "-t_srs", "EPSG:3812"), "lambert_2008.dxf"),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const upload = (file: File, fields: Record<string, string> = {}): FormData => {
  const body = new FormData();
  for (const [key, value] of Object.entries(fields)) body.set(key, value);
  body.set("file", file);
  return body;
};
const form = (text: string, name: string, fields: Record<string, string> = {}): FormData =>
  upload(new File([text], name), fields);

export const shape_tests: RouteTests = {
  "POST /shapes": async ({ ask, test }) => {
    const south_west = await at_town(test, town.x, town.y);
    const north_east = await at_town(test, town.x + 10, town.y + 10);
    const read = await ask("POST", "/shapes", form(gml(' srsName="EPSG:31370"'), "zone.gml"));
    expect(read).toMatchObject({
      status: 200,
      body: { kind: "area", count: 1, geometry: { type: "Polygon" } },
    });
    const [ring] = read.body.geometry.coordinates as number[][][];
    for (const axis of [0, 1]) {
      const values = ring!.map((at) => at[axis]!);
      expect(Math.min(...values)).toBeCloseTo(south_west[axis]!, 5);
      expect(Math.max(...values)).toBeCloseTo(north_east[axis]!, 5);
    }
    // Two areas that overlap are one; a file that does not say its system needs a word of the user.
    const moved = corners.map(([x, y]) => [x! + 5, y!]);
    const csv = `id,wkt\n1,"${wkt(corners)}"\n2,"${wkt(moved)}"\n`;
    const joined = await ask("POST", "/shapes", form(csv, "zones.csv", { srid: "31370" }));
    expect(joined).toMatchObject({
      status: 200,
      body: { kind: "area", count: 2, lines_left_out: 0, geometry: { type: "Polygon" } },
    });
    // Beside areas, lines are left out, and that is said.
    const row = (id: number, shape: string) => `${id},"${shape}"\n`;
    const line = `LINESTRING(${corners[0]!.join(" ")},${corners[2]!.join(" ")})`;
    const mixed = `id,wkt\n${row(1, wkt(corners))}${row(2, line)}${row(3, line)}`;
    expect(await ask("POST", "/shapes", form(mixed, "mixed.csv", { srid: "31370" }))).toMatchObject({
      status: 200,
      body: { kind: "area", count: 1, lines_left_out: 2 },
    });
    // Ten thousand are taken; of one more, none.
    const many = (count: number) =>
      form(`id,wkt\n${Array.from({ length: count }, (_, i) => row(i, line)).join("")}`, "many.csv", {
        srid: "31370",
      });
    expect(await ask("POST", "/shapes", many(10_000))).toMatchObject({
      status: 200,
      body: { kind: "line", count: 10_000 },
    });
    expect(await ask("POST", "/shapes", many(10_001))).toMatchObject({
      status: 422,
      body: { code: "shape_too_many", detail: expect.stringContaining("10000") },
    });
    // Without a word about it, the deployment's own system where the numbers agree.
    expect(await ask("POST", "/shapes", form(gml(""), "zone.gml"))).toMatchObject({
      status: 200,
      body: read.body,
    });
    const kml = `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><LineString><coordinates>${south_west.join()} ${north_east.join()}</coordinates></LineString></Placemark></Document></kml>`;
    expect(await ask("POST", "/shapes", form(kml, "trace.kml"))).toMatchObject({
      status: 200,
      body: { kind: "line", count: 1, geometry: { type: "LineString" } },
    });

    for (const [bad, code] of [
      [form('id,wkt\n1,"LINESTRING(900 900,901 901)"\n', "trace.csv"), "crs_missing"],
      [form("no map in here", "brief.txt"), "format_unknown"],
      [form('{"type":"FeatureCollection","features":[{"type":"Feature"', "cut.geojson"), "file_damaged"],
      [form(`id,wkt\n1,POINT(${town.x} ${town.y})\n`, "points.csv", { srid: "31370" }), "shape_missing"],
    ] as const)
      expect(await ask("POST", "/shapes", bad), code).toMatchObject({ status: 422, body: { code } });
    if (!can_convert) return;
    // The same parcels in every format, and a question about them.
    const [given, ...files] = converted();
    const { body: as_given } = await ask("POST", "/shapes", upload(given!));
    expect(as_given).toMatchObject({ kind: "area", count: 11, lines_left_out: 0 });
    const zone = async (geometry: unknown) => {
      const { status, body } = await ask("POST", "/overlap_checks", { geometry });
      expect(status).toBe(201);
      return body.zone_area_m2 as number;
    };
    const asked_m2 = await zone(as_given.geometry);
    expect(asked_m2).toBeGreaterThan(100);
    for (const file of files) {
      const elsewhere = file.name === "lambert_2008.dxf";
      if (elsewhere)
        // The analysis CRS does not fit, and the answer names what does.
        expect(await ask("POST", "/shapes", upload(file))).toMatchObject({
          status: 422,
          body: { code: "crs_missing", candidates: [3812] },
        });
      const { body } = await ask("POST", "/shapes", upload(file, elsewhere ? { srid: "3812" } : {}));
      expect(body, file.name).toMatchObject({ kind: "area", count: 11, lines_left_out: 0 });
      expect((await zone(body.geometry)) / asked_m2, file.name).toBeCloseTo(1, 4);
    }
  },
};
