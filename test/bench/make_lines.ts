import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { seeded } from "./timing.ts";

/**
 * Writes a GeoPackage of `count` water mains (5 to 20 points each, EPSG:31370, six fields) with GDAL,
 * as a utility would deliver it; the same seed gives the same lines. Answers its path; throws where GDAL fails.
 */
export function make_lines(folder: string, count: number, seed = 1): string {
  const random = seeded(seed);
  const between = (low: number, high: number): number => low + (high - low) * random();
  const rows = ["wkt,id,diameter_mm,materiaal,diepte_m,aanleg_jaar,status"];
  for (let id = 1; id <= count; id++) {
    let x = between(150_000, 170_000);
    let y = between(185_000, 205_000);
    let heading = between(0, 2 * Math.PI);
    const points: string[] = [];
    for (let point = 0; point < Math.floor(between(5, 21)); point++) {
      points.push(`${x.toFixed(3)} ${y.toFixed(3)}`);
      heading += between(-0.4, 0.4);
      x += 8 * Math.cos(heading);
      y += 8 * Math.sin(heading);
    }
    const diameter_mm = [80, 100, 150, 200, 300][Math.floor(random() * 5)];
    const material = ["PVC", "PE", "gietijzer", "staal"][Math.floor(random() * 4)];
    rows.push(
      `"LINESTRING (${points.join(",")})",W${id},${diameter_mm},${material},${between(0.8, 1.4).toFixed(2)},${Math.floor(between(1950, 2024))},in gebruik`,
    );
  }
  const csv = join(folder, "waterleidingen.csv");
  const path = join(folder, "waterleidingen.gpkg");
  writeFileSync(csv, rows.join("\n"));
  const made = spawnSync(
    "ogr2ogr",
    [
      "-f",
      "GPKG",
      path,
      csv,
      "-oo",
      "GEOM_POSSIBLE_NAMES=wkt",
      "-oo",
      "KEEP_GEOM_COLUMNS=NO",
      "-oo",
      "AUTODETECT_TYPE=YES",
    ].concat(["-a_srs", "EPSG:31370", "-nlt", "LINESTRING", "-nln", "waterleidingen"]),
    { encoding: "utf8" },
  );
  if (made.status !== 0) throw new Error(`ogr2ogr could not write ${path}: ${made.stderr ?? made.error}`);
  return path;
}
