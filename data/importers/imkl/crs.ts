import { CRS_AREAS, type CrsArea } from "../crs_areas.ts";

/** Compound codes that deliveries write for 2.5D: their horizontal part. */
const HORIZONTAL: Readonly<Record<number, number>> = { 7415: 28992, 6190: 31370, 8370: 31370 };

/** How coordinates sit with the CRS they are said to be in. */
export type Fit = "fits" | "swapped" | "degrees" | "outside";

/**
 * The EPSG code in any of the ways it is written: `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992`,
 * `urn:x-ogc:def:crs:EPSG:28992`, `http://www.opengis.net/def/crs/EPSG/0/3812`,
 * `http://spatialreference.org/ref/epsg/3812/`, `…/epsg.xml#28992`, compound ones by their first part.
 * Null where none is in it.
 */
export function epsg_of(srs_name: string | null | undefined): number | null {
  // Versions come before the code: `EPSG:6.9:28992`, `EPSG/0/3812`.
  const match = /epsg(?:\.io|\.xml)?[:/#]+(?:(?:\d{1,2}|\d+\.\d+(?:\.\d+)?)?[:/]+)?(\d{4,6})(?!\d)/i.exec(
    srs_name ?? "",
  );
  if (!match) return /crs84/i.test(srs_name ?? "") ? 4326 : null;
  const found = Number(match[1]);
  return HORIZONTAL[found] ?? found;
}

/** Whether a CRS is in degrees. */
export function is_geographic(srid: number): boolean {
  return area_of(srid)?.unit === "degree";
}

/**
 * How `coords` (flat) sit with `srid`. Degrees fit in either order: EPSG puts latitude first, many files
 * do not, and in Europe the two cannot be mistaken for each other. A CRS whose area is not known only
 * refuses degrees under a metric name.
 */
export function fit_to(coords: ArrayLike<number>, srid: number): Fit {
  const area = area_of(srid);
  let swapped = false;
  for (let i = 0; i + 1 < coords.length; i += 2) {
    const x = coords[i]!;
    const y = coords[i + 1]!;
    if (area?.unit !== "degree" && Math.abs(x) <= 180 && Math.abs(y) <= 180) return "degrees";
    if (!area || inside(area, x, y)) continue;
    if (!inside(area, y, x)) return "outside";
    swapped = true;
  }
  return swapped ? "swapped" : "fits";
}

/** EPSG code, of those that deliveries of IMKL come in, whose area holds all of `coords`; null where none does. */
export function likely_srid(coords: ArrayLike<number>): number | null {
  if (coords.length < 2) return null;
  return (
    [3812, 31370, 28992].find((srid) => fit_to(coords, srid) === "fits") ??
    (["fits", "swapped"].includes(fit_to(coords, 4326)) ? 4326 : null)
  );
}

/** `EPSG:3812 (ETRS89 / Belgian Lambert 2008)`. */
export function crs_name(srid: number): string {
  const area = area_of(srid);
  return area ? `EPSG:${srid} (${area.name})` : `EPSG:${srid}`;
}

function area_of(srid: number): CrsArea | undefined {
  // 11219 is the same projection as 3812 on the later realisation of ETRS89.
  return CRS_AREAS.find((area) => area.srid === (srid === 11219 ? 3812 : srid));
}

function inside(area: CrsArea, x: number, y: number): boolean {
  return x >= area.x[0] && x <= area.x[1] && y >= area.y[0] && y <= area.y[1];
}
